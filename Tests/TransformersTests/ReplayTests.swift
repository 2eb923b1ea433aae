import Tensors
import TestSupport
import Testing
import Tracing
import Transformers

/// Interventions on models: what lies downstream is computed anew, and only that.
@Suite(.steadyKernels) struct ReplayTests {
  private func bits(_ trace: Trace, _ node: NodeID) -> [UInt32] {
    trace.numbers(of: node).map(\.bitPattern)
  }

  /// One change of each kind, at places inside, between and outside of blocks.
  private func interventions(_ setup: Setup) -> [[Intervention]] {
    let tower = setup.configuration.lastTower
    let attention = Address("\(tower)/1/self-attention")
    let ids = Address("\(tower)/ids")
    var list: [[Intervention]] = [
      [.cell(attention / "scores", [.head: 1, .query: 3, .key: 2], to: 4)],
      [
        Intervention(
          at: attention / "weights", region: [.query: 2..<3],
          becomes: .value(0.25))
      ],
      [.zeroHead(2, of: attention)],
      [.zeroHead(0, of: Address("\(tower)/2/self-attention")), .zeroHead(3, of: attention)],
      [Intervention(at: Address("\(tower)/1/feed-forward/activation"), becomes: .value(0.5))],
      [
        Intervention(
          at: Address("\(tower)/1/output"), region: [.channel: 0..<2], becomes: .value(1))
      ],
      [Intervention(at: Address("\(tower)/embedding"), becomes: .value(0.1))],
      [
        .mask(
          Address("\(tower)/self-attention-mask"), query: 1, key: 3, isAllowed: tower == "decoder")
      ],
      [.mask(Address("\(tower)/self-attention-mask"), query: 0, key: 0, isAllowed: false)],
      [.token(ids, position: 1, becomes: 5), .token(ids, position: 3, becomes: 0)],
      [.cell(Address("\(tower)/2/feed-forward/up/weight"), [.feature: 2, .channel: 1], to: 3)],
      [.cell("logits", [.position: 0, .vocabulary: 3], to: 9)],
    ]
    if setup.tower == .encoderDecoder {
      list += [
        [.token("encoder/ids", position: 2, becomes: 6)],
        [.zeroHead(1, of: "decoder/2/cross-attention")],
        [.mask("decoder/cross-attention-mask", query: 1, key: 2, isAllowed: false)],
      ]
    }
    return list
  }

  @Test(arguments: Setup.mixed)
  func `a replay computes what lies downstream and shares the rest`(setup: Setup) throws {
    let original = try setup.model().trace(setup.input(2)).trace
    let before = original.nodes.indices.map { bits(original, NodeID($0)) }
    for changes in interventions(setup) {
      let replay = try original.replay(changes)
      let touched = Set(try changes.map { try #require(original.node(at: $0.address)) })
      var downstream = touched
      for index in original.nodes.indices {
        if original[NodeID(index)].inputs.contains(where: downstream.contains) {
          downstream.insert(NodeID(index))
        }
      }
      for node in original.nodes.indices.map({ NodeID($0) }) {
        let shares = replay.values(of: node).pointer == original.values(of: node).pointer
        #expect(shares == !downstream.contains(node), "\(original[node].address)")
      }
      #expect(replay.differences().map(\.node) == downstream.sorted())
      #expect(replay.differences().contains { $0.maximum > 0 }, "\(changes) changed nothing")
      for difference in replay.differences() {
        let (old, new) = (
          original.numbers(of: difference.node), replay.numbers(of: difference.node)
        )
        let largest = zip(old, new).map { $0 == $1 ? 0 : abs(Double($1) - Double($0)) }.max() ?? 0
        #expect(difference.maximum == largest)
      }
    }
    #expect(original.nodes.indices.map { bits(original, NodeID($0)) } == before)
  }

  @Test(arguments: Setup.mixed)
  func `a replay that keeps residual streams gives the same bits`(setup: Setup) throws {
    let model = try setup.model()
    let all = try model.trace(setup.input(2)).trace
    let few = try model.trace(setup.input(2), retaining: .residualStreams).trace
    let before = all.nodes.indices.map { bits(all, NodeID($0)) }
    for changes in interventions(setup) {
      let (expected, found) = (try all.replay(changes), try few.replay(changes))
      // Backwards as well, so that blocks are computed anew in either order.
      for index in Array(all.nodes.indices) + all.nodes.indices.reversed() {
        let node = NodeID(index)
        #expect(bits(found, node) == bits(expected, node), "\(all[node].address), \(changes)")
      }
      #expect(found.differences() == expected.differences())
      // And what was there before is still there.
      for index in all.nodes.indices.reversed() {
        #expect(
          bits(few, NodeID(index)) == before[index], "original's \(all[NodeID(index)].address)")
      }
    }
  }

  @Test(arguments: Setup.mixed)
  func `a replay of a replay equals both changes at once`(setup: Setup) throws {
    let model = try setup.model()
    let changes = interventions(setup)
    for retention in [Retention.everything, .residualStreams] {
      let trace = try model.trace(setup.input(2), retaining: retention).trace
      for (first, second) in zip(changes, changes.dropFirst(3)) {
        let together = try trace.replay(first + second)
        let inTurn = try trace.replay(first).replay(second)
        for index in trace.nodes.indices.reversed() {
          let node = NodeID(index)
          let isSame = bits(inTurn, node) == bits(together, node)
          #expect(isSame, "\(trace[node].address), \(retention), \(first), then \(second)")
        }
      }
    }
  }

  @Test(arguments: Setup.mixed)
  func `a replay equals a run of what was changed from the start`(setup: Setup) throws {
    let model = try setup.model()
    var input = setup.input()
    let original = try model.trace(input).trace
    let hasTarget = setup.tower == .encoderDecoder
    input.ids[0][1] = otherToken(input.ids[0][1])
    let ids = Address(setup.tower == .decoder ? "decoder/ids" : "encoder/ids")
    let token = try original.replay([.token(ids, position: 1, becomes: input.ids[0][1])])
    let changed = try model.trace(input)
    #expect(bits(token, changed.states) == bits(changed.trace, changed.states))
    // A token that no query may look at might as well be padding.
    guard hasTarget else { return }
    let masked = try original.replay(
      (0..<4).map {
        .mask("decoder/cross-attention-mask", query: $0, key: 4, isAllowed: false)
      })
    let cross = try #require(masked.node(at: "decoder/1/cross-attention/weights"))
    let weights = masked.numbers(of: cross)
    #expect(stride(from: 4, to: weights.count, by: 5).allSatisfy { weights[$0] == 0 })
  }

  @Test func `a head that is switched off adds nothing`() throws {
    let setup = Setup(tower: .decoder, wiring: .pre)
    let original = try setup.model().trace(setup.input()).trace
    let replay = try original.replay((0..<4).map { .zeroHead($0, of: "decoder/1/self-attention") })
    let output = try #require(original.node(at: "decoder/1/self-attention/output"))
    let bias = try #require(original.node(at: "decoder/1/self-attention/output/bias"))
    let expected = (0..<5).flatMap { _ in original.numbers(of: bias) }
    #expect(replay.numbers(of: output) == expected)
  }
}
