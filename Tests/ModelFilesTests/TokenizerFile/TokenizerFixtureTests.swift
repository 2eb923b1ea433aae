import Foundation
import ModelFiles
import TestSupport
import Testing
import Tokenizers

/// Small tokenizers of every kind against what Hugging Face's library says of 220 strings.
@Suite struct TokenizerFixtureTests {
  static let kinds = [
    "gpt2", "llama3", "qwen2", "smollm2", "roberta", "llama2", "openai-gpt", "bert", "bert-cased",
    "t5",
    "unigram-bytes", "words",
  ]

  /// What the reference says of one text.
  struct Row: Decodable {
    let text: String
    let ids: [Int]
    let tokens: [String]
    let decoded: String
    /// The text without special tokens that stand in it, where that differs.
    let skipping: String?
    /// With special tokens, where that differs.
    let special: [Int]?
  }

  private struct Expected: Decodable {
    let count: Int
    let rows: [Row]
  }

  static var folder: URL {
    URL(fileURLWithPath: Repository.path("Tests/Fixtures/tokenizers"))
  }

  static func tokenizer(_ kind: String) throws -> Tokenizer {
    try TokenizerFile.open(folder.appendingPathComponent("\(kind).tokenizer.json").path)
  }

  static func rows(_ kind: String) throws -> [Row] {
    let data = try Data(contentsOf: folder.appendingPathComponent("\(kind).expected.json"))
    let expected = try JSONDecoder().decode(Expected.self, from: data)
    #expect(expected.rows.count == expected.count && expected.count >= 200)
    return expected.rows
  }

  @Test(arguments: kinds)
  func `ids, tokens and decoded text equal the reference's`(kind: String) throws {
    let session = Tokenizer.Session(try Self.tokenizer(kind))
    let tokenizer = session.tokenizer
    for row in try Self.rows(kind) {
      let encoding = session.encode(Array(row.text.utf8), addsSpecialTokens: false)
      #expect(encoding.ids == row.ids, "\(row.text.debugDescription)")
      // Compared as bytes: Swift takes canonically equivalent strings for equal.
      let tokens = encoding.ids.indices.map { tokenizer.bytes(of: $0, in: encoding) }
      #expect(tokens == row.tokens.map { Array($0.utf8) }, "\(row.text.debugDescription)")
      #expect(
        Array(tokenizer.decode(encoding.ids, keepsSpecialTokens: true).utf8)
          == Array(row.decoded.utf8), "\(row.text.debugDescription)")
      #expect(
        Array(tokenizer.decode(encoding.ids).utf8) == Array((row.skipping ?? row.decoded).utf8),
        "\(row.text.debugDescription)")
      let special = session.encode(Array(row.text.utf8))
      #expect(special.ids == row.special ?? row.ids, "\(row.text.debugDescription)")
    }
  }

  @Test(arguments: kinds)
  func `asking for steps changes nothing, and each step begins where the last one ended`(
    kind: String
  ) throws {
    let session = Tokenizer.Session(try Self.tokenizer(kind))
    var followed = 0
    for row in try Self.rows(kind) where row.text.utf8.count < 80 {
      var steps: [Step] = []
      let source = Array(row.text.utf8)
      let encoding = session.encode(source, addsSpecialTokens: false) { steps.append($0) }
      #expect(encoding.ids == row.ids, "\(row.text.debugDescription)")
      var last: [Int: [Segment]] = [:]
      for step in steps where step.stage == .model {
        guard let piece = step.piece else { continue }
        switch step.reason {
        case .merge:
          if let last = last[piece] {
            #expect(last == step.input, "\(row.text.debugDescription)")
            followed += 1
          }
          last[piece] = step.output
        case .symbols: last[piece] = step.output
        // A part of the piece became something else: what follows begins with that in its place.
        default: last[piece] = nil
        }
      }
    }
    let merges = !["bert", "bert-cased", "t5", "unigram-bytes", "words"].contains(kind)
    #expect(merges == (followed > 500), "\(followed)")
  }

  @Test(arguments: kinds)
  func `offsets lie in the source, in order`(kind: String) throws {
    let session = Tokenizer.Session(try Self.tokenizer(kind))
    for row in try Self.rows(kind) {
      let source = Array(row.text.utf8)
      let encoding = session.encode(source)
      let characters = encoding.characterOffsets(in: source)
      let scalars = row.text.unicodeScalars.count
      var start = 0
      for (bytes, place) in zip(encoding.offsets, characters) where !bytes.isEmpty {
        #expect(
          bytes.lowerBound >= start && bytes.upperBound <= source.count,
          "\(row.text.debugDescription)")
        #expect(place.lowerBound >= 0 && place.upperBound <= scalars)
        // Marks that normalization reorders may begin before the token before them.
        start = kind.hasPrefix("unigram") || kind == "qwen2" || kind == "t5" ? 0 : bytes.lowerBound
      }
    }
  }

  @Test(arguments: ["gpt2", "llama3"])
  func `tokens of byte-level BPE cover every byte of any text once`(kind: String) throws {
    let session = Tokenizer.Session(try Self.tokenizer(kind))
    var random = Random(seed: 7)
    for _ in 0..<300 {
      let source = random.integers(60, below: 256).map { UInt8($0) }
      let encoding = session.encode(source, addsSpecialTokens: false)
      #expect(encoding.offsets.flatMap { Array($0) } == Array(source.indices), "\(source)")
      #expect(session.tokenizer.decodeBytes(encoding.ids) == source)
      #expect(encoding.losses.isEmpty)
    }
  }
}
