import Tensors
import Tracing

/// How a cell is computed: the derivation, its terms by their size, the verdict of a second computation.
///
/// Worked out once when the reader comes to a cell, for a sum may have as many terms as a vocabulary has
/// tokens.
package struct CellWork: Equatable, Sendable {
  /// The cell.
  package let cell: Cell
  /// The figure that the work is of; nil where it is of the cell itself.
  package let figure: Figure?
  /// How a figure is computed, in symbols.
  package let formula: String?
  /// The number.
  package let value: Double
  /// Whether the terms are added up; else they only decide the number.
  package let adds: Bool
  /// The nodes that the sources of the terms count as inputs.
  private let inputs: [NodeID]
  /// How it is computed; nil for parameters and what was given.
  package let derivation: Derivation?
  /// The second computation's verdict; nil where there is none.
  package let verification: Verification?
  /// The positions of the terms in the derivation, the largest magnitude first.
  package let order: [Int32]
  /// The place in ``order`` of the term that a walk goes down.
  package let walked: Int
  /// What the largest terms add up to: none of them, the first, the first two, and so on.
  private let sums: [Double]
  /// The trace that was asked.
  private let trace: ObjectIdentifier

  /// Works a cell out.
  package init(_ cell: Cell, in trace: Trace) {
    let hasCells = trace[cell.node].shape.count > 0
    let derivation = hasCells ? trace.derivation(of: cell) : nil
    self.init(
      cell, nil, formula: nil, value: hasCells ? Double(trace.value(of: cell)) : 0, adds: true,
      inputs: Array(trace[cell.node].inputs), derivation,
      derivation.flatMap { trace.verify(cell, against: $0) }, trace)
  }

  /// Works a figure out, and if there is none the cell.
  package init(_ cell: Cell, _ figure: Figure?, of subject: Subject) {
    guard let figure, let work = FigureWork.make(figure, of: subject) else {
      self.init(cell, in: subject.trace)
      return
    }
    self.init(
      cell, figure, formula: work.formula, value: work.value, adds: work.adds,
      inputs: work.inputs, work.derivation, work.verification, subject.trace)
  }

  private init(
    _ cell: Cell, _ figure: Figure?, formula: String?, value: Double, adds: Bool,
    inputs: [NodeID], _ derivation: Derivation?, _ verification: Verification?, _ trace: Trace
  ) {
    self.cell = cell
    self.figure = figure
    self.formula = formula
    self.value = value
    self.adds = adds
    self.inputs = inputs
    self.trace = ObjectIdentifier(trace)
    self.derivation = derivation
    self.verification = verification
    let terms = derivation?.terms ?? []
    order = Self.order(terms, bySize: adds)
    var walked = 0
    if let walk = derivation?.walk {
      walked = order.firstIndex(of: Int32(walk)) ?? 0
    }
    self.walked = walked
    var sums = [0.0]
    sums.reserveCapacity(terms.count + 1)
    for index in order { sums.append((sums.last ?? 0) + terms[Int(index)].contribution) }
    self.sums = sums
  }

  /// The terms' positions by magnitude; equal ones stay in the order in which they are added.
  private static func order(_ terms: [Derivation.Term], bySize: Bool) -> [Int32] {
    // What is no number counts as the largest: it decides the sum.
    let sizes = terms.map {
      $0.contribution.isNaN ? Double.infinity : bySize ? abs($0.contribution) : $0.contribution
    }
    return (0..<Int32(terms.count)).sorted {
      let (left, right) = (sizes[Int($0)], sizes[Int($1)])
      return left == right ? $0 < $1 : left > right
    }
  }

  /// How many terms there are.
  package var count: Int { order.count }

  /// A term, counted from the largest.
  package subscript(row: Int) -> Derivation.Term? {
    guard let derivation, order.indices.contains(row) else { return nil }
    return derivation.terms[Int(order[row])]
  }

  /// What the terms outside of some rows add up to.
  package func sum(outside rows: Range<Int>) -> Double {
    let rows = rows.clamped(to: 0..<count)
    let after = sums[count] - sums[rows.upperBound]
    // Where a term is infinite, differences of sums say nothing.
    guard sums[count].isFinite else {
      return order.indices.reduce(0) {
        rows.contains($1) ? $0 : $0 + (self[$1]?.contribution ?? 0)
      }
    }
    return sums[rows.lowerBound] + after
  }

  /// The cell that a term's source names.
  package func cell(of source: Derivation.Source) -> Cell {
    Cell(node: inputs[source.input], index: source.cell)
  }

  /// Whether this is the work of a cell of a trace, or of a figure there.
  package func isOf(_ cell: Cell, _ figure: Figure?, in trace: Trace) -> Bool {
    self.cell == cell && self.figure == figure && self.trace == ObjectIdentifier(trace)
  }
}
