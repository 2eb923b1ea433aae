import Foundation
import Tensors
import Testing
import Tracing
import Transformers

/// `Docs/Addresses.md` is what the builder makes.
///
/// `CUTAWAY_RECORD=1 Scripts/test --filter AddressDocumentTests` writes it anew, and fails so that
/// nobody takes a recording for a check.
struct AddressDocumentTests {
  /// Sizes that differ from each other, so that each can be named by its letter.
  private enum Size {
    static let target = 7
    static let source = 5
    static let channel = 48
    static let head = 4
    static let keyValueHead = 2
    static let headWidth = 11
    static let feature = 53
    static let vocabulary = 59
    static let cached = 3
  }

  private static func configuration(
    _ tower: Configuration.Tower, _ wiring: Configuration.Wiring
  ) -> Configuration {
    var c = Configuration(
      tower: tower, vocabularySize: Size.vocabulary, dModel: Size.channel, headCount: Size.head,
      dFF: Size.feature, layerCount: 1, wiring: wiring, positions: .learned(count: 9, offset: 0))
    c.dHead = Size.headWidth
    c.tokens.decoderStart = 0
    return c
  }

  private static func letters(_ size: Int) -> String {
    switch size {
    case Size.target: "T"
    case Size.source: "S"
    case Size.channel: "C"
    case Size.head: "H"
    case Size.headWidth: "D"
    case Size.feature: "F"
    case Size.vocabulary: "V"
    case Size.head * Size.headWidth: "H·D"
    case Size.keyValueHead * Size.headWidth: "K·D"
    case Size.cached: "E"
    case Size.cached + Size.target: "E+T"
    default: "\(size)"
    }
  }

  private static func table(_ trace: Trace) -> String {
    var lines = ["| address | axes | from |", "|---|---|---|"]
    for (address, id) in trace.addresses() {
      let node = trace[id]
      let axes = zip(node.axes, node.shape.array).map { "\($0.rawValue) \(letters($1))" }
      let origin =
        node.address != address
        ? "= `\(node.address)`"
        : node.operation?.name ?? (node.kind == .cached ? "an earlier step" : "given")
      lines.append("| `\(address)` | [\(axes.joined(separator: ", "))] | \(origin) |")
    }
    return lines.joined(separator: "\n")
  }

  private static func plan(
    _ c: Configuration, _ shape: TraceShape, cache: KVCache? = nil
  ) throws -> Trace {
    let model = try Model(c, Parameters(random: c, seed: 1))
    return try model.plan(shape, options: TraceOptions(cache: cache)).trace
  }

  private static func document() throws -> String {
    var bert = configuration(.encoder, .post)
    bert.hasEmbeddingNorm = true
    bert.tokenTypeCount = 2
    bert.head = .maskedLanguageModel(activation: .gelu, epsilon: 1e-12)
    var llama = configuration(.decoder, .pre)
    llama.positions = .rotary(RotaryScheme(width: 10))
    llama.normalization = .rmsNorm
    llama.isGated = true
    llama.keyValueHeadCount = Size.keyValueHead
    let original = {
      var c = configuration(.encoderDecoder, .post)
      c.positions = .sinusoidal(.interleaved, offset: 0)
      c.embeddingScale = 7
      return c
    }()
    var sandwich = configuration(.decoder, .sandwich)
    sandwich.positions = .relativeBias(buckets: 8, maximumDistance: 16)
    var classifier = configuration(.encoder, .pre)
    classifier.positions = .alibi
    classifier.head = .classifier(labelCount: 3, hidden: .tanh)
    let cache = KVCache(llama, capacity: 20)
    cache.advance(over: 0..<Size.cached)
    let one = TraceShape(batchCount: 1, length: Size.target, hasTargets: true)
    let pair = TraceShape(
      batchCount: 1, length: Size.source, targetLength: Size.target, hasTargets: true)
    let parts: [(String, Trace)] = [
      (
        "An encoder, Post-LN, with token types and a masked language model's head (BERT)",
        try plan(bert, one)
      ),
      (
        "A decoder, Pre-LN, with rotary positions, grouped heads and a gate (Llama)",
        try plan(llama, one)
      ),
      (
        "An encoder and a decoder, Post-LN, sinusoidal positions (the original)",
        try plan(original, pair)
      ),
      (
        "A decoder, sandwich, with a relative bias on its scores (T5's positions)",
        try plan(sandwich, one)
      ),
      ("An encoder, Pre-LN, with ALiBi and a classifier", try plan(classifier, one)),
      (
        "A step of a generation: T new positions, E earlier ones in the cache (Llama)",
        try plan(llama, TraceShape(batchCount: 1, length: Size.target), cache: cache)
      ),
    ]
    var text = """
      # Addresses

      Every node of a trace has one of these addresses, the same in listings, files, cell references, tests and on screen. Layers \
      count from 1 and go on as layer 1 does. With more than one row of ids `batch` is the first axis of everything that differs \
      from row to row. Parameters stand below the node that uses them: `decoder/1/self-attention/queries/weight`.

      T positions of the text, S positions of the encoder's text where there are two, C model width, H heads, K key/value heads, D head \
      width, F feed-forward width, V vocabulary. This page is written by a test that fails when it is out of date.

      """
    for (title, trace) in parts { text += "\n## \(title)\n\n\(table(trace))\n" }
    return text
  }

  @Test func `the page of addresses is what the builder makes`() throws {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Docs/Addresses.md")
    let document = try Self.document()
    if ProcessInfo.processInfo.environment["CUTAWAY_RECORD"] == "1" {
      try document.write(to: path, atomically: true, encoding: .utf8)
      Issue.record("recorded \(path.lastPathComponent); run again without CUTAWAY_RECORD")
      return
    }
    let recorded = try String(contentsOf: path, encoding: .utf8)
    let differing = zip(
      recorded.split(separator: "\n", omittingEmptySubsequences: false),
      document.split(separator: "\n", omittingEmptySubsequences: false)
    ).first { $0 != $1 }
    #expect(recorded == document, "first difference: \(String(describing: differing))")
  }
}
