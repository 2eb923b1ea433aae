import Screen
import Tensors
import Tracing

/// A row times a learned matrix: the row, the matrix's own row for the cursor's output, their products.
struct ProjectionPicture {
  private let context: StageContext
  private let layout: Linear.WeightLayout

  /// Makes the picture; nil where nothing is projected.
  init?(_ context: StageContext) {
    guard let linear = context.node.operation as? Linear else { return nil }
    self.context = context
    layout = linear.layout
  }

  /// Input, weights, products; then their sum.
  var picture: StatePicture {
    let node = context.node
    let x = context.numbers(of: node.inputs[0], row: context.row)
    let column = context.place.column
    let weights = self.weights(x.count, column)
    let products = zip(x, weights).map(*)
    let sum = products.reduce(0, +)
    let largest = products.indices.max { abs(products[$0]) < abs(products[$1]) } ?? 0
    let axis = context.trace[node.inputs[0]].axes.last ?? .channel
    let inputName = AxisText(axis).short(context.language)
    func row(_ label: String, _ values: [Double]) -> StripTable.Row {
      StripTable.Row(
        label, values, role: .feedForward,
        notes: ["±" + Number.text(StripTable.magnitude(values), digits: 3)])
    }
    let table = StripTable(
      rows: [
        row(context.words(.projected), x),
        row("× " + context.words(.weightsOf, context.columnName), weights),
        row("= " + context.words(.products), products),
      ], cursor: largest,
      name: context.words(.largestProduct, "\(inputName) \(largest + axis.firstIndex)"),
      notes: [context.words(.colors)], isFocused: false)
    let bias =
      node.inputs.count > 2 ? Double(context.trace.values(of: node.inputs[2])[column]) : nil
    let value = Number.text(sum + (bias ?? 0), digits: 4)
    let total = Number.text(sum, digits: 4)
    let says =
      bias.map {
        context.words(
          .sumWithBias, "\(x.count)", total, Number.text($0, digits: 3), context.rowName,
          context.columnName, value)
      }
      ?? context.words(
        .sumAlone, "\(x.count)", context.rowName, context.columnName, total)
    return context.picture(
      [context.tokenLine, .gap, .strips(table), .gap, .text(says, rank: 1)]
        + (note.map { [.text($0, .feedForward, rank: 2)] } ?? []))
  }

  /// What the projection is for.
  private var note: String? {
    switch context.node.address.name {
    case "up", "gate": context.words(.widens)
    case "output" where context.node.address.parts.contains("feed-forward"):
      switch context.subject.configuration.wiring {
      case .sandwich: context.words(.narrowsSandwich)
      case .wrong: context.words(.narrowsWrong)
      case .post, .pre, .none: context.words(.narrows)
      }
    default: nil
    }
  }

  private func weights(_ count: Int, _ output: Int) -> [Double] {
    let weight = context.trace.values(of: context.node.inputs[1])
    return (0..<count).map { input in
      layout == .outputInput
        ? Double(weight.row(output)[input]) : Double(weight.row(input)[output])
    }
  }
}
