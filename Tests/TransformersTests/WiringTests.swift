import TestSupport
import Testing
import Tracing
import Transformers

/// Where each wiring puts norm and residual, by the addresses that nodes read.
@Suite(.steadyKernels) struct WiringTests {
  /// What the parts of a sublayer read first: the residual both its summands.
  private struct Reads: Equatable {
    var entry: Address
    var norm: Address?
    var outputNorm: Address?
    var residual: [Address]
    var leaves: Address
  }

  private func reads(of sublayer: Address, entry part: String, _ trace: Trace) throws -> Reads {
    func inputs(_ address: Address) -> [Address] {
      trace.node(at: address).map { trace[$0].inputs.map { trace[$0].address } } ?? []
    }
    // The later of the two leaves the sublayer.
    let ends = ["norm", "residual"].compactMap { trace.node(at: sublayer / $0) }
    let leaves = try #require(ends.max())
    return Reads(
      entry: try #require(inputs(sublayer / part).first), norm: inputs(sublayer / "norm").first,
      outputNorm: inputs(sublayer / "output-norm").first, residual: inputs(sublayer / "residual"),
      leaves: trace[leaves].address)
  }

  private func expected(_ wiring: Configuration.Wiring, _ x: Address, _ f: Address) -> Reads {
    let (norm, output, residual) = (f / "norm", f / "output", f / "residual")
    return switch wiring {
    case .post:
      Reads(entry: x, norm: residual, residual: [x, output], leaves: norm)
    case .pre:
      Reads(entry: norm, norm: x, residual: [x, output], leaves: residual)
    case .sandwich:
      Reads(
        entry: norm, norm: x, outputNorm: output, residual: [x, f / "output-norm"], leaves: residual
      )
    case .wrong:
      Reads(entry: norm, norm: x, residual: [norm, output], leaves: residual)
    case .none:
      Reads(entry: x, residual: [x, output], leaves: residual)
    }
  }

  @Test(arguments: Setup.towers)
  func `norm and residual stand where the wiring has them`(setup: Setup) throws {
    let trace = try setup.model().trace(setup.input()).trace
    for tower in ["encoder", "decoder"] where trace.node(at: Address("\(tower)/ids")) != nil {
      var stream = try #require(trace.node(at: Address("\(tower)/embedding")))
      for layer in 1...2 {
        let block = Address("\(tower)/\(layer)")
        let isCross = tower == "decoder" && setup.tower == .encoderDecoder
        for (name, part) in [
          ("self-attention", "queries"), ("cross-attention", "queries"), ("feed-forward", "up"),
        ] where isCross || name != "cross-attention" {
          let sublayer = block / name
          let found = try reads(of: sublayer, entry: part, trace)
          #expect(found == expected(setup.wiring, trace[stream].address, sublayer))
          stream = try #require(trace.node(at: found.leaves))
        }
        #expect(trace.node(at: block / "output") == stream)
      }
      let output = try #require(trace.node(at: Address("\(tower)/output")))
      if setup.configuration.hasFinalNorm {
        #expect(trace[output].inputs.first == stream)
        #expect(trace[output].operation is LayerNorm)
      } else {
        #expect(output == stream)
      }
    }
  }

  @Test func `keys and values of cross-attention come from the encoder's output`() throws {
    let trace = try Setup(tower: .encoderDecoder, wiring: .pre).model()
      .trace(Setup(tower: .encoderDecoder, wiring: .pre).input()).trace
    for part in ["keys", "values"] {
      let node = try #require(trace.node(at: Address("decoder/2/cross-attention/\(part)")))
      #expect(trace[node].inputs.first == trace.node(at: "encoder/output"))
    }
  }
}
