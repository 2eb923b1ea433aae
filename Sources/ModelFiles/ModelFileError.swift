import Tensors

/// Why a model's files could not be read or written.
///
/// Every case names the file; `description` is one line that says where, what was expected, what
/// was found and what to do. Text out of a file stands in it with its control characters escaped.
package enum ModelFileError: Error, Equatable, Sendable {
  /// The file itself could not be read or written.
  case file(FileError)
  /// The file is of a kind that is not read.
  case foreign(path: String, ForeignFormat)
  /// The safetensors file is malformed.
  case safetensors(path: String, SafetensorsProblem)
  /// The file is not the JSON it should be.
  case json(path: String, JSONError)
  /// The `tokenizer.json` makes no tokenizer here.
  case tokenizer(path: String, TokenizerProblem)

  /// A word is neither the name of a bundled model nor that of a file or folder; `nearest` is a bundled
  /// model's name that it nearly is.
  case noSuchModel(name: String, nearest: String?, bundled: [String])
  /// `org/name` is neither a folder here nor a model in Hugging Face's cache.
  case notInCache(name: String, folder: String)
  /// The folder has no model in it; `others` are files that explain why.
  case noModel(folder: String, others: [String])
  /// The folder has no `tokenizer.json`; `others` are files of an older form.
  case noTokenizer(folder: String, others: [String])
  /// A shard index has something else than it should at a place.
  case index(path: String, place: String, expected: String, found: String)
  /// A shard's name in the index would lead out of the folder, or is none.
  case shardName(path: String, tensor: String, found: String)
  /// The index names more shards than are opened.
  case tooManyShards(path: String, limit: Int, found: Int)
  /// A shard that the index names is not there.
  case missingShard(path: String, shard: String)
  /// A tensor is not in the shard that the index gives for it.
  case notInShard(path: String, tensor: String, shard: String)
  /// Two shards have a tensor of the same name.
  case inTwoShards(path: String, tensor: String, first: String, second: String)

  /// There is no tensor of the name.
  case noTensor(path: String, tensor: String)
  /// A tensor's numbers are not of a kind that is read as what was asked for.
  case unreadable(path: String, tensor: String, dtype: ScalarType, wanted: Wanted)

  /// A name that a tensor to be written cannot have.
  case reservedName(path: String, tensor: String)
  /// Two tensors, or two remarks, to be written have the same name.
  case nameTwice(path: String, name: String)
  /// The names to be written make a header beyond the format's limit.
  case headerTooLong(path: String, limit: Int, found: Int)

  /// What a tensor was to be read as.
  package enum Wanted: Equatable, Sendable {
    /// Floats, which F32, F16, BF16 and F64 can be.
    case floats
    /// Integers, which I64, I32, I16, I8, U8 and BOOL can be.
    case integers
  }
}

extension ModelFileError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .file(let error): error.description
    case .foreign(let path, let format): "\(shown(path)): \(format.reason)"
    case .safetensors(let path, let problem): "\(shown(path)): \(problem)"
    case .json(let path, let error): "\(shown(path)): \(error); correct the file or fetch it again"
    case .noSuchModel(let name, let nearest, let bundled):
      "\(quoted(name)) is neither a folder nor a bundled model"
        + (nearest.map { " (did you mean \($0)?)" } ?? "")
        + (bundled.isEmpty
          ? "; none is bundled, name a folder"
          : "; name a folder, or one of \(bundled.joined(separator: ", "))")
    case .notInCache(let name, let folder):
      "\(quoted(name)) is neither a folder nor a model in the Hugging Face cache \(shown(folder)); "
        + "fetch it first, or name a folder"
    case .noModel(let folder, let others):
      "\(shown(folder)): has neither model.safetensors nor model.safetensors.index.json; "
        + advice(folder, others)
    case .tokenizer(let path, let problem): "\(shown(path)): \(problem)"
    case .noTokenizer(let folder, let others):
      "\(shown(folder)): has no tokenizer.json; \(tokenizerAdvice(others))"
    case .index(let path, let place, let expected, let found):
      "\(shown(path)): \(place): expected \(expected), found \(found); fetch the index again"
    case .shardName(let path, let tensor, let found):
      "\(shown(path)): tensor \(quoted(tensor)): expected the name of a file in the same folder, "
        + "found \(quoted(found)); fetch the index again"
    case .tooManyShards(let path, let limit, let found):
      "\(shown(path)): names \(found) shards, at most \(limit) are opened; "
        + "have it saved again in fewer"
    case .missingShard(let path, let shard):
      "\(shown(path)): its shard \(quoted(shard)) is not in the folder; fetch that file too"
    case .notInShard(let path, let tensor, let shard):
      "\(shown(path)): tensor \(quoted(tensor)) is not in its shard \(quoted(shard)); "
        + "fetch the index and the shard again"
    case .inTwoShards(let path, let tensor, let first, let second):
      "\(shown(path)): tensor \(quoted(tensor)) is in both \(quoted(first)) and "
        + "\(quoted(second)); have it saved again"
    case .noTensor(let path, let tensor):
      "\(shown(path)): has no tensor \(quoted(tensor)); check that the file is of this model"
    case .unreadable(let path, let tensor, let dtype, let wanted):
      "\(shown(path)): tensor \(quoted(tensor)) is \(dtype.rawValue), \(wanted.text)"
    case .reservedName(let path, let tensor):
      "\(shown(path)): \(quoted(tensor)) cannot be a tensor's name, the format keeps it for "
        + "remarks; choose another name"
    case .nameTwice(let path, let name):
      "\(shown(path)): the name \(quoted(name)) was given twice; choose another for one of them"
    case .headerTooLong(let path, let limit, let found):
      "\(shown(path)): its header would be \(found) bytes, at most \(limit) are allowed; "
        + "write fewer tensors or shorter names"
    }
  }

  private func advice(_ folder: String, _ others: [String]) -> String {
    guard let other = others.first else {
      return "check the folder, or name a .safetensors file"
    }
    let name = quoted(other)
    if other.hasSuffix(".safetensors") { return "it has \(name): name that file itself" }
    if other.hasSuffix(".gguf") { return "its \(name) is a GGUF, not read; \(fetchSafetensors)" }
    if other.hasSuffix(".h5") || other.hasSuffix(".msgpack") {
      return "its \(name) is not read; \(saveAsSafetensors)"
    }
    return "its \(name) is a pickle, which can run code and is never read; \(saveAsSafetensors)"
  }

  private func tokenizerAdvice(_ others: [String]) -> String {
    guard let first = others.first else { return "check the folder, or fetch that file too" }
    let names = others.map(quoted).joined(separator: " and ")
    let kind =
      first.hasSuffix(".model") || first.hasSuffix(".spm")
      ? "a SentencePiece model, which is not read"
      : "an older form, which is not read"
    return "its \(names) \(others.count == 1 ? "is" : "are") \(kind); "
      + "have it saved by a fast tokenizer of Hugging Face's transformers"
  }
}

extension ModelFileError.Wanted {
  fileprivate var text: String {
    switch self {
    case .floats: "only F32, F16, BF16 and F64 are read as floats; have it saved as F32"
    case .integers:
      "only I64, I32, I16, I8, U8 and BOOL are read as integers; have it saved as I64"
    }
  }
}

private func shown(_ path: String) -> String { VisibleText.escaped(path) }

private func quoted(_ text: String) -> String { VisibleText.quoted(text) }
