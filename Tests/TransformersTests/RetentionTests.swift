import Tensors
import TestSupport
import Testing
import Tracing
import Transformers

/// A trace that keeps residual streams only gives every number that one that keeps all gives.
@Suite(.steadyKernels) struct RetentionTests {
  private func everyNode(_ trace: Trace) -> [NodeID] { trace.nodes.indices.map { NodeID($0) } }

  /// Orders of reading that jump between blocks: forwards, backwards, shuffled.
  private func orders(_ trace: Trace) -> [[NodeID]] {
    var random = Random(seed: 5)
    let nodes = everyNode(trace)
    let keys = random.integers(nodes.count, below: 1 << 20)
    let shuffled = zip(keys, nodes).sorted { $0.0 < $1.0 }.map(\.1)
    return [nodes, nodes.reversed(), shuffled, shuffled.reversed()]
  }

  /// Numbers as bits, so that NaN and −0 count.
  private func bits(_ trace: Trace, _ node: NodeID) -> [UInt32] {
    trace.numbers(of: node).map(\.bitPattern)
  }

  @Test(arguments: Setup.sweep)
  func `every number comes back to the bit in any order of reading`(setup: Setup) throws {
    let model = try setup.model()
    let input = setup.input(2, hasTargets: true)
    let all = try model.trace(input).trace
    let few = try model.trace(input, retaining: .residualStreams).trace
    #expect(all.nodes.count == few.nodes.count)
    for order in orders(all) {
      let wrong = order.filter { bits(all, $0) != bits(few, $0) }
      #expect(wrong.isEmpty, "\(wrong.map { all[$0].address })")
    }
  }

  @Test(arguments: Setup.mixed)
  func `derivations, stages and readers are the same`(setup: Setup) throws {
    let model = try setup.model()
    let all = try model.trace(setup.input()).trace
    let few = try model.trace(setup.input(), retaining: .residualStreams).trace
    var random = Random(seed: 6)
    for node in orders(all)[2] where all[node].shape.count > 0 {
      // Another block is read in between, so that this one's inside is gone.
      for elsewhere in ["1/self-attention/queries", "2/feed-forward/up"] {
        let tower = setup.configuration.lastTower
        _ = few.values(of: try #require(few.node(at: Address("\(tower)/\(elsewhere)"))))
        let cell = Cell(node: node, index: random.integers(1, below: all[node].shape.count)[0])
        #expect(few.derivation(of: cell) == all.derivation(of: cell), "\(all[node].address)")
        if let derivation = few.derivation(of: cell) {
          #expect(few.verify(cell, against: derivation) == all.verify(cell, against: derivation))
        }
        #expect(few.stages(of: node) == all.stages(of: node), "\(all[node].address)")
        #expect(few.fanOut(of: cell) == all.fanOut(of: cell), "\(all[node].address)")
      }
    }
  }

  @Test(arguments: Configuration.Tower.allCases)
  func `keeping residual streams takes less memory`(tower: Configuration.Tower) throws {
    // Large enough for an arena's smallest block of 256 KiB not to matter.
    let configuration = Configuration(
      tower: tower, vocabularySize: 40, dModel: 32, headCount: 4, dFF: 64, layerCount: 4)
    let model = try tinyModel(configuration)
    func bytes(_ retention: Retention) throws -> Int {
      let arena = Arena()
      let shape = TraceShape(batchCount: 1, length: 64, targetLength: 64)
      _ = try model.plan(shape, options: TraceOptions(retention: retention, arena: arena))
      return arena.capacityInBytes
    }
    let (all, few) = (try bytes(.everything), try bytes(.residualStreams))
    // Four layers' insides become one; streams and logits stay.
    #expect(few < all / 2, "\(few) of \(all) bytes")
  }

  @Test func `a trace and its replays keep the parameters that they read`() throws {
    weak var parameters: Parameters?
    func replay() throws -> Trace {
      let setup = Setup(tower: .decoder, wiring: .pre)
      let model = try setup.model()
      parameters = model.parameters
      return try model.trace(setup.input()).trace.replay([])
    }
    let trace = try replay()
    #expect(parameters != nil)
    withExtendedLifetime(trace) {}
  }

  @Test func `gradients need every number`() async {
    await #expect(processExitsWith: .failure) {
      let setup = Setup(tower: .decoder, wiring: .pre)
      let trace = try setup.model().trace(setup.input(), retaining: .residualStreams)
      trace.trace.prepareBackward()
    }
  }
}
