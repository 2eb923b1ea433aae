import Screen
import Tracing

/// What stands above a step's picture: what is computed, and its size.
struct StageTitle {
  private let context: StageContext

  init(_ context: StageContext) { self.context = context }

  /// The node's name and how it is computed: `weights: softmax(x)`.
  var text: String {
    let node = context.node
    let name = node.kind == .parameter ? node.address.path : node.address.name
    guard let operation = node.operation else { return name }
    let what = OperationText(operation)?(context.language) ?? operation.name
    return name + " = " + what
  }

  /// The sizes of the axes: `head 4 × query 8 × key 14`.
  var note: String {
    let node = context.node
    return zip(node.axes, node.shape.array).map {
      "\(AxisText($0).short(context.language)) \($1)"
    }.joined(separator: " × ")
  }
}
