import Tensors
import Tokenizers

/// The section `model`.
struct ModelSection {
  /// The models that are done here, by the file's names.
  static let supported = ["BPE", "Unigram", "WordLevel", "WordPiece"]

  private let section: TokenizerSection

  /// Reads the section; `byteLevel` is where the pre-tokenizer of that name stands, if it is there.
  static func read(
    _ json: JSONValue, byteLevel: String?
  ) throws(TokenizerProblem) -> any TokenModel {
    let section = try TokenizerSection(json, at: "model")
    let type = try section.optionalText("type") ?? inferredType(section)
    if let byteLevel, supported.contains(type), type != "BPE" {
      throw .byteLevel(place: byteLevel, reader: type)
    }
    let model = ModelSection(section: section)
    switch type {
    case "BPE": return try model.pairEncoding(isByteLevel: byteLevel != nil)
    case "Unigram": return try model.unigram()
    case "WordLevel": return try model.wordLevel()
    case "WordPiece": return try model.wordPiece()
    default: throw .component(place: section.place, found: type, supported: supported)
    }
  }

  /// The type of a model that does not say it, as older files do not.
  private static func inferredType(_ section: TokenizerSection) -> String {
    if section["merges"] != nil { return "BPE" }
    if section["vocab"]?.arrayValue != nil { return "Unigram" }
    return section["max_input_chars_per_word"] == nil ? "WordLevel" : "WordPiece"
  }

  // MARK: Kinds

  private func wordPiece() throws(TokenizerProblem) -> any TokenModel {
    try section.allowOnly(
      "type", "vocab", "unk_token", "continuing_subword_prefix", "max_input_chars_per_word")
    let vocabulary = try vocabulary()
    let unknown = Array(try section.text("unk_token").utf8)
    let prefix = Array(try section.text("continuing_subword_prefix").utf8)
    let longestWord = try section.count("max_input_chars_per_word")
    do {
      return try WordPiece(
        vocabulary: vocabulary, unknown: unknown, continuingPrefix: prefix,
        longestWord: longestWord)
    } catch { throw problem(error) }
  }

  private func wordLevel() throws(TokenizerProblem) -> any TokenModel {
    try section.allowOnly("type", "vocab", "unk_token")
    let vocabulary = try vocabulary()
    let unknown = Array(try section.text("unk_token").utf8)
    do { return try WordLevel(vocabulary: vocabulary, unknown: unknown) } catch {
      throw problem(error)
    }
  }

  private func pairEncoding(isByteLevel: Bool) throws(TokenizerProblem) -> any TokenModel {
    try section.allowOnly(
      "type", "vocab", "merges", "dropout", "unk_token", "continuing_subword_prefix",
      "end_of_word_suffix", "fuse_unk", "byte_fallback", "ignore_merges")
    if let dropout = section["dropout"], dropout.doubleValue != 0 {
      // With it the same text becomes other tokens every time.
      throw .unsupported(
        place: section.place(of: "dropout"), found: TokenizerFile.shown(dropout),
        supported: "0 or null")
    }
    func bytes(_ key: String) throws(TokenizerProblem) -> [UInt8]? {
      try section.optionalText(key).map { Array($0.utf8) }
    }
    let vocabulary = try vocabulary()
    let (merges, places) = try merges()
    let (unknown, prefix) = (try bytes("unk_token"), try bytes("continuing_subword_prefix"))
    let suffix = try bytes("end_of_word_suffix")
    let fusesUnknown = try section.flag("fuse_unk", default: false)
    let fallsBackToBytes = try section.flag("byte_fallback", default: false)
    let ignoresMerges = try section.flag("ignore_merges", default: false)
    // What has no merges and can always fall back is a family of its own.
    if !isByteLevel, merges.isEmpty, fallsBackToBytes, !fusesUnknown, (prefix ?? []).isEmpty,
      (suffix ?? []).isEmpty, ByteTokens(vocabulary).isComplete
    {
      do {
        let unknown = unknown.flatMap { vocabulary.id(of: $0) }
        return ignoresMerges
          ? try WordModel(vocabulary: vocabulary, unknown: unknown)
          : try CharacterModel(vocabulary: vocabulary, unknown: unknown)
      } catch { throw problem(error) }
    }
    do {
      return try BytePairEncoding(
        vocabulary: vocabulary, merges: merges, alphabet: isByteLevel ? .bytes : .characters,
        unknown: unknown, fusesUnknown: fusesUnknown, continuingPrefix: prefix ?? [],
        endOfWordSuffix: suffix ?? [], fallsBackToBytes: fallsBackToBytes,
        ignoresMerges: ignoresMerges)
    } catch {
      guard case .mergeHasNoEntry(let index, let part) = error else { throw problem(error) }
      throw .noEntry(place: "model.merges[\(places[index])]", found: text(part))
    }
  }

  private func unigram() throws(TokenizerProblem) -> any TokenModel {
    try section.allowOnly("type", "vocab", "unk_id", "byte_fallback")
    var entries: [[UInt8]] = []
    var scores: [Double] = []
    for (index, element) in try section.list("vocab").enumerated() {
      guard case .array(let pair) = element, pair.count == 2, let text = pair[0].stringValue,
        let score = pair[1].doubleValue
      else {
        throw .value(
          place: "model.vocab[\(index)]", expected: "a token and its score",
          found: TokenizerFile.shown(element))
      }
      entries.append(try entry(text, at: "model.vocab[\(index)]"))
      scores.append(score)
    }
    let unknown = section["unk_id"] == nil ? nil : try section.count("unk_id")
    let fallsBackToBytes = try section.flag("byte_fallback", default: false)
    let vocabulary: Vocabulary
    do { vocabulary = try Vocabulary(entries) } catch { throw problem(error, entries) }
    do {
      return try Unigram(
        vocabulary: vocabulary, scores: scores, unknown: unknown,
        fallsBackToBytes: fallsBackToBytes)
    } catch { throw problem(error) }
  }

  // MARK: Parts

  private func vocabulary() throws(TokenizerProblem) -> Vocabulary {
    guard case .object(let members) = section["vocab"] else {
      throw section.problem("vocab", expected: "an object of tokens with their ids")
    }
    var entries: [(bytes: [UInt8], id: Int)] = []
    entries.reserveCapacity(members.count)
    for member in members {
      guard case .integer(let id) = member.value else {
        throw .value(
          place: "model.vocab[\(VisibleText.quoted(member.key))]", expected: "an id",
          found: TokenizerFile.shown(member.value))
      }
      let place = "model.vocab[\(VisibleText.quoted(member.key))]"
      entries.append((try entry(member.key, at: place), id))
    }
    do { return try Vocabulary(entries) } catch { throw problem(error, []) }
  }

  /// The most bytes that an entry or an added token may have, some ten times what is in use: search
  /// takes text times entry at worst.
  static let longestEntry = 4096

  private func entry(_ text: String, at place: String) throws(TokenizerProblem) -> [UInt8] {
    let bytes = Array(text.utf8)
    guard bytes.count <= Self.longestEntry else {
      throw .value(
        place: place, expected: "at most \(Self.longestEntry) bytes", found: "\(bytes.count)")
    }
    return bytes
  }

  /// The merges, as `"a b"` or, in newer files, `["a", "b"]`.
  private func merges() throws(TokenizerProblem) -> (
    merges: [(left: [UInt8], right: [UInt8])], places: [Int]
  ) {
    let elements = try section.list("merges")
    // The reference takes only all of one form.
    let isOfPairs = elements.first?.arrayValue != nil
    var merges: [(left: [UInt8], right: [UInt8])] = []
    merges.reserveCapacity(elements.count)
    // Where each stands in the file, which may have other lines too.
    var places: [Int] = []
    for (index, element) in elements.enumerated() {
      if isOfPairs, case .array(let pair) = element, pair.count == 2,
        case .string(let left) = pair[0], case .string(let right) = pair[1]
      {
        merges.append((Array(left.utf8), Array(right.utf8)))
        places.append(index)
        continue
      }
      guard !isOfPairs, case .string(let line) = element else {
        throw .value(
          place: "model.merges[\(index)]",
          expected: isOfPairs ? "an array of two strings" : "two tokens with a space between",
          found: TokenizerFile.shown(element))
      }
      // The first line of a merges.txt, taken over by an older converter.
      if line.utf8.starts(with: "#version".utf8) { continue }
      let parts = line.utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
      guard parts.count == 2 else {
        throw .value(
          place: "model.merges[\(index)]", expected: "two tokens with a space between",
          found: TokenizerFile.shown(element))
      }
      merges.append((Array(parts[0]), Array(parts[1])))
      places.append(index)
    }
    return (merges, places)
  }

  // MARK: Problems

  private func problem(_ fault: Vocabulary.Fault, _ entries: [[UInt8]]) -> TokenizerProblem {
    switch fault {
    case .duplicateEntry(let first, let second):
      let entry = entries.indices.contains(second) ? entries[second] : []
      return .entryTwice(place: "model.vocab[\(second)]", found: text(entry), first: first)
    case .duplicateID(let id): return .idTwice(place: "model.vocab", id: id)
    case .idOutOfRange(let id):
      return .value(
        place: "model.vocab", expected: "ids from 0 to \(Vocabulary.largestID)", found: "\(id)")
    case .tooLarge: return .vocabularyTooLarge(place: "model.vocab")
    }
  }

  private func problem(_ fault: ModelFault) -> TokenizerProblem {
    switch fault {
    case .unknownIsNoEntry(let token):
      .noEntry(place: section.place(of: "unk_token"), found: text(token))
    case .mergeHasNoEntry(let index, let part):
      .noEntry(place: "model.merges[\(index)]", found: text(part))
    case .scoreCount(let expected, let found):
      .value(place: "model.vocab", expected: "\(expected) scores", found: "\(found)")
    case .scoreIsNotFinite(let id):
      .value(place: "model.vocab[\(id)]", expected: "a finite score", found: "another")
    case .unknownIDOutOfRange(let id):
      .value(place: section.place(of: "unk_id"), expected: "the id of an entry", found: "\(id)")
    case .noEntries: .value(place: "model.vocab", expected: "an entry or more", found: "none")
    }
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
