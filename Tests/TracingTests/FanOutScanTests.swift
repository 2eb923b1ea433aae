import Testing
import Tracing

@Suite struct FanOutScanTests {
  @Test func `a search in pieces finds what a search at once finds`() throws {
    let small = try SmallTrace()
    for (index, node) in small.trace.nodes.enumerated() {
      let cell = Cell(node: NodeID(index), index: node.shape.count / 2)
      var scan = FanOutScan(of: cell, in: small.trace)
      var pieces = 0
      while !scan.isDone, pieces < 10_000 {
        scan.advance(in: small.trace, reads: 1)
        pieces += 1
      }
      #expect(scan.isDone)
      #expect(scan.looked == scan.total)
      #expect(pieces >= scan.total)
      let whole = small.trace.fanOut(of: cell)
      #expect(Set(scan.touches.map(\.cell)) == Set(whole.map(\.cell)))
      #expect(scan.touches.map { abs($0.contribution) } == whole.map { abs($0.contribution) })
    }
  }
}
