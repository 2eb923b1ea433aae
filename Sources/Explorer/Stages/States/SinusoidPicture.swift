import Kernels
import Screen
import Tensors
import Tracing

/// A few channels of the sines and cosines over the positions, the cursor's marked.
struct SinusoidPicture {
  private let context: StageContext
  private let operation: SinusoidalPositions

  /// Makes the picture; nil where there are no sinusoids.
  init?(_ context: StageContext) {
    guard let operation = context.node.operation as? SinusoidalPositions else { return nil }
    self.context = context
    self.operation = operation
  }

  /// The curves, then what the cursor's channel is.
  var picture: StatePicture {
    let column = context.place.column
    let positions = context.trace.values(of: context.node.inputs[0])
    let position = context.row < positions.shape.count ? Double(positions[context.row]) : 0
    let value = Double(context.values[context.spot.cell])
    let last = max(Double(context.plane.rows) * 2, 32)
    let channels = [column, context.plane.columns / 4, context.plane.columns / 2]
    var seen: [Int] = []
    for channel in channels where !seen.contains(channel) { seen.append(channel) }
    let roles: [Theme.Role] = [.query, .keyAxis, .value]
    let curve = Curve(
      seen.enumerated().map { index, channel in
        CurveSeries(
          name(of: channel), from: 0, through: last, role: roles[index % 3],
          self.function(channel))
      }, xTitle: context.words(.position), yRange: -1...1, mark: CurvePoint(position, value))
    let turn = 2 * Double.pi * pow(10000, exponent(of: column))
    return context.picture([
      context.tokenLine, .gap,
      .drawing(rank: 0, least: 5, wanted: 10) { curve.draw(into: &$0, in: $1) }, .gap,
      .text(
        context.words(
          .sinusoidSays, name(of: column), Number.text(turn, digits: 3),
          Number.text(position), Number.text(value)), rank: 1),
    ])
  }

  private func name(of column: Int) -> String {
    AxisText(.channel).short(context.language) + " \(column + 1) "
      + (isSine(column) ? "sin" : "cos")
  }

  private func isSine(_ column: Int) -> Bool {
    operation.arrangement == .interleaved
      ? column % 2 == 0 : column < (operation.width + 1) / 2
  }

  /// 2i/C of a coordinate.
  private func exponent(of column: Int) -> Double {
    let half = (operation.width + 1) / 2
    let index = operation.arrangement == .interleaved ? column / 2 : column % half
    return Double(2 * index) / Double(max(1, operation.width))
  }

  private func function(_ column: Int) -> (Double) -> Double {
    let rate = 1 / pow(10000, exponent(of: column))
    // A sine is a cosine a quarter of a turn later.
    let shift = isSine(column) ? -Double.pi / 2 : 0
    return { cos($0 * rate + shift) }
  }
}
