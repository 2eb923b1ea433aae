import Tracing

/// The cells that read a cell, as far as they were looked for, and which of them is chosen.
package struct TouchList: Equatable, Sendable {
  /// The search.
  package var scan: FanOutScan
  /// The chosen one, counted from the largest.
  package var row = 0 { didSet { sought = nil } }
  /// The first that is shown.
  package var first = 0

  /// How many numbers are read between two keys, about.
  static let readsAtOnce = 1 << 19
  /// How many are read altogether: all logits that a state makes, but not all probabilities of a large
  /// vocabulary, each of which reads all logits.
  static let mostReads = 128 << 20

  /// How many numbers were read, about.
  private(set) var reads = 0

  /// The one that was chosen before what was found was let go; nil once it is found again.
  private var sought: Cell?

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
    let chosen = sought ?? (row > 0 ? self[row]?.cell : nil)
    scan.advance(in: trace, reads: Self.readsAtOnce)
    reads += Self.readsAtOnce
    if let chosen, let place = scan.touches.firstIndex(where: { $0.cell == chosen }) { row = place }
  }

  /// Lets go of what was found; it is looked for again when the list is shown again, up to the chosen one.
  package mutating func letGo(in trace: Trace) {
    let chosen = sought ?? self[row]?.cell
    self = TouchList(toBeFoundOf: scan.cell, in: trace)
    sought = chosen
  }

  private init(toBeFoundOf cell: Cell, in trace: Trace) {
    scan = FanOutScan(of: cell, in: trace)
  }

  /// How many were found.
  package var count: Int { scan.touches.count }

  /// One of them, counted from the largest.
  package subscript(row: Int) -> Touch? {
    scan.touches.indices.contains(row) ? scan.touches[row] : nil
  }
}
