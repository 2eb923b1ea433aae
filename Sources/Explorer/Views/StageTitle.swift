import Screen
import Tracing

/// What stands above a step's picture: what is computed, and its size.
struct StageTitle {
  private let context: StageContext

  init(_ context: StageContext) { self.context = context }

  /// The node's name and what it is made of: `weights = softmax(masked)`.
  var text: String {
    if let title = StatesStage(context).title { return title }
    let node = context.node
    let name = PlaceName.short(node, context.language)
    guard let operation = node.operation else { return name }
    let inputs = node.inputs.map { context.trace[$0] }.filter { $0.kind != .parameter }
      .map { PlaceName.short($0, context.language) }
    switch operation {
    case is Add: return name + " = " + inputs.joined(separator: " + ")
    case let product as MatMul where inputs.count == 2:
      return name + " = " + inputs[0] + " × " + inputs[1]
        + (product.name.contains("transposed") ? "ᵀ" : "")
    default:
      let what = OperationText(operation)?(context.language) ?? operation.name
      return inputs.isEmpty
        ? "\(name) = \(what)" : "\(name) = \(what)(\(inputs.joined(separator: ", ")))"
    }
  }

  /// What the stage shows, as a question where one is asked: `where from: weights = softmax(masked)`.
  func text(of walk: ExploreState) -> String {
    switch walk.mode {
    case .stage: text
    case .whereFrom:
      FrameText.named(
        context.language, ActionText.whereFrom(context.language),
        walk.figure(of: context.spot).map { FigureName(context, $0).text } ?? text)
    case .whereTo: FrameText.named(context.language, ActionText.whereTo(context.language), text)
    }
  }

  /// The sizes of the axes: `head 4 × query 8 × key 14`.
  var note: String {
    let node = context.node
    let figures = context.subject.figures
    switch context.spot.picture {
    case .stream, .identity, .lens:
      // The picture has other axes than the node.
      guard let stream = figures.stream(of: context.tower) else { return "" }
      let positions = AxisText(.position).short(context.language) + " \(stream.positions)"
      let states = FigureText.states(context.language, "\(stream.states.count)")
      let channel = AxisText(.channel).short(context.language)
      switch context.spot.picture {
      case .stream: return positions + " × " + states
      case .identity: return channel + " \(context.subject.configuration.dModel)"
      default: return ""
      }
    default: break
    }
    return zip(node.axes, node.shape.array).map {
      "\(AxisText($0).short(context.language)) \($1)"
    }.joined(separator: " × ")
  }
}
