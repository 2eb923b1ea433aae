import Tensors
import Tracing

/// What a step's numbers on two sides are to each other.
package enum StepComparison: Equatable, Sendable {
  /// The same to the last bit.
  case same
  /// The largest distance and its cell; the root mean square of the distances over that of the first side's
  /// numbers, or bare where those are all 0.
  case differs(maximum: Double, cell: Int, relative: Double)
  /// They have other sizes and cannot be subtracted.
  case shapes
  /// A side has no such step.
  case gap

  /// Whether it is anything but the same.
  package var isDifferent: Bool { self != .same }

  /// Compares two nodes' numbers.
  ///
  /// A number that is none on one side alone, or infinite, differs by all there is; it counts as a difference
  /// and not in the mean.
  init(_ left: View, _ right: View) {
    guard left.shape == right.shape else {
      self = .shapes
      return
    }
    var (maximum, cell, squares, size) = (0.0, 0, 0.0, 0.0)
    for row in 0..<left.shape.rows {
      let (x, y) = (left.row(row), right.row(row))
      for column in 0..<left.shape.columns {
        let (a, b) = (x[column], y[column])
        if a == b || (a.isNaN && b.isNaN) {
          if a.isFinite { size += Double(a) * Double(a) }
          continue
        }
        let distance = a.isNaN || b.isNaN ? .infinity : abs(Double(a) - Double(b))
        if distance > maximum { (maximum, cell) = (distance, row * left.shape.columns + column) }
        guard distance.isFinite, a.isFinite else { continue }
        squares += distance * distance
        size += Double(a) * Double(a)
      }
    }
    guard maximum > 0 else {
      self = .same
      return
    }
    let count = Double(max(1, left.shape.count))
    self = .differs(
      maximum: maximum, cell: cell,
      relative: size > 0 ? (squares / size).squareRoot() : (squares / count).squareRoot())
  }
}

/// Why a step differs although what it reads does not, or as well.
package enum StepCause: Equatable, Sendable {
  /// What was given differs: token ids, a mask.
  case given(Address)
  /// It was changed by hand.
  case changed
  /// It reads other steps, each with what the other side reads in its place.
  case reads(here: Address, there: Address)
  /// Something else is computed; the names of both.
  case operation(here: String, there: String)
  /// Other numbers were learned, or other sizes.
  case parameters([Address])
  /// One of the sides has no such step.
  case missing
}

/// One row of a comparison: the step of an address on every side.
package struct AlignedStep: Sendable {
  /// The address.
  package let address: Address
  /// The block that it belongs to.
  package let block: Address
  /// The node of each side; nil where a side has none.
  package let nodes: [NodeID?]
  /// Whether a side comes to it elsewhere than the first side does.
  package let isMoved: [Bool]
  /// Each side's numbers beside the first side's; the first entry is the first side with itself.
  package let comparisons: [StepComparison]
  /// Why each side differs from the first; nothing where it follows from what the step reads.
  package let causes: [[StepCause]]

  /// Whether any side differs from the first.
  package var isDifferent: Bool { comparisons.contains(where: \.isDifferent) }
  /// Whether a difference begins here on any side.
  package var isCause: Bool { causes.contains { !$0.isEmpty } }
  /// Whether a side has no such step.
  package var hasGap: Bool { nodes.contains { $0 == nil } }
}
