import Screen
import Tracing

/// LayerNorm or RMSNorm of the cursor's row, one row of colours for each stage.
struct NormPicture {
  private let context: StageContext
  private let input: [Double]
  private let gain: [Double]
  private let bias: [Double]?
  private let epsilon: Double
  private let isRMS: Bool

  /// Makes the picture; nil where nothing is normalized.
  init?(_ context: StageContext) {
    let node = context.node
    switch node.operation {
    case let norm as LayerNorm:
      epsilon = Double(norm.epsilon)
      isRMS = false
    case let norm as RMSNorm:
      epsilon = Double(norm.epsilon)
      isRMS = true
    default: return nil
    }
    self.context = context
    input = context.numbers(of: node.inputs[0], row: context.row)
    gain = context.numbers(of: node.inputs[1], row: 0)
    bias = node.inputs.count > 2 ? context.numbers(of: node.inputs[2], row: 0) : nil
  }

  /// The stages, then the figures in words.
  var picture: StatePicture {
    let mean = isRMS ? 0 : RowFigures.mean(input)
    let spread =
      (isRMS
      ? input.reduce(0) { $0 + $1 * $1 } / Double(max(1, input.count)) + epsilon
      : RowFigures.deviation(input) * RowFigures.deviation(input) + epsilon).squareRoot()
    let centered = input.map { $0 - mean }
    let normalized = centered.map { spread > 0 ? $0 / spread : 0 }
    let output = context.numbers(of: context.spot.node, row: context.row)
    var rows: [StripTable.Row] = [row(context.words(.normInput), input, .residual)]
    if !isRMS { rows.append(row("− μ", centered)) }
    rows.append(row(isRMS ? "÷ rms" : "÷ σ", normalized, .norm))
    rows.append(row(bias == nil ? "· γ" : "· γ + β", output, .norm))
    let table = StripTable(
      rows: rows, cursor: context.place.column, name: context.columnName,
      notes: [
        context.words(.mean), context.words(isRMS ? .rootMeanSquare : .deviation),
        context.words(.colors),
      ], isFocused: context.isFocused)
    return context.picture(
      [context.tokenLine, .gap, .strips(table), .gap]
        + [
          .text(figures(mean, spread), rank: 1),
          .text(place, .norm, rank: 2),
        ])
  }

  private func row(
    _ label: String, _ values: [Double], _ role: Theme.Role = .text
  ) -> StripTable.Row {
    let spread =
      isRMS
      ? RowFigures.norm(values) / Double(max(1, values.count)).squareRoot()
      : RowFigures.deviation(values)
    let mean = RowFigures.mean(values)
    return StripTable.Row(
      label, values, role: role,
      notes: [
        // What rounding leaves of a mean of zero is no mean.
        abs(mean) < 1e-6 * spread ? "0" : Number.text(mean, digits: 3),
        Number.text(spread, digits: 3), "±" + Number.text(StripTable.magnitude(values), digits: 3),
      ])
  }

  private func figures(_ mean: Double, _ spread: Double) -> String {
    let column = context.place.column
    func text(_ values: [Double]) -> String {
      values.indices.contains(column) ? Number.text(values[column], digits: 3) : "–"
    }
    let own =
      bias.map { context.words(.gainAndBias, context.columnName, text(gain), text($0)) }
      ?? context.words(.gainAlone, context.columnName, text(gain))
    let spreadText = Number.text(spread, digits: 4)
    return context.sentences(
      isRMS
        ? context.words(.rmsFigures, context.rowName, spreadText)
        : context.words(.normFigures, context.rowName, Number.text(mean, digits: 3), spreadText),
      own)
  }

  /// Where the norm stands, and what that does to the stream.
  private var place: String {
    let parts = context.node.address.parts
    if parts.first == "head" { return context.words(.normInHead) }
    if parts.last == "embedding" { return context.words(.normOfEmbedding) }
    if parts.last == "output" { return context.words(.normAtEnd) }
    if parts.last == "output-norm" { return context.words(.normOfSublayer) }
    switch context.subject.configuration.wiring {
    case .post: return context.words(.normPost)
    case .wrong: return context.words(.normWrong)
    default: return context.words(.normPre)
    }
  }
}
