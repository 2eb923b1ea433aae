import Screen
import Tensors
import Tracing

/// Where a reader is in a comparison.
package struct CompareState: Equatable, Sendable {
  /// What fills the screen.
  package enum Page: String, CaseIterable, Sendable {
    /// Step by step.
    case steps
    /// Figures by layer.
    case run
    /// The blocks as diagrams.
    case blocks
  }

  /// What is compared.
  package let comparison: Comparison
  /// What fills the screen.
  package var page = Page.steps
  /// The row that the reader stands at.
  package private(set) var row: Int
  /// The row, column and head of every step.
  package var place = KeptPlace()
  /// Which numbers have the cursor: a side's by its number, or, after the last, the difference.
  package var panel = 0
  /// How large cells are drawn.
  package var zoom = MatrixZoom.numbers
  /// The first row and column of the matrices that are drawn.
  package var scroll = MatrixScroll()
  /// The tower, layer and figure that the other pages show.
  package var tower = 0
  /// The layer of the diagrams, counted from 1.
  package var layer = 1
  /// The number of the figure that is explained.
  package var figure = 0

  /// Begins at the first step that differs, or at an address or a cell as people write it.
  package init(_ comparison: Comparison, at place: String? = nil) {
    self.comparison = comparison
    row = comparison.firstDifference ?? 0
    guard let reference = place.flatMap({ try? CellReference(parsing: $0) }) else {
      lookAtLargest()
      return
    }
    if let row = self.row(of: reference.address) { self.row = row }
    let sides = comparison.sides.map(\.subject.trace)
    if !reference.indices.isEmpty,
      let (trace, cell) = sides.lazy.compactMap({ trace in
        (try? trace.cell(reference)).map { (trace, $0) }
      }).first
    {
      self.place.keep(cell.index, of: trace[cell.node])
    } else {
      lookAtLargest()
    }
  }

  /// The row of an address, also of one that is a step's further name.
  package func row(of address: Address) -> Int? {
    if let row = comparison.steps.firstIndex(where: { $0.address == address }) { return row }
    for (side, compared) in comparison.sides.enumerated() {
      guard let node = compared.subject.trace.node(at: address) else { continue }
      if let row = comparison.steps.firstIndex(where: { $0.nodes[side] == node }) { return row }
    }
    return nil
  }

  /// Why a place, as people write it, is none of this comparison; nil where it is one.
  func problem(with place: String) -> String? {
    do {
      let reference = try CellReference(parsing: place)
      guard row(of: reference.address) == nil else { return nil }
      let trace = comparison.sides[0].subject.trace
      throw CellReferenceError.noNode(
        reference.address, nearest: trace.nearestAddresses(to: reference.address))
    } catch {
      return "\(error)"
    }
  }

  /// The step that the reader stands at.
  package var step: AlignedStep { comparison.steps[row] }

  /// The side that is compared with the first: the one that has the cursor, or the second.
  package var other: Int {
    let sides = comparison.sides.count
    return (1..<sides).contains(panel) ? panel : kept
  }
  /// The side that was compared last.
  private var kept = 1

  /// The side whose numbers the cursor is in; the first one where it is in the difference.
  package var side: Int {
    let wanted = panel < comparison.sides.count ? panel : 0
    return step.nodes[wanted] != nil ? wanted : step.nodes.firstIndex { $0 != nil } ?? 0
  }

  /// The cursor's cell on a side; nil where the side has no such step.
  package func cell(_ side: Int) -> Cell? {
    step.nodes[side].map { node in
      Cell(node: node, index: place.cell(in: comparison.sides[side].subject.trace[node]))
    }
  }

  // MARK: Moving

  /// Goes to a row.
  package mutating func go(toRow number: Int) {
    row = min(max(0, number), max(0, comparison.steps.count - 1))
    page = .steps
  }

  /// Puts the cursor on the cell where the sides differ most.
  package mutating func lookAtLargest() {
    guard !comparison.steps.isEmpty else { return }
    for found in [step.comparisons[other]] + step.comparisons {
      guard case .differs(_, let cell, _) = found, let node = step.nodes[0] else { continue }
      place.keep(cell, of: comparison.sides[0].subject.trace[node])
      return
    }
  }

  /// Gives the cursor to the next side, or to the difference.
  mutating func nextPanel(by count: Int) {
    let panels = comparison.sides.count + 1
    panel = (panel + count + panels) % panels
    if (1..<comparison.sides.count).contains(panel) { kept = panel }
  }

  /// Moves the cursor within the step's plane.
  mutating func move(rows: Int = 0, columns: Int = 0, slices: Int = 0) {
    guard let cell = cell(side) else { return }
    let node = comparison.sides[side].subject.trace[cell.node]
    let plane = Plane(node.shape)
    let (slice, row, column) = plane.place(of: cell.index)
    let heads = max(1, plane.slices)
    place.keep(
      plane.cell(
        slice: (slice + slices + heads) % heads, row: row + rows, column: column + columns),
      of: node)
  }
}
