import Screen

/// A step's picture: blocks from top to bottom, above them the whole node where there is room.
///
/// What does not fit is left out by rank; a picture is the same for the same size, so that keys and the mouse
/// can ask where its matrix lies.
struct StatePicture {
  /// The blocks.
  var blocks: [StateBlock]
  /// The lines that the matrix takes when nothing of it is missing; 0 for a picture without one.
  var matrixHeight = 0

  /// A matrix in fewer lines than this says too little.
  static let leastMatrixHeight = 7

  /// Where the parts lie.
  struct Layout {
    /// The matrix's place; empty where there is none.
    var matrix: Rect
    /// The blocks that are drawn, each with its place.
    var blocks: [(block: StateBlock, place: Rect)]
  }

  /// Lays the picture out.
  func layout(in area: Rect) -> Layout {
    var shown = blocks.map { (block: $0, lines: $0.wanted(width: area.width)) }
    func used() -> Int { shown.reduce(0) { $0 + $1.lines } }
    // What can be smaller gives way first, as far as it still says enough.
    for index in shown.indices.sorted(by: { shown[$0].lines > shown[$1].lines })
    where used() > area.height {
      let enough = min(shown[index].lines, shown[index].block.enough(width: area.width))
      shown[index].lines = max(enough, shown[index].lines - (used() - area.height))
    }
    // Then what matters least is left out, until it fits.
    while used() > area.height {
      let highest = shown.map(\.block.rank).max() ?? 0
      let last = shown.indices.filter { shown[$0].block.rank == highest }
      func spare(_ index: Int) -> Int { shown[index].lines - shown[index].block.least }
      guard let index = last.max(by: { spare($0) < spare($1) }) else { break }
      let excess = used() - area.height
      if spare(index) >= excess || (spare(index) > 0 && highest == 0) {
        shown[index].lines -= min(excess, spare(index))
      } else if shown.count > 1 {
        shown.remove(at: index)
      } else {
        break
      }
    }
    // A gap at an end divides nothing.
    while shown.count > 1, case .gap = shown[shown.count - 1].block.content { shown.removeLast() }
    let free = area.height - used()
    let hasMatrix = matrixHeight > 0 && free > Self.leastMatrixHeight
    let (matrix, rest) = area.cutTop(hasMatrix ? min(matrixHeight, free - 1) : 0)
    if !hasMatrix {
      while shown.count > 1, case .gap = shown[0].block.content { shown.removeFirst() }
    }
    var y = rest.y + (hasMatrix ? 1 : 0)
    var placed: [(block: StateBlock, place: Rect)] = []
    for (block, lines) in shown {
      let height = min(lines, max(0, area.maxY - y))
      placed.append((block, Rect(x: area.x, y: y, width: area.width, height: height)))
      y += height
    }
    return Layout(matrix: matrix, blocks: placed)
  }
}
