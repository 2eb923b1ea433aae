import TestSupport
import Testing
import Tracing
import Transformers

/// Every number leads down to what was learned and what was given.
@Suite(.steadyKernels) struct WalkTests {
  private func isLeaf(_ node: Node) -> Bool {
    node.kind == .parameter || ["ids", "positions"].contains(node.address.name)
  }

  private func cells(_ trace: ModelTrace) throws -> [Cell] {
    let node = try #require(trace.probabilities)
    return [0, 17, trace.trace[node].shape.count - 1].map { Cell(node: node, index: $0) }
  }

  @Test(arguments: Setup.sweep)
  func `a walk down the largest terms holds at every step and ends at a leaf`(setup: Setup) throws {
    let trace = try setup.model().trace(setup.input())
    for start in try cells(trace) {
      let steps = trace.trace.walk(from: start, limit: 500)
      let last = try #require(steps.last)
      #expect(last.derivation == nil, "the walk has no end")
      #expect(isLeaf(trace.trace[last.cell.node]), "\(trace.trace.text(of: last.cell))")
      for step in steps where step.derivation != nil {
        let verification = try #require(step.verification)
        #expect(
          verification.holds,
          "\(trace.trace.text(of: step.cell)): \(verification.recorded), \(verification.recomputed)"
        )
      }
      #expect(steps.count > 3)
    }
  }

  @Test(arguments: Setup.sweep)
  func `the two largest terms with all their factors reach parameters and token ids`(setup: Setup)
    throws
  {
    let trace = try setup.model().trace(setup.input())
    var queue = Array(try cells(trace).prefix(1))
    var seen = Set(queue)
    var reached: Set<String> = []
    var next = 0
    while next < queue.count, next < 4000 {
      let cell = queue[next]
      next += 1
      let node = trace.trace[cell.node]
      guard let derivation = trace.trace.derivation(of: cell) else {
        reached.insert(node.kind == .parameter ? "parameter" : node.address.name)
        if reached.isSuperset(of: ["parameter", "ids"]) { break }
        continue
      }
      let largest = derivation.terms.sorted { abs($0.contribution) > abs($1.contribution) }.prefix(
        2)
      for factor in largest.flatMap(\.factors) {
        let cell = trace.trace.cell(of: factor, in: cell.node)
        if seen.insert(cell).inserted { queue.append(cell) }
      }
    }
    #expect(reached.isSuperset(of: ["parameter", "ids"]), "\(reached) after \(next) cells")
  }

  @Test(arguments: Setup.mixed)
  func `every cell of every node verifies`(setup: Setup) throws {
    var input = setup.input(2, hasTargets: true)
    input.mask = [[true, true, true, false, false], [true, true, true, true, true]]
    let trace = try setup.model().trace(input).trace
    for index in trace.nodes.indices where trace.nodes[index].kind == .computed {
      for position in 0..<trace.nodes[index].shape.count {
        let cell = Cell(node: NodeID(index), index: position)
        let derivation = try #require(trace.derivation(of: cell))
        let verification = try #require(trace.verify(cell, against: derivation))
        if !verification.holds {
          Issue.record(
            "\(trace.text(of: cell)): \(verification.recorded), \(verification.recomputed)")
        }
      }
    }
  }
}
