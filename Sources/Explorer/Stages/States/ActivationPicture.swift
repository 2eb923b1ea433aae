import Screen
import Tensors
import Tracing

/// The function's curve, how many of the token's numbers lie where, and the cursor's number on it.
struct ActivationPicture {
  private let context: StageContext
  private let operation: any Pointwise

  /// Makes the picture; nil where no function bends the numbers.
  init?(_ context: StageContext) {
    guard let operation = context.node.operation as? any Pointwise else { return nil }
    self.context = context
    self.operation = operation
  }

  /// The rows before and after, the curve, how many are stopped.
  var picture: StatePicture {
    let before = context.numbers(of: context.node.inputs[0], row: context.row)
    let after = context.numbers(of: context.spot.node, row: context.row)
    func row(_ label: String, _ values: [Double]) -> StripTable.Row {
      StripTable.Row(
        label, values, role: .feedForward,
        notes: ["±" + Number.text(StripTable.magnitude(values), digits: 3)])
    }
    let name = OperationText(operation)?(context.language) ?? operation.name
    let table = StripTable(
      rows: [row("x", before), row(name, after)], cursor: context.place.column,
      name: context.columnName, notes: [context.words(.colors)], isFocused: context.isFocused)
    let curve = curve(before, name)
    return context.picture([
      context.tokenLine, .gap, .strips(table), .gap,
      .drawing(rank: 2, least: 6, wanted: 11) { curve.draw(into: &$0, in: $1) }, .gap,
      .text(says(before, after), rank: 1),
    ])
  }

  private func says(_ before: [Double], _ after: [Double]) -> String {
    let negative = before.filter { $0 <= 0 }.count
    let share = RowFigures.percent(Double(negative) / Double(max(1, before.count)))
    let unit = context.labels.columnAxis.map { AxisText($0).short(context.language) } ?? ""
    if operation is ReLU {
      return context.words(
        .reluSays, context.rowName, "\(negative)", "\(before.count)", unit, share)
    }
    // A tenth of the largest: what hardly adds to anything.
    let most = StripTable.magnitude(after)
    let quiet = after.filter { abs($0) < most / 10 }.count
    return context.words(
      .bendSays, context.rowName, "\(negative)", "\(before.count)", share, "\(quiet)")
  }

  private func curve(_ before: [Double], _ name: String) -> Curve {
    let column = context.place.column
    let finite = before.filter(\.isFinite)
    let low = min(-3, finite.min() ?? 0)
    let high = max(3, finite.max() ?? 0)
    let function = operation.evaluate
    let ends = [function(low), function(high), 0]
    let bottom = min(ends.min() ?? 0, -0.3)
    let top = max(ends.max() ?? 0, 1)
    let mark = before.indices.contains(column) ? before[column] : 0
    return Curve(
      [
        CurveSeries(name, from: low, through: high, role: .query, function),
        CurveSeries(
          context.words(.tokensNumbers), spikes(finite, low...high, bottom, top), role: .feedForward
        ),
      ], xTitle: "x", xRange: low...high, yRange: bottom...top,
      mark: CurvePoint(mark, function(mark)))
  }

  /// How many numbers lie where, as spikes from the bottom; the highest takes a third of the height.
  private func spikes(
    _ values: [Double], _ range: ClosedRange<Double>, _ bottom: Double, _ top: Double
  ) -> [CurvePoint] {
    let bins = 60
    let width = (range.upperBound - range.lowerBound) / Double(bins)
    guard width > 0 else { return [] }
    var counts = [Int](repeating: 0, count: bins)
    for value in values {
      counts[min(bins - 1, max(0, Int((value - range.lowerBound) / width)))] += 1
    }
    let most = counts.max() ?? 0
    return counts.enumerated().filter { $0.element > 0 }.flatMap { bin, count in
      let x = range.lowerBound + (Double(bin) + 0.5) * width
      let height = (top - bottom) / 3 * Double(count) / Double(max(1, most))
      // A point that is not finite lifts the pen.
      return [
        CurvePoint(x, bottom), CurvePoint(x, bottom + height), CurvePoint(.nan, .nan),
      ]
    }
  }
}
