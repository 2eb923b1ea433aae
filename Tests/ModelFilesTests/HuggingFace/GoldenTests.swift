import ModelFiles
import TestSupport
import Testing
import Tracing
import Transformers

/// Every kind of model against the numbers of PyTorch and Hugging Face.
///
/// 1e-4 is a few times what single precision itself costs the reference (6e-6 in the worst logits), and
/// far below what any mistake in a formula makes.
@Suite(.steadyKernels)
struct GoldenTests {
  private let absolute = 1e-4

  private func comparison(_ kind: String, rows: [Int]) throws -> GoldenComparison {
    let golden = try Golden(kind)
    let input = try golden.input(rows: rows)
    let trace = try golden.model.trace(input)
    return GoldenComparison(golden: golden, trace: trace, input: input, rows: rows)
  }

  /// The tensors of one kind: all rows, and row 0 without the other.
  private func expectAgreement(
    _ kind: String, _ names: (Golden) -> [Golden.Pair]
  ) throws {
    for rows in [[0, 1], [0]] {
      let comparison = try comparison(kind, rows: rows)
      var worst = WorstDifference(absolute: absolute, relative: absolute)
      for (tensor, address) in names(comparison.golden) {
        try comparison.compare(tensor, with: address, &worst)
      }
      #expect(worst.isSmall, "\(worst.place)")
    }
  }

  @Test(arguments: Golden.kinds) func `logits agree`(kind: String) throws {
    try expectAgreement(kind) { _ in [("logits", "logits")] }
  }

  @Test(arguments: Golden.kinds) func `the loss agrees`(kind: String) throws {
    let comparison = try comparison(kind, rows: [0, 1])
    var worst = WorstDifference(absolute: absolute, relative: absolute)
    try comparison.compare("loss", with: "loss", &worst)
    #expect(worst.isSmall, "\(worst.place)")
  }

  @Test(arguments: Golden.kinds) func `states between the layers agree`(kind: String) throws {
    try expectAgreement(kind, \.states)
  }

  @Test(arguments: Golden.kinds) func `attention weights agree`(kind: String) throws {
    try expectAgreement(kind, \.attentions)
  }

  @Test(arguments: Golden.kinds) func `every module's output agrees`(kind: String) throws {
    for rows in [[0, 1], [0]] {
      let comparison = try comparison(kind, rows: rows)
      var worst = WorstDifference(absolute: absolute, relative: absolute)
      for name in comparison.golden.names("hook.") {
        // The loss is that of both rows.
        if name == "hook.mlm_loss_fct", rows.count == 1 { continue }
        #expect(try comparison.compareHook(name, &worst), "\(kind): no place for \(name)")
      }
      #expect(worst.isSmall, "\(worst.place)")
    }
  }

  @Test(arguments: Golden.kinds) func `every parameter's gradient agrees`(kind: String) throws {
    let golden = try Golden(kind)
    let parameters = golden.model.parameters
    parameters.makeTrainable()
    let trace = try golden.model.trace(golden.input())
    trace.trace.backward(from: try #require(trace.loss))
    var worst = WorstDifference(absolute: absolute, relative: 1e-3)
    // A constant of the reference (`final_logits_bias`) is added but not learned.
    let learned = parameters.stored.filter(\.isTrained)
    for tensor in learned {
      let reference = try golden.numbers("grad." + tensor.name)
      let gradient = try #require(tensor.gradient)
      for cell in reference.values.indices {
        worst.compare(
          gradient[cell], reference.values[cell],
          at: "\(kind), \(tensor.name), \(tensor.shape.indices(at: cell))")
      }
    }
    #expect(worst.isSmall, "\(worst.place)")
    #expect(golden.names("grad.").sorted() == learned.map { "grad." + $0.name }.sorted())
  }
}
