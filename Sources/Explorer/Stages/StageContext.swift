import Screen
import Tensors
import Tracing

/// What the picture of a step is drawn from.
package struct StageContext {
  /// The model on its text.
  package let subject: Subject
  /// The node, its cell, how it is drawn.
  package let spot: Spot
  /// The language.
  package let language: DisplayLanguage
  /// What is drawn on.
  package let medium: Medium
  /// Whether keys go to the picture.
  package let isFocused: Bool

  /// Makes a context.
  package init(
    subject: Subject, spot: Spot, language: DisplayLanguage, medium: Medium, isFocused: Bool = true
  ) {
    self.subject = subject
    self.spot = spot
    self.language = language
    self.medium = medium
    self.isFocused = isFocused
  }

  /// The computation.
  package var trace: Trace { subject.trace }
  /// The node.
  package var node: Node { trace[spot.node] }
  /// The node's numbers.
  package var values: View { trace.values(of: spot.node) }
  /// The node as slices of rows and columns.
  package var plane: Plane { Plane(node.shape) }
  /// The kind of step; `other` for a parameter.
  package var kind: StepKind {
    subject.steps.number(of: spot.node).map { subject.steps[$0].kind } ?? .other
  }
  /// What the indices along the axes are called.
  package var labels: AxisLabels { AxisLabels(subject, spot.node, medium) }
  /// The cursor's slice, row and column.
  package var place: (slice: Int, row: Int, column: Int) { plane.place(of: spot.cell) }

  /// The same for another node, the cursor on its first cell or another.
  package func at(_ node: NodeID, cell: Int = 0) -> StageContext {
    var spot = Spot(node, cell: cell)
    spot.zoom = self.spot.zoom
    return at(spot)
  }

  /// The same for another place.
  package func at(_ spot: Spot) -> StageContext {
    StageContext(
      subject: subject, spot: spot, language: language, medium: medium, isFocused: isFocused)
  }
}
