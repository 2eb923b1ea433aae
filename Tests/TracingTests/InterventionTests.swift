import Tensors
import TestSupport
import Testing
import Tracing

@Suite(.steadyKernels) struct InterventionTests {
  private func row(_ index: Int) -> [Axis: Range<Int>] { [.position: index..<index + 1] }

  @Test func `a cell that is set changes what lies downstream, and nothing else`() throws {
    let small = try SmallTrace()
    let before = small.trace.nodes.indices.map { small.trace.numbers(of: NodeID($0)) }
    let replay = try small.trace.replay([.cell("b", [.position: 1, .feature: 0], to: 10)])
    #expect(replay.numbers(of: small.b)[2] == 10)
    #expect(replay.numbers(of: small.c)[2] == 10 + before[small.a.index][2])
    #expect(replay.numbers(of: small.loss)[0] != before[small.loss.index][0])
    for node in [small.x, small.a, small.weight] {
      #expect(replay.values(of: node).pointer == small.trace.values(of: node).pointer)
    }
    for node in [small.b, small.c, small.loss] {
      #expect(replay.values(of: node).pointer != small.trace.values(of: node).pointer)
    }
    #expect(small.trace.nodes.indices.map { small.trace.numbers(of: NodeID($0)) } == before)
    #expect(replay.labels == small.trace.labels)
  }

  @Test func `rows, columns and whole nodes can be set, to one number or to many`() throws {
    let small = try SmallTrace()
    let a = small.trace.numbers(of: small.a)
    func b(_ intervention: Intervention) throws -> [Float] {
      try small.trace.replay([intervention]).numbers(of: small.a)
    }
    #expect(try b(Intervention(at: "a", region: row(0), becomes: .value(4))) == [4, 4, a[2], a[3]])
    #expect(
      try b(Intervention(at: "a", region: [.feature: 1..<2], becomes: .values([8, 9])))
        == [a[0], 8, a[2], 9])
    #expect(try b(Intervention(at: "a", becomes: .values([1, 2, 3, 4]))) == [1, 2, 3, 4])
    #expect(try b(Intervention(at: "a", becomes: .value(0))) == [0, 0, 0, 0])
  }

  @Test func `a parameter and an input can be set`() throws {
    let small = try SmallTrace()
    let weights = small.trace.numbers(of: small.weight)
    let byWeight = try small.trace.replay([
      .cell("a/weight", [.feature: 0, .channel: 1], to: 1.75)
    ])
    // x[0] = (1, −2, ½) with W₁ = (½, 1¾, 1) is −2½; x[1] = (¼, 1½, −1) gives 1¾.
    #expect(byWeight.numbers(of: small.a) == [-2.5, -0.25, 1.75, 3.125])
    #expect(small.trace.numbers(of: small.weight) == weights)
    let byInput = try small.trace.replay([
      Intervention(at: "x", region: row(0), becomes: .value(0))
    ])
    #expect(byInput.numbers(of: small.a) == [0, 0, -1.25, 3.125])
    #expect(small.trace.numbers(of: small.x) == SmallTrace.xValues)
  }

  @Test func `a further name stands for its node`() throws {
    let small = try SmallTrace()
    let replay = try small.trace.replay([Intervention(at: "layer/output", becomes: .value(1))])
    #expect(replay.numbers(of: small.c) == [1, 1, 1, 1])
  }

  @Test func `later changes of one replay win, and a replay of a replay keeps the earlier ones`()
    throws
  {
    let small = try SmallTrace()
    let cell: [Axis: Int] = [.position: 0, .feature: 0]
    let twice = try small.trace.replay([.cell("b", cell, to: 5), .cell("b", cell, to: 6)])
    #expect(twice.numbers(of: small.b)[0] == 6)
    let first = try small.trace.replay([.cell("b", cell, to: 5)])
    let second = try first.replay([.cell("a", [.position: 0, .feature: 1], to: 3)])
    #expect(second.numbers(of: small.b)[0...1] == [5, 9])
    #expect(second.numbers(of: small.c)[1] == 12)
    let third = try second.replay([.cell("b", cell, to: 7)])
    #expect(third.numbers(of: small.b)[0...1] == [7, 9])
    #expect(first.numbers(of: small.b)[0] == 5)
  }

  @Test func `differences name every node computed anew`() throws {
    let small = try SmallTrace()
    #expect(small.trace.differences().isEmpty)
    let replay = try small.trace.replay([.cell("b", [.position: 0, .feature: 1], to: 0.5625)])
    let differences = replay.differences()
    #expect(differences.map(\.node) == [small.b, small.c, small.loss])
    // b[0, 1] was (−¼)² = 0.0625: half more now.
    #expect(differences[0].maximum == 0.5)
    #expect(differences[0].cell == 1)
    let b = small.trace.numbers(of: small.b).map { Double($0) }
    let size = b.reduce(0) { $0 + $1 * $1 }.squareRoot()
    expectClose([differences[0].relative], [0.5 / size], within: Tolerance(relative: 1e-12))
    #expect(differences[1].cell == 1)
  }

  @Test func `a replay without a change is the original, and says so`() throws {
    let small = try SmallTrace()
    let same = try small.trace.replay([])
    #expect(same.differences().isEmpty)
    #expect(same.values(of: small.c).pointer == small.trace.values(of: small.c).pointer)
    let value = small.trace.numbers(of: small.b)[0]
    let put = try small.trace.replay([.cell("b", [.position: 0, .feature: 0], to: value)])
    #expect(put.differences().allSatisfy { $0.maximum == 0 && $0.relative == 0 })
  }

  @Test func `a number that was put there has no second computation`() throws {
    let small = try SmallTrace()
    let replay = try small.trace.replay([.cell("b", [.position: 0, .feature: 0], to: 5)])
    let changed = Cell(node: small.b, index: 0)
    let derivation = try #require(replay.derivation(of: changed))
    #expect(replay.verify(changed, against: derivation) == nil)
    let below = Cell(node: small.c, index: 0)
    let sum = try #require(replay.derivation(of: below))
    #expect(try #require(replay.verify(below, against: sum)).holds)
  }

  @Test(
    arguments: [
      (Intervention(at: "nowhere", becomes: .value(0)), "nowhere: no node has this address"),
      (
        .cell("b", [.head: 0], to: 1), "b: has no axis 'head'; its axes are position, feature"
      ),
      (.cell("b", [.position: 2], to: 1), "b: position 3–3 is outside 1–2"),
      (.cell("b", [.position: -1], to: 1), "b: position 0–0 is outside 1–2"),
      (
        Intervention(at: "b", region: [.feature: 1..<4], becomes: .value(1)),
        "b: feature 2–4 is outside 1–2"
      ),
      (
        Intervention(at: "b", region: [.position: 0..<1], becomes: .values([1, 2, 3])),
        "b: 3 values for 2 cells"
      ),
    ] as [(Intervention, String)])
  func `an intervention that cannot be made says why`(intervention: Intervention, message: String)
    throws
  {
    let small = try SmallTrace()
    let error = #expect(throws: InterventionError.self) { try small.trace.replay([intervention]) }
    #expect(error?.description == message)
  }

  @Test func `the same mistake is always told in the same words`() throws {
    let small = try SmallTrace()
    let both = Intervention(
      at: "b", region: [.position: 5..<6, .feature: 7..<8, .head: 0..<1], becomes: .value(0))
    for _ in 0..<20 {
      let error = #expect(throws: InterventionError.self) {
        // A new dictionary each time: its order differs from one to the next.
        try small.trace.replay([
          Intervention(
            at: both.address, region: Dictionary(uniqueKeysWithValues: both.region.shuffled()),
            becomes: both.change)
        ])
      }
      #expect(error?.description == "b: position 6–6 is outside 1–2")
    }
  }
}
