import Testing
import Tokenizers

/// The bytes of a text.
func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

/// A vocabulary of texts, with ids from 0.
func vocabulary(_ entries: [String]) throws -> Vocabulary {
  try Vocabulary(entries.map(bytes))
}

/// The 256 entries for bytes.
let byteEntries: [String] = (0...255).map { byte in
  let digits = String(byte, radix: 16, uppercase: true)
  return "<0x" + (digits.count < 2 ? "0" : "") + digits + ">"
}

/// What a model makes of one piece.
struct Encoded {
  /// The tokens' entries.
  var tokens: [String] = []
  /// The ids.
  var ids: [Int] = []
  /// What each token stands for.
  var offsets: [Range<Int>] = []
  /// What was lost.
  var losses: [Loss] = []
  /// The steps.
  var steps: [Step] = []

  /// Encodes bytes with a model alone, once with steps and once without, which has to agree.
  init(_ model: any TokenModel, _ source: [UInt8]) {
    var steps: [Step] = []
    let tokenizer = Tokenizer(model: model)
    let encoding = tokenizer.encode(source) { steps.append($0) }
    #expect(encoding == tokenizer.encode(source))
    ids = encoding.ids
    offsets = encoding.offsets
    losses = encoding.losses
    tokens = ids.map { String(decoding: model.vocabulary[$0] ?? [], as: UTF8.self) }
    self.steps = steps
  }

  /// Encodes a text.
  init(_ model: any TokenModel, _ source: String) { self.init(model, bytes(source)) }
}

/// Random bytes, the same in every run.
struct RandomBytes {
  private var state: UInt64

  /// Begins a sequence.
  init(seed: UInt64) { state = seed }

  /// The next number below a limit.
  mutating func next(below limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % limit
  }

  /// So many bytes, of those given.
  mutating func bytes(_ count: Int, of alphabet: [UInt8]) -> [UInt8] {
    (0..<count).map { _ in alphabet[next(below: alphabet.count)] }
  }
}
