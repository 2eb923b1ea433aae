import Tensors
import TestSupport
import Testing
import Tracing
import Transformers

/// Every tower has the addresses that lessons, tests and two models side by side meet on.
@Suite(.steadyKernels) struct AddressListTests {
  /// A node that must be there.
  private struct Expected: Equatable {
    let address: Address
    let shape: [Int]
    let axes: [Axis]
  }

  private static func attention(
    _ address: Address, _ c: Configuration, queries: Int, keys: Int, isCross: Bool
  ) -> [Expected] {
    let inner = c.headCount * c.dHead
    let keyWidth = c.keyValueHeadCount * c.dHead
    let scores = [c.headCount, queries, keys]
    let axes: [Axis] = [.head, .query, .key]
    var list = [
      Expected(address: address / "queries", shape: [queries, inner], axes: [.query, .channel]),
      Expected(address: address / "keys", shape: [keys, keyWidth], axes: [.key, .channel]),
      Expected(address: address / "values", shape: [keys, keyWidth], axes: [.key, .channel]),
      Expected(address: address / "scores", shape: scores, axes: axes),
      Expected(address: address / "scaled", shape: scores, axes: axes),
      Expected(address: address / "masked", shape: scores, axes: axes),
      Expected(address: address / "weights", shape: scores, axes: axes),
      Expected(
        address: address / "context", shape: [c.headCount, queries, c.dHead],
        axes: [.head, .query, .channel]),
      Expected(
        address: address / "output", shape: [queries, c.dModel], axes: [.position, .channel]),
    ]
    switch c.positions {
    case .relativeBias where !isCross, .alibi where !isCross:
      list.append(Expected(address: address / "biased", shape: scores, axes: axes))
    case .rotary where !isCross:
      list += [
        Expected(
          address: address / "rotated-queries", shape: [queries, inner], axes: [.query, .channel]),
        Expected(
          address: address / "rotated-keys", shape: [keys, keyWidth], axes: [.key, .channel]),
      ]
    default: break
    }
    return list
  }

  private static func tower(_ name: String, _ c: Configuration, length: Int, source: Int?)
    -> [Expected]
  {
    let tower = Address(name)
    let states: [Axis] = [.position, .channel]
    var list = [
      Expected(address: tower / "embedding", shape: [length, c.dModel], axes: states),
      Expected(address: tower / "output", shape: [length, c.dModel], axes: states),
      Expected(address: tower / "ids", shape: [length], axes: [.position]),
      Expected(
        address: tower / "self-attention-mask", shape: [length, length], axes: [.query, .key]),
    ]
    for layer in 1...2 {
      let block = tower / "\(layer)"
      var sublayers = ["self-attention", "feed-forward"]
      list += attention(
        block / "self-attention", c, queries: length, keys: length, isCross: false)
      if let source {
        sublayers.append("cross-attention")
        list += attention(
          block / "cross-attention", c, queries: length, keys: source, isCross: true)
      }
      for sublayer in sublayers.map({ block / $0 }) {
        let parts =
          ["output", "residual"] + (c.wiring == .none ? [] : ["norm"])
          + (c.wiring == .sandwich ? ["output-norm"] : [])
        list += parts.map {
          Expected(address: sublayer / $0, shape: [length, c.dModel], axes: states)
        }
      }
      list += (["up", "activation"] + (c.isGated ? ["gate", "gated"] : [])).map {
        Expected(
          address: block / "feed-forward" / $0, shape: [length, c.dFF], axes: [.position, .feature])
      }
      list.append(Expected(address: block / "output", shape: [length, c.dModel], axes: states))
    }
    return list
  }

  private static func expected(_ c: Configuration, _ input: ModelInput) -> [Expected] {
    let source = input.ids[0].count
    let length = input.targetIDs?[0].count ?? source
    var list: [Expected] = []
    if c.tower != .decoder { list += tower("encoder", c, length: source, source: nil) }
    if c.tower != .encoder {
      list += tower("decoder", c, length: length, source: c.tower == .encoderDecoder ? source : nil)
    }
    list += ["logits", "probabilities"].map {
      Expected(address: $0, shape: [length, c.vocabularySize], axes: [.position, .vocabulary])
    }
    list.append(Expected(address: "loss", shape: [], axes: []))
    return list
  }

  /// The sizes with a batch of rows in front, except for what all rows share.
  private static func batched(_ expected: Expected, _ rows: Int) -> Expected {
    guard rows > 1, expected.address != "loss", !expected.address.name.hasSuffix("mask") else {
      return expected
    }
    return Expected(
      address: expected.address, shape: [rows] + expected.shape, axes: [.batch] + expected.axes)
  }

  /// Everything that can be set, in every combination, for one tower and wiring.
  private static func combinations(of setup: Setup) -> [Setup] {
    var list: [Setup] = []
    for positions in Setup.allPositions {
      for normalization in Configuration.Normalization.allCases {
        for choice in 0..<12 {
          var setup = setup
          setup.positions = positions
          setup.normalization = normalization
          setup.isGated = choice % 2 == 1
          setup.isTied = choice / 2 % 2 == 1
          setup.keyValueHeads = [4, 2, 1][choice / 4]
          list.append(setup)
        }
      }
    }
    return list
  }

  @Test(arguments: Setup.towers)
  func `every setting gives finite numbers at the addresses due`(tower: Setup) throws {
    for (turn, setup) in Self.combinations(of: tower).enumerated() {
      let rows = turn % 2 == 0 ? 1 : 3
      let input = setup.input(rows, hasTargets: true)
      let trace = try setup.model().trace(input)
      for due in Self.expected(setup.configuration, input).map({ Self.batched($0, rows) }) {
        guard let node = trace.trace.node(at: due.address) else {
          Issue.record("\(due.address) is missing: \(setup.testDescription)")
          continue
        }
        let found = trace.trace[node]
        #expect(
          Expected(address: due.address, shape: found.shape.array, axes: found.axes) == due,
          "\(setup.testDescription)")
      }
      // A number that is not finite travels down to the logits.
      let logits = try trace.numbers("logits")
      #expect(logits.allSatisfy { $0.isFinite }, "\(setup.testDescription)")
      let sums = try trace.numbers("probabilities").chunked(Setup.vocabularySize)
        .map { $0.reduce(0, +) }
      expectClose(
        sums, sums.map { _ in 1.0 }, within: Tolerance(absolute: 1e-5), setup.testDescription)
      let loss = try trace.numbers("loss")[0]
      #expect(loss > 0)
    }
  }
}

extension Array {
  /// The elements in runs of a size.
  func chunked(_ size: Int) -> [ArraySlice<Element>] {
    stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
  }
}
