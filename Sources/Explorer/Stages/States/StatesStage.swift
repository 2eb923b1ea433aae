import Screen
import Tracing

/// The pictures of all steps but attention's own, by kind.
package struct StatesStage {
  private let context: StageContext

  /// Makes the picture of a context.
  package init(_ context: StageContext) { self.context = context }

  /// Draws the picture.
  ///
  /// - Returns: False where the step or the picture asked for is another one's to draw.
  package func draw(into canvas: inout Canvas, in area: Rect) -> Bool {
    switch context.spot.picture {
    case .stream:
      StreamPicture(context).draw(into: &canvas, in: area)
      return true
    case .identity:
      IdentityPicture(context).picture.draw(context, into: &canvas, in: area)
      return true
    case .lens:
      LensPicture(context).picture.draw(context, into: &canvas, in: area)
      return true
    default: break
    }
    guard let picture else { return false }
    picture.draw(context, into: &canvas, in: area)
    return true
  }

  /// What stands above a picture that is not the step's own; nil for the step's.
  package var title: String? {
    let name = context.tower == "encoder" ? StreamText.encoder : .decoder
    let tower = context.words(name)
    switch context.spot.picture {
    case .stream: return context.words(.streamTitle, tower)
    case .identity: return context.words(.identityTitle, tower)
    case .lens: return context.words(.lensTitle)
    default: return nil
    }
  }

  /// Where the whole node is drawn as a matrix; empty where it is not, nil where the picture is not drawn
  /// here.
  package func matrixArea(in area: Rect) -> Rect? {
    switch context.spot.picture {
    case .stream, .identity, .lens: Rect(x: area.x, y: area.y, width: 0, height: 0)
    default: picture?.layout(in: area).matrix
    }
  }

  /// The step's picture; nil where a matrix of it says more: in another size, or for attention's own steps.
  var picture: StatePicture? {
    guard context.spot.picture == .stage, context.spot.zoom == .numbers,
      context.node.shape.count > 0
    else { return nil }
    let isAttention = context.node.address.parts.contains { $0.hasSuffix("-attention") }
    switch context.kind {
    case .tokens: return TokensPicture(context).picture
    case .lookup: return LookupPicture(context)?.picture
    case .sinusoid: return SinusoidPicture(context)?.picture
    case .rotation: return RotationPicture(context)?.picture
    case .distanceBias: return DistancePicture(context)?.picture
    case .addition: return AdditionPicture(context)?.picture
    case .norm: return NormPicture(context)?.picture
    case .activation: return ActivationPicture(context)?.picture
    case .gate: return GatePicture(context)?.picture
    case .projection where !isAttention: return ProjectionPicture(context)?.picture
    case .scale where !isAttention: return ScalePicture(context)?.picture
    case .loss: return LossPicture(context)?.picture
    case .other: return SelectionPicture(context)?.picture
    case .logits, .probabilities: return OutputPicture(context)?.picture
    default: return nil
    }
  }
}

extension StatePicture {
  /// Draws the matrix and the blocks.
  func draw(_ context: StageContext, into canvas: inout Canvas, in area: Rect) {
    let layout = layout(in: area)
    canvas.fill(area)
    if !layout.matrix.isEmpty {
      MatrixStage(context).draw(into: &canvas, in: layout.matrix)
    }
    for (block, place) in layout.blocks { block.draw(into: &canvas, in: place) }
  }
}
