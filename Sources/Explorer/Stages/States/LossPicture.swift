import Kernels
import Screen
import Tracing

/// The cross-entropy: how surprised the model is at each position by what was to come.
struct LossPicture {
  private let context: StageContext

  /// Makes the picture; nil where there is no loss.
  init?(_ context: StageContext) {
    guard context.node.operation is CrossEntropy, context.node.inputs.count == 2 else { return nil }
    self.context = context
  }

  /// A bar for each position that counts, and their mean.
  var picture: StatePicture {
    let logits = context.node.inputs[0]
    let labels = AxisLabels(context.subject, logits, context.medium)
    let targets = context.trace.values(of: context.node.inputs[1])
    let entries = (0..<targets.shape.count).compactMap { row -> BarEntry? in
      let target = Int(targets[row])
      guard let surprise = surprise(of: target, logits, row: row) else { return nil }
      let name = labels.columnAxis.map { labels.label($0, target) } ?? "\(target)"
      return BarEntry(labels.row(row) + " → " + name, surprise)
    }
    let loss = Number.text(Double(context.values[0]), digits: 5)
    return StatePicture(blocks: [
      .text(context.words(.lossSays, "\(entries.count)", loss), rank: 1), .gap,
      .bars(BarList(entries, isFocused: false)),
    ])
  }

  /// −log of the probability that a row gives to its target; nil where it has none.
  private func surprise(of target: Int, _ logits: NodeID, row: Int) -> Double? {
    let x = context.numbers(of: logits, row: row)
    guard x.indices.contains(target), let most = x.max() else { return nil }
    return most + log(x.reduce(0) { $0 + exp($1 - most) }) - x[target]
  }
}
