import Kernels
import Tensors
import TestSupport
import Testing
import Tracing

/// What every operation owes: each test here runs over every case of every operation.
@Suite(.serialized, .switchesKernels) struct OperationTests {
  /// Every case of every operation.
  static let cases: [OperationCase] =
    linearCases + matMulCases + pointwiseCases + gateCases + dropoutCases + addCases + maskCases
    + softmaxCases
    + normCases + embeddingCases + sinusoidalCases + rotaryCases + biasCases + headCases
    + lossCases + positionCases

  /// Single precision rounds each product and addition by 2⁻²⁴ = 6e-8 of what meets there; some tens
  /// of terms, and an exponential that is good to 2e-7, stay within this share of their magnitudes.
  private static let single = Tolerance(absolute: 1e-6, relative: 4e-6)

  // MARK: Forward

  @Test(arguments: cases) func `forward gives what plain loops give`(test: OperationCase) throws {
    let bench = try Bench(test)
    let expected = (0..<bench.operands.output.shape.count).map {
      test.operation.value(at: $0, bench.operands)
    }
    let scale = expected.indices.map { magnitude(of: $0, bench) }
    #expect(bench.operands.output.shape.array == test.output)
    withEveryKernelLevel {
      expectClose(bench.forward(), expected, within: Self.single, scale: scale, "output")
    }
  }

  /// The size of what is added up for a cell.
  private func magnitude(of cell: Int, _ bench: Bench) -> Double {
    let derivation = bench.operation.derivation(of: cell, bench.operands)
    return derivation.terms.reduce(abs(derivation.value)) { sum, term in
      term.contribution.isFinite ? sum + abs(term.contribution) : sum
    }
  }

  // MARK: Backward

  @Test(arguments: cases)
  func `backward gives the slopes that central differences give`(test: OperationCase) throws {
    let bench = try Bench(test)
    var random = Random(for: test.testDescription)
    let outputs = bench.operands.output.shape.count
    let dOutput = random.normal(outputs)
    let wanted = Set(test.inputs.indices.filter { test.inputs[$0].isDifferentiable })
    var checked: [Int: (cells: [Int], slopes: [Double], scale: [Double])] = [:]
    for input in wanted {
      // Every cell of small inputs, a sample of large ones: one costs a pass over its readers.
      let cells = random.sample(
        max(4, 6000 / max(1, outputs)), below: test.inputs[input].values.count)
      var slopes: [Double] = []
      var scale: [Double] = []
      for cell in cells {
        let parts = slopesOfOutput(for: input, cell, bench).map {
          Double(dOutput[$0.cell]) * $0.slope
        }
        slopes.append(parts.reduce(0, +))
        scale.append(parts.reduce(1) { $0 + abs($1) })
      }
      checked[input] = (cells, slopes, scale)
    }
    withEveryKernelLevel {
      _ = bench.forward()
      for previous: Float? in [nil, 0.75] {
        // All at once, then each alone: nobody may count on another's slot.
        for group in [wanted] + wanted.map({ [$0] }) {
          let gradients = bench.backward(dOutput, of: group, previous: previous)
          for input in group {
            guard let (cells, slopes, scale) = checked[input] else { continue }
            expectClose(
              cells.map { gradients[input]?[$0] ?? .nan },
              slopes.map { $0 + Double(previous ?? 0) },
              // The normalizations' 1/σ carries the inputs' rounding along: ten times forward's.
              within: Tolerance(absolute: 1e-5, relative: 4e-5), scale: scale,
              "gradient of input \(input)\(previous == nil ? "" : ", added")")
          }
        }
      }
    }
  }

  /// How fast each output cell grows with a cell of an input; all cells that do.
  ///
  /// In double precision a step of 1e-5 leaves about 1e-10 of the third derivative and 1e-11 of rounding.
  private func slopesOfOutput(
    for input: Int, _ cell: Int, _ bench: Bench
  ) -> [(cell: Int, slope: Double)] {
    var operands = bench.operands
    let outputs = operands.output.shape.count
    let readers =
      outputs * bench.inputs[input].values.count > 20_000
      ? bench.operation.dependents(of: input, cell: cell, operands).cells(of: operands.output.shape)
      : Array(0..<outputs)
    let value = operands.read(input, cell)
    let step = value.isFinite ? 1e-5 * max(1, abs(value)) : 1
    return readers.compactMap { output in
      operands.nudge = (input, cell, step)
      let above = bench.operation.value(at: output, operands)
      operands.nudge = (input, cell, -step)
      let below = bench.operation.value(at: output, operands)
      // A masked score is −∞ on both sides: it stands still.
      return above == below ? nil : (output, (above - below) / (2 * step))
    }
  }

  // MARK: By hand

  @Test(arguments: cases)
  func `a derivation adds up to the value and names recorded cells`(test: OperationCase) throws {
    let bench = try Bench(test)
    for cell in 0..<bench.operands.output.shape.count {
      let value = test.operation.value(at: cell, bench.operands)
      let derivation = test.operation.derivation(of: cell, bench.operands)
      let factors = derivation.terms.flatMap(\.factors)
      // Other paths in double precision: 2⁻⁵³ for each of some hundred roundings of what meets.
      let scale = factors.reduce(magnitude(of: cell, bench)) {
        $1.value.isFinite ? max($0, abs($1.value)) : $0
      }
      expectClose(
        [derivation.value], [value], within: Tolerance(relative: 1e-12), scale: [scale],
        "derivation of cell \(cell)")
      let sum = derivation.terms.reduce(0) { $0 + $1.contribution }
      expectClose(
        [sum], [derivation.steps[derivation.sumStep].value], within: Tolerance(relative: 1e-12),
        scale: [scale], "terms of cell \(cell)")
      let recorded = factors.filter { factor in
        factor.input < test.inputs.count
          && test.inputs[factor.input].values.indices.contains(factor.cell)
          && Double(test.inputs[factor.input].values[factor.cell]) == factor.value
      }
      #expect(recorded.count == factors.count, "a source of cell \(cell) is not as recorded")
      #expect(derivation.terms.isEmpty || derivation.walkedTerm?.factors.isEmpty == false)
      #expect(derivation.steps.allSatisfy { !$0.symbol.isEmpty && !$0.expression.isEmpty })
    }
  }

  @Test(arguments: cases) func `stages follow the formulas`(test: OperationCase) throws {
    let bench = try Bench(test)
    let stages = test.operation.stages(bench.operands)
    let expected = test.stages(bench.tables)
    #expect(stages.map(\.name) == expected.map(\.name))
    for (stage, plain) in zip(stages, expected) {
      #expect(stage.shape.count == stage.values.count, "\(stage.name)")
      // Computed in double precision and rounded once.
      expectClose(
        stage.values, plain.values, within: Tolerance(absolute: 1e-6, relative: 1e-6),
        "stage \(stage.name)")
    }
    let last = try #require(stages.last)
    #expect(last.shape.array == test.output)
    let scale = last.values.indices.map { magnitude(of: $0, bench) }
    expectClose(last.values, bench.forward(), within: Self.single, scale: scale, "last stage")
  }

  // MARK: Readers

  @Test(arguments: cases)
  func `no cell changes that dependents does not name`(test: OperationCase) throws {
    let bench = try Bench(test)
    let shape = bench.operands.output.shape
    let before = bench.forward()
    var random = Random(for: test.testDescription)
    for (input, content) in test.inputs.enumerated() {
      for cell in random.sample(120, below: content.values.count) {
        let named = Set(
          test.operation.dependents(of: input, cell: cell, bench.operands).cells(of: shape))
        // A switch is thrown, an id moved to another row, any other number changed a good deal.
        let view = bench.operands[input]
        let old = view[cell]
        defer { view[cell] = old }
        view[cell] = content.isDifferentiable ? (old.isFinite ? old + 0.5 : 1) : old == 0 ? 1 : 0
        let namedAfter = named.union(
          test.operation.dependents(of: input, cell: cell, bench.operands).cells(of: shape))
        let after = bench.forward()
        let strangers = after.indices.filter { after[$0] != before[$0] && !namedAfter.contains($0) }
        #expect(strangers.isEmpty, "input \(input), cell \(cell) moves \(strangers)")
        #expect(namedAfter.allSatisfy { (0..<shape.count).contains($0) })
      }
    }
  }

  // MARK: Cost, formula

  @Test(arguments: cases) func `cost counts what the formula says`(test: OperationCase) throws {
    let bench = try Bench(test)
    let numbers = test.inputs.reduce(test.output.reduce(1, *)) { $0 + $1.values.count }
    #expect(
      test.operation.cost(bench.operands)
        == Cost(multiplyAdds: test.multiplyAdds, bytes: test.bytes ?? 4 * numbers))
  }

  @Test(arguments: cases) func `the formula has a source with a year`(test: OperationCase) {
    #expect(!test.operation.name.isEmpty)
    #expect(test.operation.formula.text.contains("="))
    #expect(test.operation.formula.source.contains { $0.isNumber })
    #expect(!test.operation.formula.symbols.isEmpty)
  }
}
