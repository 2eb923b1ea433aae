import Tensors
import Tracing

extension FigureWork {
  /// The cells of a row as sources of an input.
  static func sources(
    _ input: Int, of node: NodeID, row: Int, _ trace: Trace
  ) -> [Derivation.Source] {
    let values = trace.values(of: node)
    let columns = values.shape.columns
    guard row >= 0, columns > 0, (row + 1) * columns <= values.shape.count else { return [] }
    return (0..<columns).map {
      let cell = row * columns + $0
      return Derivation.Source(input: input, cell: cell, value: Double(values[cell]))
    }
  }

  // MARK: Norm

  static func norm(_ state: NodeID, _ position: Int, _ trace: Trace) -> FigureWork? {
    let row = sources(0, of: state, row: position, trace)
    guard !row.isEmpty else { return nil }
    let terms = row.map { Derivation.Term($0, contribution: $0.value * $0.value) }
    let sum = terms.reduce(0) { $0 + $1.contribution }
    let length = sum.squareRoot()
    return FigureWork(
      formula: "‖x‖ = √(Σᵢ x[i]²)", inputs: [state],
      derivation: Derivation(
        steps: [
          .init("s", "Σᵢ x[i]²", sum),
          .init("‖x‖", "√s", "√\(Number.text(sum))", length),
        ], terms: terms, sumStep: 0),
      value: length, verification: verdict(length, lengthAgain(row.map(\.value)), magnitude: length)
    )
  }

  /// The length once more in another way: by the largest number, and from the end.
  private static func lengthAgain(_ x: [Double]) -> Double {
    let largest = x.reduce(0) { max($0, abs($1)) }
    guard largest > 0, largest.isFinite else { return largest }
    let squares = x.reversed().reduce(0) { $0 + ($1 / largest) * ($1 / largest) }
    return largest * squares.squareRoot()
  }

  // MARK: Cosine

  static func cosine(
    _ state: NodeID, _ before: NodeID, _ position: Int, _ trace: Trace
  ) -> FigureWork? {
    let x = sources(0, of: state, row: position, trace)
    let y = sources(1, of: before, row: position, trace)
    guard !x.isEmpty, x.count == y.count else { return nil }
    let terms = zip(x, y).map { Derivation.Term($0, $1) }
    let product = terms.reduce(0) { $0 + $1.contribution }
    let lengths = (
      RowFigures.norm(x.map(\.value)), RowFigures.norm(y.map(\.value))
    )
    guard lengths.0 * lengths.1 > 0 else { return nil }
    let cosine = product / (lengths.0 * lengths.1)
    // Once more, of both brought to length 1 before they are multiplied.
    let lengthsAgain = (lengthAgain(x.map(\.value)), lengthAgain(y.map(\.value)))
    let again = zip(x, y).reversed().reduce(0) {
      $0 + $1.0.value / lengthsAgain.0 * ($1.1.value / lengthsAgain.1)
    }
    return FigureWork(
      formula: "cos = Σᵢ x[i]·y[i] / (‖x‖·‖y‖)", inputs: [state, before],
      derivation: Derivation(
        steps: [
          .init("x·y", "Σᵢ x[i]·y[i]", product),
          .init("‖x‖", "√(Σᵢ x[i]²)", lengths.0),
          .init("‖y‖", "√(Σᵢ y[i]²)", lengths.1),
          .init(
            "cos", "x·y / (‖x‖·‖y‖)",
            "\(Number.text(product)) / (\(Number.text(lengths.0))·\(Number.text(lengths.1)))",
            cosine),
        ], terms: terms, sumStep: 0),
      value: cosine, verification: verdict(cosine, again, magnitude: 1))
  }

  // MARK: Identity

  static func sum(
    _ subject: Subject, _ tower: String, _ position: Int, _ layer: Int, _ channel: Int
  ) -> FigureWork? {
    guard
      let identity = subject.figures.identity(of: tower, position: position, layer: layer),
      identity.sum.indices.contains(channel)
    else { return nil }
    let cell = position * identity.sum.count + channel
    let terms = identity.parts.enumerated().map { number, part in
      Derivation.Term(
        Derivation.Source(input: number, cell: cell, value: part.values[channel]))
    }
    let sum = identity.sum[channel]
    let stream = identity.stream[channel]
    // Once more from the end, what each addition rounds away kept and added too.
    var (again, lost) = (0.0, 0.0)
    for term in terms.reversed() {
      let next = again + term.contribution
      lost += term.contribution - (next - again)
      again = next
    }
    let magnitude = terms.reduce(0) { $0 + abs($1.contribution) }
    return FigureWork(
      formula: "embedding + Σ attention + Σ feed-forward = residual stream",
      inputs: identity.parts.map(\.node),
      derivation: Derivation(
        steps: [
          .init("Σ", "embedding + Σ attention + Σ feed-forward", sum),
          .init("Σ − x", "Σ − residual stream", Number.difference(sum, stream), sum - stream),
        ], terms: terms, sumStep: 0),
      value: sum, verification: verdict(sum, again + lost, magnitude: magnitude))
  }
}
