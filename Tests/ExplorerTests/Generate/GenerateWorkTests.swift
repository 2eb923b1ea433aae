import Explorer
import ModelFiles
import Screen
import TestSupport
import Testing
import Tracing
import Transformers

/// The work that steps take, and the alignment they leave behind.
@Suite(.steadyKernels)
struct GenerateWorkTests {
  /// Multiply-adds of a trace.
  private static func cost(_ trace: Trace, _ counts: (Address) -> Bool = { _ in true }) -> Int {
    trace.nodes.indices.reduce(0) { sum, index in
      let node = trace.nodes[index]
      guard node.kind == .computed, counts(node.address) else { return sum }
      return sum + trace.cost(of: NodeID(index)).multiplyAdds
    }
  }

  @Test(arguments: ["storyteller", "translator"])
  func `the work without a cache is that of a trace of the whole text`(model: String) throws {
    var driver = try GenerateDriver(model, model == "translator" ? "I like apples." : "Mia has")
    try driver.type("nnnn")
    let writing = try #require(driver.writing)
    let loaded = try ModelFolder.open(model).model
    for position in 0..<4 {
      let text = writing.text(before: position)
      let isPair = model == "translator"
      let input =
        isPair
        ? ModelInput(ids: [writing.session.given], targetIDs: [text]) : ModelInput(ids: [text])
      let trace = try loaded.plan(
        TraceShape(input), options: TraceOptions(hasProbabilities: false))
      let whole = Self.cost(trace.trace) { position == 0 || !$0.path.hasPrefix("encoder/") }
      let work = try #require(writing.places[position].work)
      #expect(work.withoutCache == whole, "token \(position)")
      if position == 0 {
        #expect(work.withCache == whole)
      } else {
        #expect(work.withCache < whole)
      }
      let c = loaded.configuration
      let positions = text.count + (isPair ? writing.session.given.count : 0)
      #expect(work.cacheBytes == positions * c.decoderLayerCount * 2 * c.dModel * 4)
    }
  }

  @Test func `the alignment's rows are the cross-attention of the whole translation`() throws {
    var driver = try GenerateDriver("translator", "I like apples.")
    try driver.type("E")
    let writing = try #require(driver.writing)
    // The card's head for the word that is being translated: layer 2, head 2.
    #expect(writing.alignments[writing.alignment].layer == 1)
    #expect(writing.alignments[writing.alignment].head == 1)
    let trace = try ModelFolder.open("translator").model.trace(
      ModelInput(ids: [writing.session.given], targetIDs: [writing.prompt + writing.written]))
    for (index, alignment) in writing.alignments.enumerated() {
      let address = Address("decoder/\(alignment.layer + 1)/cross-attention/weights")
      let weights = trace.trace.values(of: try #require(trace.trace.node(at: address)))
      let (heads, queries) = (weights.shape[0], weights.shape[1])
      for position in writing.places.indices {
        for source in writing.session.given.indices {
          let all = (0..<heads).map { weights.row($0 * queries + position)[source] }
          let expected = alignment.head.map { all[$0] } ?? all.reduce(0, +) / Float(heads)
          let found = writing.weight(at: position, source: source, alignment)
          // The same sums by another path of the product kernels.
          #expect(abs(found - expected) < 1e-4, "\(index) \(position) \(source)")
        }
      }
    }
    let apples = try #require(writing.written.firstIndex { writing.session.label(of: $0) == "苹果" })
    try driver.press(.home)
    for _ in 0..<apples { try driver.press(.right) }
    let source = try #require(driver.writing?.mostWatched)
    #expect(writing.session.label(of: writing.session.given[source]) == "apples")
  }
}
