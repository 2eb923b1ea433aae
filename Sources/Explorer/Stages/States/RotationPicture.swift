import Kernels
import Screen
import Tensors
import Tracing

/// The pair of coordinates that the cursor's cell belongs to, before and after its turn.
struct RotationPicture {
  private let context: StageContext
  private let operation: RotaryEmbedding

  /// Makes the picture; nil where nothing is turned.
  init?(_ context: StageContext) {
    guard let operation = context.node.operation as? RotaryEmbedding else { return nil }
    self.context = context
    self.operation = operation
  }

  /// The pair in words and numbers, a circle beside it.
  var picture: StatePicture {
    guard let pair else {
      return context.picture([
        context.tokenLine, .gap, .text(context.words(.notTurned, context.columnName), rank: 0),
      ])
    }
    let lines = lines(pair)
    return context.picture([
      context.tokenLine, .gap,
      .drawing(rank: 0, least: 1, wanted: max(12, lines.count)) { canvas, area in
        draw(pair, lines, into: &canvas, in: area)
      },
    ])
  }

  /// A pair of coordinates and what turns it.
  private struct Pair {
    var first: Int
    var second: Int
    var number: Int
    var position: Double
    var angle: Double
    var before: (Double, Double)
    var after: (Double, Double)
  }

  private var pair: Pair? {
    let width = max(1, context.plane.columns / max(1, operation.headCount))
    let column = context.place.column
    let inHead = column % width
    let count = operation.rates.count
    guard inHead < 2 * count else { return nil }
    let isHalves = operation.pairing == .halves
    let number = isHalves ? inHead % count : inHead / 2
    let start = column - inHead
    let first = start + (isHalves ? number : 2 * number)
    let second = start + (isHalves ? number + count : 2 * number + 1)
    let positions = context.trace.values(of: context.node.inputs[1])
    let row = context.row
    let position = Double(positions[positions.shape.rank == 1 ? row % context.plane.rows : row])
    let x = context.numbers(of: context.node.inputs[0], row: row)
    let y = context.numbers(of: context.spot.node, row: row)
    guard second < x.count, second < y.count else { return nil }
    return Pair(
      first: first, second: second, number: number, position: position,
      angle: position * Double(operation.rates[number]), before: (x[first], x[second]),
      after: (y[first], y[second]))
  }

  private func lines(_ pair: Pair) -> [(text: String, role: Theme.Role)] {
    func point(_ values: (Double, Double)) -> String {
      let length = (values.0 * values.0 + values.1 * values.1).squareRoot()
      return "(\(Number.text(values.0)), \(Number.text(values.1)))   "
        + context.words(.length, Number.text(length))
    }
    let degrees = pair.angle * 180 / Double.pi
    let rate = Number.text(Double(operation.rates[pair.number]))
    return [
      (
        context.words(
          .pairOf, "\(pair.first + 1)", "\(pair.second + 1)", "\(pair.number + 1)",
          "\(operation.rates.count)"), .heading
      ),
      (context.words(.before) + "  " + point(pair.before), .query),
      (
        "θ = \(Number.text(pair.position)) × \(rate) = \(Number.text(pair.angle)) = "
          + "\(Number.text(degrees))°", .text
      ),
      (context.words(.after) + "  " + point(pair.after), .keyAxis),
      ("", .text),
      (context.words(.turnKeepsLength), .faint),
      (
        context.words(
          .turnEvery, Number.text(2 * Double.pi / Double(operation.rates[pair.number]), digits: 3)),
        .faint
      ),
    ]
  }

  private func draw(
    _ pair: Pair, _ lines: [(text: String, role: Theme.Role)], into canvas: inout Canvas,
    in area: Rect
  ) {
    // Dots are as far apart across as down where a cell is twice as high as wide.
    let side = min(max(0, area.height - 3) * 2 + 4, area.width / 2)
    let hasCircle = area.height >= 7 && area.width >= 60
    let (text, circle) = area.cutLeft(hasCircle ? area.width - side : area.width)
    var y = text.y
    for line in lines {
      for part in TextLayout.wrap(line.text, to: text.width - (hasCircle ? 2 : 0))
      where y < text.maxY {
        canvas.put(part, x: text.x, y: y, canvas.theme[line.role], width: text.width)
        y += 1
      }
    }
    let length = (pair.before.0 * pair.before.0 + pair.before.1 * pair.before.1).squareRoot()
    // What is no number has no circle.
    guard hasCircle, length.isFinite else { return }
    let reach = max(length * 1.15, 1e-6)
    let round = (0...96).map { step in
      let angle = 2 * Double.pi * Double(step) / 96
      return CurvePoint(length * cos(angle), length * cos(angle - Double.pi / 2))
    }
    func ray(_ end: (Double, Double)) -> [CurvePoint] {
      [CurvePoint(0, 0), CurvePoint(end.0, end.1)]
    }
    Curve(
      [
        CurveSeries(context.words(.before), ray(pair.before), role: .query),
        CurveSeries("", round, role: .faint),
        CurveSeries(context.words(.after), ray(pair.after), role: .keyAxis),
      ], xRange: -reach...reach, yRange: -reach...reach,
      mark: CurvePoint(pair.after.0, pair.after.1)
    ).draw(into: &canvas, in: circle)
  }
}
