import Tensors
import TestSupport
import Testing

@testable import Tracing

@Suite(.steadyKernels) struct DerivationTests {
  /// scores → mask → softmax, one head; the second query may look at no key.
  private func attention() throws -> (trace: Trace, mask: NodeID, masked: NodeID, weights: NodeID) {
    var builder = TraceBuilder()
    let scores = builder.input("scores", [1, 2, 3], axes: [.head, .query, .key])
    let mask = builder.input("mask", [2, 3], axes: [.query, .key])
    let masked = try builder.compute("masked", Mask(), scores, mask, axes: [.head, .query, .key])
    let weights = try builder.compute("weights", Softmax(), masked, axes: [.head, .query, .key])
    let trace = builder.finish()
    trace.set(scores, to: [1, 2, 3, 4, 5, 6])
    trace.set(mask, to: [1, 0, 1, 0, 0, 0])
    trace.run()
    return (trace, mask, masked, weights)
  }

  @Test func `a query that may look at nothing gives zeros and is named`() throws {
    let (trace, _, masked, weights) = try attention()
    #expect(trace.rowsWithoutKeys(of: weights) == [1])
    #expect(trace.rowsWithoutKeys(of: masked).isEmpty)
    #expect(trace.numbers(of: weights)[3...5] == [0, 0, 0])
    let cell = Cell(node: weights, index: 4)
    let derivation = try #require(trace.derivation(of: cell))
    #expect(
      derivation.steps.last?.expression
        == "every score of the row is masked (−∞), so the weight is 0")
    #expect(try #require(trace.verify(cell, against: derivation)).holds)
  }

  @Test func `a walk ends at what was given`() throws {
    let (trace, _, _, weights) = try attention()
    let steps = trace.walk(from: Cell(node: weights, index: 2))
    #expect(
      steps.map { trace.text(of: $0.cell) } == [
        "weights[head 1, query 1, key 3]", "masked[head 1, query 1, key 3]",
        "scores[head 1, query 1, key 3]", "mask[query 1, key 3]",
      ])
    #expect(steps.map { $0.verification?.holds } == [true, true, nil, nil])
    #expect(trace.walk(from: Cell(node: weights, index: 2), limit: 1).count == 1)
  }

  @Test func `a recorded number that is wrong is found out`() throws {
    let small = try SmallTrace()
    let cell = Cell(node: small.c, index: 0)
    let derivation = try #require(small.trace.derivation(of: cell))
    #expect(try #require(small.trace.verify(cell, against: derivation)).holds)
    let value = small.trace.values(of: small.c)
    value[0] *= 1.0001
    let verification = try #require(small.trace.verify(cell, against: derivation))
    #expect(!verification.holds)
    expectClose([verification.difference], [3.75 * 0.0001], within: Tolerance(relative: 1e-3))
  }

  @Test func `infinities agree with themselves and NaN with NaN`() {
    func verification(_ recorded: Float, _ recomputed: Double) -> Verification {
      Verification(recorded: recorded, recomputed: recomputed, tolerance: 1)
    }
    #expect(verification(-.infinity, -.infinity).holds)
    #expect(verification(-.infinity, -.infinity).difference == 0)
    #expect(!verification(-.infinity, 0).holds)
    #expect(!verification(.nan, 0).holds)
    #expect(!verification(0, .nan).holds)
    #expect(verification(.nan, .nan).holds)
    #expect(verification(2, 1).holds)
    #expect(!verification(2.5, 1).holds)
  }

  @Test func `stages and cost are those of the operation, and nothing for a leaf`() throws {
    let small = try SmallTrace()
    #expect(small.trace.stages(of: small.b).map(\.name) == ["product"])
    #expect(small.trace.stages(of: small.x).isEmpty)
    #expect(small.trace.cost(of: small.a) == Cost(multiplyAdds: 12, bytes: 4 * (6 + 6 + 4)))
    #expect(small.trace.cost(of: small.weight) == Cost(multiplyAdds: 0, bytes: 0))
    #expect(small.trace.derivation(of: Cell(node: small.x, index: 0)) == nil)
  }

  // MARK: Forwards

  @Test func `what a weight puts into its readers is its term of their sums`() throws {
    let small = try SmallTrace()
    for index in 0..<6 {
      let cell = Cell(node: small.weight, index: index)
      let touches = small.trace.fanOut(of: cell)
      #expect(touches.map(\.cell).allSatisfy { $0.node == small.a })
      #expect(touches.count == 2)
      for touch in touches {
        let derivation = try #require(small.trace.derivation(of: touch.cell))
        let term = try #require(
          derivation.terms.first { term in
            term.factors.contains { small.trace.cell(of: $0, in: touch.cell.node) == cell }
          })
        expectClose(
          [touch.contribution], [term.contribution],
          within: Tolerance(absolute: 1e-9, relative: 1e-9), "weight \(index)")
      }
      #expect(
        zip(touches, touches.dropFirst()).allSatisfy {
          abs($0.contribution) >= abs($1.contribution)
        })
    }
  }

  @Test func `slopes are derivatives`() throws {
    let small = try SmallTrace()
    let a = Double(small.trace.numbers(of: small.a)[0])
    let touches = small.trace.fanOut(of: Cell(node: small.a, index: 0))
    // b = a·a reads it as either factor, c = b + a once.
    #expect(touches.filter { $0.cell == Cell(node: small.b, index: 0) }.count == 2)
    let slopes = touches.compactMap(\.slope).sorted()
    expectClose(slopes, [1, a, a].sorted(), within: Tolerance(absolute: 1e-8), "slopes")
  }

  @Test func `a switch has no slope and touches what it decides about`() throws {
    let (trace, mask, masked, _) = try attention()
    let open = trace.fanOut(of: Cell(node: mask, index: 0))
    #expect(open == [Touch(cell: Cell(node: masked, index: 0), slope: nil, contribution: 1)])
    let closed = trace.fanOut(of: Cell(node: mask, index: 1))
    #expect(closed.map(\.cell) == [Cell(node: masked, index: 1)])
    #expect(closed.first?.contribution == -.infinity)
  }

  @Test func `a token id touches the vector that it chose`() throws {
    let arena = Arena()
    let table = arena.allocate(6)
    for index in 0..<6 { table[index] = Float(index) }
    var builder = TraceBuilder()
    let ids = builder.input("ids", [3], axes: [.position])
    let rows = builder.parameter(
      "table", View(table, [3, 2]), gradient: nil, axes: [.vocabulary, .channel])
    let vectors = try builder.compute(
      "vectors", Embedding(), ids, rows, axes: [.position, .channel])
    let trace = builder.finish()
    trace.set(ids, to: [2, 1, 2])
    trace.run()
    let touches = trace.fanOut(of: Cell(node: ids, index: 2))
    #expect(Set(touches.map(\.cell.index)) == [4, 5])
    #expect(touches.map(\.contribution) == [5, 4])
    let readers = trace.fanOut(of: Cell(node: rows, index: 5))
    #expect(
      Set(readers.map(\.cell)) == [Cell(node: vectors, index: 1), Cell(node: vectors, index: 5)])
    #expect(trace.fanOut(of: Cell(node: rows, index: 0)).isEmpty)
  }
}
