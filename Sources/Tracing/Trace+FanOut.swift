import Tensors

/// A cell that reads another one, and how much of it.
package struct Touch: Equatable, Sendable {
  /// The cell that reads.
  package let cell: Cell
  /// How fast it grows with the cell that is read: the derivative, by central differences in double
  /// precision; nil where what is read is a switch or a number of a row, which has no derivative.
  package let slope: Double?
  /// What the cell that is read puts into it: slope times value, or for a switch the whole value.
  package let contribution: Double
}

extension Trace {
  /// The cells that read a cell directly, the largest contribution first.
  ///
  /// - Complexity: for each of those cells, one computation by plain loops, or two.
  package func fanOut(of cell: Cell) -> [Touch] {
    var scan = FanOutScan(of: cell, in: self)
    scan.advance(in: self)
    return scan.touches
  }
}
