import Tensors
import TestSupport
import Testing
import Tracing

/// Blocks whose inside is computed anew when it is read.
@Suite(.steadyKernels) struct SegmentTests {
  /// Two blocks; the second, and what follows both, read from the inside of the first.
  private func trace(_ retention: Retention, hasAlias: Bool = false) throws -> Trace {
    var builder = TraceBuilder()
    let axes: [Axis] = [.channel]
    let x = builder.input("x", [3], axes: axes)
    builder.segment = 1
    let a = try builder.compute("1/a", Scale(by: 2), x, axes: axes)
    let b = try builder.compute("1/b", Scale(by: 3), a, axes: axes)
    let c = try builder.compute("1/c", Gate(), a, b, axes: axes)
    if hasAlias { builder.alias("1/second-name", of: b) }
    builder.segment = 2
    let d = try builder.compute("2/d", Add(), c, a, axes: axes)
    let e = try builder.compute("2/e", Scale(by: 5), d, axes: axes)
    let f = try builder.compute("2/f", Gate(), e, d, axes: axes)
    builder.segment = 0
    let g = try builder.compute("g", Add(), f, e, axes: axes)
    _ = try builder.compute("h", Add(), g, a, axes: axes)
    let trace = builder.finish(retaining: retention)
    trace.set(x, to: [1, -2, 0.5])
    trace.run()
    return trace
  }

  @Test func `what another block reads is kept`() throws {
    let all = try trace(.everything)
    let few = try trace(.residualStreams)
    let nodes = all.nodes.indices.map { NodeID($0) }
    for order in [nodes, nodes.reversed(), nodes + nodes] {
      for node in order { #expect(few.numbers(of: node) == all.numbers(of: node)) }
    }
  }

  @Test func `what is read within its block alone shares its memory with other blocks`() throws {
    let few = try trace(.residualStreams)
    func start(_ address: Address) throws -> UnsafeMutablePointer<Float> {
      few.values(of: try #require(few.node(at: address))).pointer
    }
    #expect(try start("1/b") == start("2/d"))
    #expect(try start("1/a") != start("2/d"))
    let named = try trace(.residualStreams, hasAlias: true)
    let node = try #require(named.node(at: "1/second-name"))
    let before = named.values(of: node).pointer
    #expect(try before != named.values(of: #require(named.node(at: "2/d"))).pointer)
  }

  @Test func `a change inside a block holds whenever the block is computed anew`() throws {
    let changes: [Intervention] = [
      .cell("1/b", [.channel: 1], to: 9), Intervention(at: "2/d", becomes: .value(1)),
    ]
    let all = try trace(.everything).replay(changes)
    let few = try trace(.residualStreams).replay(changes)
    let nodes = all.nodes.indices.map { NodeID($0) }
    for node in nodes + nodes.reversed() {
      #expect(few.numbers(of: node) == all.numbers(of: node), "\(all[node].address)")
    }
  }
}
