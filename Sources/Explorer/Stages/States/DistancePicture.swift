import Screen
import Tensors
import Tracing

/// A bias on scores that depends on how far query and key lie apart, over that distance.
struct DistancePicture {
  private let context: StageContext
  /// The bias of a distance (key − query) for a head.
  private let bias: (Int, Int) -> Double
  private let slope: Double?
  private let bucket: ((Int) -> (number: Int, count: Int))?
  private let isBidirectional: Bool

  /// Makes the picture; nil where there is no such bias.
  init?(_ context: StageContext) {
    let heads = context.plane.slices
    let head = context.place.slice
    switch context.node.operation {
    case is ALiBiBias:
      slope = ALiBiBias.slope(head: head, of: heads)
      bias = { distance, head in
        -ALiBiBias.slope(head: head, of: heads) * Double(abs(distance))
      }
      bucket = nil
      isBidirectional = context.node.address.parts.first == "encoder"
    case let relative as RelativeBias:
      let table = context.trace.values(of: context.node.inputs[0])
      let count = table.shape[0]
      slope = nil
      bias = { distance, head in
        Double(table.row(relative.bucket(of: distance, count: count))[head])
      }
      bucket = { (relative.bucket(of: $0, count: count), count) }
      isBidirectional = relative.isBidirectional
    default: return nil
    }
    self.context = context
  }

  /// The scores with their bias where scores are biased here, the bias over the distance, what it says.
  var picture: StatePicture {
    var blocks: [StateBlock] = [context.tokenLine, .gap]
    if slope != nil { blocks += [.strips(strips), .gap] }
    let curve = curve
    blocks += [
      .drawing(rank: slope == nil ? 0 : 1, least: 5, wanted: 9) { curve.draw(into: &$0, in: $1) },
      .gap, .text(says, rank: 0),
    ]
    return context.picture(blocks)
  }

  /// How far the key lies behind the query (below 0) or before it.
  private var distance: Int { context.place.column - context.place.row }

  private var strips: StripTable {
    let before = context.numbers(of: context.node.inputs[0], row: context.row)
    let after = context.numbers(of: context.spot.node, row: context.row)
    let head = context.place.slice
    let biases = after.indices.map { bias($0 - context.place.row, head) }
    let scale = Scale.symmetric(
      [before, biases, after].reduce(0) { max($0, StripTable.magnitude($1)) })
    return StripTable(
      rows: [
        .init(context.words(.scores), before, role: .attention, scale: scale),
        .init("+ " + context.words(.bias), biases, role: .warning, scale: scale),
        .init("= " + context.words(.sum), after, role: .attention, scale: scale),
      ], cursor: context.place.column, name: context.columnName, isFocused: context.isFocused)
  }

  private var curve: Curve {
    let reach = max(8, context.plane.columns - 1)
    let range = isBidirectional ? -reach...reach : -reach...0
    let head = context.place.slice
    var heads = [head]
    for other in [0, context.plane.slices - 1] where !heads.contains(other) && other >= 0 {
      heads.append(other)
    }
    let roles: [Theme.Role] = [.query, .keyAxis, .value]
    return Curve(
      heads.enumerated().map { index, head in
        CurveSeries(
          AxisText(.head).short(context.language) + " \(head + 1)",
          range.map { CurvePoint(Double($0), bias($0, head)) }, role: roles[index % 3])
      }, xTitle: context.words(.distance), mark: CurvePoint(Double(distance), bias(distance, head)))
  }

  private var says: String {
    let head = "\(context.place.slice + 1)"
    let value = Number.text(bias(distance, context.place.slice))
    if let slope {
      return context.words(
        .slopeSays, head, Number.text(slope), "\(abs(distance))", value)
    }
    guard let bucket = bucket?(distance) else { return "" }
    return context.words(
      .bucketSays, "\(distance)", "\(bucket.number)", "\(bucket.count)", head, value)
  }
}
