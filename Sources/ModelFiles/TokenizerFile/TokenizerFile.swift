import Tensors
import Tokenizers

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Hugging Face's `tokenizer.json`: everything that a tokenizer is, in one file.
///
/// What is read here works exactly as in their library; what cannot be done exactly is refused by
/// name. Truncation and padding are left out, for they are no part of how a text becomes tokens.
package enum TokenizerFile {
  /// What the file is called in a model's folder.
  package static let fileName = "tokenizer.json"
  /// The most bytes that it may have.
  ///
  /// - Units: bytes.
  package static let sizeLimit = 256 << 20

  /// Reads the tokenizer at a path.
  package static func open(_ path: String) throws(ModelFileError) -> Tokenizer {
    let bytes: [UInt8]
    do { bytes = try SmallFile.read(path: path, limit: sizeLimit) } catch { throw .file(error) }
    return try read(bytes, path: path)
  }

  /// Reads the tokenizer of a model's folder.
  ///
  /// Where there is no `tokenizer.json`, the error names the older form that is there instead.
  package static func open(inFolder folder: String) throws(ModelFileError) -> Tokenizer {
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    do { return try open(prefix + fileName) } catch .file(.notFound) {
      let others = otherForms.first { names in names.allSatisfy { exists(prefix + $0) } }
      throw .noTokenizer(folder: folder, others: others ?? [])
    }
  }

  /// Reads a tokenizer from the bytes of its file, which errors call by the path.
  package static func read(_ bytes: [UInt8], path: String) throws(ModelFileError) -> Tokenizer {
    // Three values for each of a million entries or merges, and as many again.
    let options = JSONParser.Options(
      maximumBytes: sizeLimit, maximumValues: 8_000_000, roundsNumbersTwice: true)
    let json: JSONValue
    do { json = try JSONParser.parse(bytes, options: options) } catch {
      throw .json(path: path, error)
    }
    do { return try tokenizer(json) } catch { throw .tokenizer(path: path, error) }
  }

  /// The vocabularies that other programs read, the more telling names first.
  private static let otherForms = [
    ["vocab.json", "merges.txt"], ["vocab.txt"], ["spiece.model"], ["tokenizer.model"],
    ["sentencepiece.bpe.model"], ["source.spm"], ["vocab.json"],
  ]

  private static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  private static func tokenizer(_ json: JSONValue) throws(TokenizerProblem) -> Tokenizer {
    let file = try TokenizerSection(json, at: "")
    try file.allowOnly(
      "version", "truncation", "padding", "added_tokens", "normalizer", "pre_tokenizer",
      "post_processor", "decoder", "model")
    if let version = file["version"],
      !(version.stringValue.map { exactlyEqual($0, "1.0") } ?? false)
    {
      throw .value(place: "version", expected: "\"1.0\"", found: shown(version))
    }
    guard let modelJSON = file["model"] else {
      throw .value(place: "model", expected: "an object", found: "nothing")
    }
    let normalizers = try NormalizerSection.read(file["normalizer"])
    let preTokenizers = try PreTokenizerSection.read(file["pre_tokenizer"])
    let model = try ModelSection.read(modelJSON, byteLevel: preTokenizers.byteLevelPlace)
    let addedTokens = AddedTokens(
      try AddedTokenSection.read(file["added_tokens"], vocabulary: model.vocabulary))
    let bare = Tokenizer(
      model: model, addedTokens: addedTokens, normalizers: normalizers,
      preTokenizers: preTokenizers.components,
      decoders: try DecoderSection.read(file["decoder"]))
    let template = try PostProcessorSection.read(file["post_processor"], tokenizer: bare)
    return Tokenizer(
      model: model, addedTokens: addedTokens, normalizers: normalizers,
      preTokenizers: preTokenizers.components, template: template, decoders: bare.decoders)
  }

  /// A value as messages show it.
  static func shown(_ value: JSONValue?) -> String {
    switch value {
    case nil: "nothing"
    case .null: "null"
    case .boolean(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .string(let value): VisibleText.quoted(value)
    case .array, .object: value?.kind ?? ""
    }
  }
}
