import Kernels
import Tensors
import Tracing

extension FigureWork {
  /// The probability of a token that the head reads off a state: the final norm, the token's row of the head,
  /// the softmax over the vocabulary.
  static func reading(
    _ subject: Subject, _ state: NodeID, _ position: Int, _ token: Int
  ) -> FigureWork? {
    guard case .readings(let readings) = subject.figures.lensSoFar(at: position),
      let reading = readings.first(where: { $0.state.node == state }),
      let recorded = reading.probability(of: token), let head = LensHead(subject)
    else { return nil }
    let trace = subject.trace
    let x = sources(0, of: state, row: position, trace)
    let normed = head.normalized(x.map(\.value), isNormed: trace[state].address.name == "output")
    let weights = sources(1, of: head.weight, row: token, trace)
    guard normed.count == weights.count, !x.isEmpty else { return nil }
    var terms = x.indices.map {
      Derivation.Term(
        x[$0], weights[$0], contribution: normed[$0] * head.scale * weights[$0].value)
    }
    var inputs = [state, head.weight]
    if let bias = head.bias {
      inputs.append(bias)
      terms.append(
        Derivation.Term(
          Derivation.Source(
            input: 2, cell: token, value: Double(trace.values(of: bias)[token]))))
    }
    let logit = terms.reduce(0) { $0 + $1.contribution }
    let power = exp(logit - reading.maximum)
    let normer = head.norm == nil ? "x" : "norm(x)"
    let logits = "Σᵢ \(normer)[i]·W[v, i]" + (head.bias == nil ? "" : " + b[v]")
    // A large vocabulary is not gone through once more while a key waits: its sum is taken as the lens has it.
    let again =
      head.isSmall
      ? head.probability(of: token, normed)
      : exp(head.logit(of: token, normed.map { $0 * head.scale }) - reading.maximum) / reading.sum
    let magnitude = terms.reduce(0) { $0 + abs($1.contribution) }
    return FigureWork(
      formula: "p = e^(z − m) / Σᵥ e^(z[v] − m),  z[v] = \(logits)",
      inputs: inputs,
      derivation: Derivation(
        steps: [
          .init("z", logits, logit),
          .init("m", "max z", reading.maximum),
          .init("s", "Σᵥ e^(z[v] − m)", reading.sum),
          .init(
            "p", "e^(z − m) / s",
            "e^(\(Number.difference(logit, reading.maximum))) / \(Number.text(reading.sum))",
            power / reading.sum),
        ], terms: terms, sumStep: 0),
      value: recorded,
      verification: Verification(
        recorded: Float(recorded), recomputed: again,
        // The exponential makes of an error of the logit a share of the probability.
        tolerance: 1e-5 * (1 + magnitude) * again + 1e-7))
  }
}
