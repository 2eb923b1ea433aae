import Tracing

/// The cells that read a cell, as far as they were looked for, and which of them is chosen.
package struct TouchList: Equatable, Sendable {
  /// The search.
  package var scan: FanOutScan
  /// The chosen one, counted from the largest.
  package var row = 0
  /// The first that is shown.
  package var first = 0

  /// How many numbers are read between two keys, about.
  static let readsAtOnce = 1 << 19
  /// How many are read altogether: all logits that a state makes, but not all probabilities of a large
  /// vocabulary, each of which reads all logits.
  static let mostReads = 128 << 20

  /// How many numbers were read, about.
  private(set) var reads = 0

  /// Begins to look.
  package init(of cell: Cell, in trace: Trace) {
    scan = FanOutScan(of: cell, in: trace)
    goOn(in: trace)
  }

  /// Whether there is more to look at, and it may be.
  package var isGoingOn: Bool { !scan.isDone && reads < Self.mostReads }

  /// Looks further; what was chosen stays chosen.
  package mutating func goOn(in trace: Trace) {
    guard isGoingOn else { return }
    let chosen = row > 0 ? self[row]?.cell : nil
    scan.advance(in: trace, reads: Self.readsAtOnce)
    reads += Self.readsAtOnce
    if let chosen { row = scan.touches.firstIndex { $0.cell == chosen } ?? row }
  }

  /// How many were found.
  package var count: Int { scan.touches.count }

  /// One of them, counted from the largest.
  package subscript(row: Int) -> Touch? {
    scan.touches.indices.contains(row) ? scan.touches[row] : nil
  }
}
