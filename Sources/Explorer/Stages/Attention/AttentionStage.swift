import Screen
import Tensors
import Tracing

/// The pictures of attention, and those that any step has: its row as bars, what happens inside.
struct AttentionStage {
  let context: StageContext

  init(_ context: StageContext) { self.context = context }

  var language: DisplayLanguage { context.language }

  /// Draws the picture.
  ///
  /// - Returns: Whether there is one for this step; false leaves the area as it was.
  func draw(into canvas: inout Canvas, in area: Rect) -> Bool {
    switch context.spot.picture {
    case .bars: BarsStage(context).draw(into: &canvas, in: area)
    case .heads:
      guard let heads = HeadsStage(context) else { return false }
      heads.draw(into: &canvas, in: area)
    case .layers:
      guard let layers = LayersStage(context, in: area) else { return false }
      layers.draw(into: &canvas, in: area)
    default:
      if let sum = weightedSum(in: area) {
        sum.draw(into: &canvas, in: area)
      } else if let picture {
        picture.draw(into: &canvas, in: area)
      } else {
        return false
      }
    }
    return true
  }

  /// The matrix of the picture and where it stands; nil where this part has no picture with one.
  func matrix(in area: Rect) -> (view: MatrixView, area: Rect)? {
    if let sum = weightedSum(in: area) { return sum.matrix(in: area) }
    guard let picture else { return nil }
    return (picture.view, picture.areas(in: area, on: context.medium).matrix)
  }

  /// The sum of weighted values, where there is room and the reader has not asked for colours alone.
  private func weightedSum(in area: Rect) -> WeightedSumStage? {
    guard context.spot.picture == .stage, context.kind == .context,
      context.spot.zoom.rawValue >= MatrixZoom.numbers.rawValue
    else { return nil }
    return WeightedSumStage(context, in: area)
  }

  /// The picture that is a matrix with words around it.
  private var picture: MatrixPicture? {
    if case .inside(let stage) = context.spot.picture {
      return InsideStage(context, stage: stage)?.picture
    }
    guard context.spot.picture == .stage, let block = AttentionBlock(context) else { return nil }
    switch context.kind {
    case .projection: return projection(block)
    case .scores: return scores(block)
    // ALiBi has a picture of its own, with the slopes.
    case .scale: return changed(block)
    case .mask: return masked(block)
    case .weights: return weights(block)
    case .context: return plain([AttentionText.context(language)])
    case .concatenation: return concatenation(block)
    case .addition where context.node.address.name == "biased": return changed(block)
    default: return nil
    }
  }

  /// The node's matrix under a caption.
  func plain(_ caption: [String]) -> MatrixPicture {
    MatrixPicture(caption: caption, view: MatrixStage(context).view)
  }

  /// What the cursor's query and key are called.
  var queryLabel: String { context.labels.row(context.place.row) }
  var keyLabel: String { context.labels.column(context.place.column) }
}
