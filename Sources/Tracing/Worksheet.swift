/// A derivation as text: the worked lines of one cell, and of the cells that a walk goes on to.
package struct Worksheet {
  /// The trace that holds the cells.
  package let trace: Trace
  /// How many terms are written out, at most.
  package let termLimit: Int

  /// Makes worksheets of a trace's cells.
  package init(_ trace: Trace, termLimit: Int = 5) {
    self.trace = trace
    self.termLimit = termLimit
  }

  /// The lines of one step of a walk: the cell with its value and verdict, the operation, the steps,
  /// the largest terms.
  package func lines(_ step: WalkStep) -> [String] {
    let value = Number.text(Double(trace.value(of: step.cell)), digits: 6)
    var heading = "\(trace.text(of: step.cell)) = \(value)"
    guard let derivation = step.derivation else {
      return [heading + "   (\(origin(of: step.cell)))"]
    }
    if let verification = step.verification {
      heading += "   " + verdict(verification)
    }
    let node = trace[step.cell.node]
    var lines = [heading]
    if let operation = node.operation {
      lines.append("  \(operation.name): \(operation.formula.text)")
    }
    let sorted = derivation.terms.sorted { abs($0.contribution) > abs($1.contribution) }
    for (index, work) in derivation.steps.enumerated() {
      var line = "  \(work.symbol) = \(work.expression)"
      if !work.numbers.isEmpty {
        line += " = \(work.numbers)"
      } else if index == derivation.sumStep, derivation.terms.count > 1 {
        line += " = \(sum(sorted))"
      }
      lines.append(line + " = \(Number.text(work.value, digits: 6))")
    }
    lines += termLines(sorted, in: step.cell.node)
    return lines
  }

  /// What a cell that nothing computed is.
  package func origin(of cell: Cell) -> String {
    switch trace[cell.node].kind {
    case .parameter: "a parameter: learned"
    case .input: "given"
    case .cached: "computed in an earlier step"
    case .computed: "computed"
    }
  }

  private func verdict(_ verification: Verification) -> String {
    let difference = Number.text(verification.difference, digits: 2)
    return verification.holds
      ? "✓ computed a second time: difference \(difference)"
      : "✗ computed a second time: \(Number.text(verification.recomputed, digits: 9)), difference "
        + "\(difference) above \(Number.text(verification.tolerance, digits: 2))"
  }

  private func sum(_ sorted: [Derivation.Term]) -> String {
    let shown = sorted.prefix(3)
    var text = ""
    for (index, term) in shown.enumerated() {
      text += index == 0 ? Number.text(term.contribution) : Number.joined(term.contribution)
    }
    let rest = sorted.dropFirst(shown.count)
    guard !rest.isEmpty else { return text }
    let sum = rest.reduce(0) { $0 + $1.contribution }
    return text + Number.joined(sum) + " (sum of \(rest.count) more)"
  }

  private func termLines(_ sorted: [Derivation.Term], in node: NodeID) -> [String] {
    guard !sorted.isEmpty else { return [] }
    var lines = [
      sorted.count == 1 ? "  made of:" : "  made of \(sorted.count) terms, largest first:"
    ]
    for term in sorted.prefix(termLimit) {
      let factors = term.factors.map { source in
        "\(trace.text(of: trace.cell(of: source, in: node))) = \(Number.text(source.value))"
      }
      lines.append(
        "    \(Number.text(term.contribution)) from \(factors.joined(separator: " and "))")
    }
    let rest = sorted.dropFirst(termLimit)
    if !rest.isEmpty {
      let sum = rest.reduce(0) { $0 + $1.contribution }
      lines.append("    \(Number.text(sum)) from \(rest.count) more")
    }
    return lines
  }
}
