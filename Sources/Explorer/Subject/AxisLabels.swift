import Screen
import Tracing

/// What the indices along a node's axes are called: tokens where they are positions, numbers elsewhere.
package struct AxisLabels {
  private let subject: Subject
  private let node: Node
  private let medium: Medium

  /// Prepares the labels of a node.
  package init(_ subject: Subject, _ node: NodeID, _ medium: Medium) {
    self.subject = subject
    self.node = subject.trace[node]
    self.medium = medium
  }

  /// The label of an index along an axis, counted from 0; visible text.
  package func label(_ axis: Axis, _ index: Int) -> String {
    switch axis {
    case .position, .query, .key:
      guard let tokens = subject.model.labels(along: axis, of: node),
        tokens.indices.contains(index)
      else {
        return "\(index + axis.firstIndex)"
      }
      // Labels were made visible when the subject was opened.
      return medium.glyphs == .unicode ? tokens[index] : medium.drawable(tokens[index])
    case .vocabulary:
      guard let reader = subject.reader else { return "\(index)" }
      return medium.drawable(SubjectOpener.label(of: index, reader))
    case .label:
      let answers = subject.trace.labels.answers
      return answers.indices.contains(index) ? medium.shown(answers[index]) : "\(index + 1)"
    default: return "\(index + axis.firstIndex)"
    }
  }

  /// The node's axes from the outermost.
  package var axes: [Axis] { node.axes }
  /// The axis that rows are counted along; nil where there is one axis or none.
  package var rowAxis: Axis? { node.axes.count > 1 ? node.axes[node.axes.count - 2] : nil }
  /// The axis that columns are counted along.
  package var columnAxis: Axis? { node.axes.last }

  /// The label of a row; nothing where there is one only.
  package func row(_ index: Int) -> String { rowAxis.map { label($0, index) } ?? "" }
  /// The label of a column; nothing for a single number.
  package func column(_ index: Int) -> String { columnAxis.map { label($0, index) } ?? "" }
}
