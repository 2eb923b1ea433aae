import Screen

/// Where everything of the map stands; worked out without a canvas, so that the mouse can ask.
struct TowerMapLayout {
  /// What stands in a place.
  enum Content: Equatable {
    /// A tower's name, by number.
    case title(Int)
    /// A line of a tower.
    case line(TowerColumn.Line, tower: Int)
    /// The name and the wiring of the block that the steps below belong to.
    case heading(Int)
    /// A step, by number.
    case step(Int)
    /// What the signs stand for.
    case legend
  }

  /// One place.
  struct Entry: Equatable {
    let content: Content
    let area: Rect
  }

  /// The places.
  let entries: [Entry]
  /// The column between two towers where the line to the cross-attentions runs; nil with one tower.
  let spine: Int?

  /// Lays the map of a walk out.
  init(_ walk: ExploreState, in area: Rect) {
    let map = walk.subject.map
    let current = map.block(ofStep: walk.step)
    let shown = walk.mapBlock ?? current
    guard !area.isEmpty, !map.blocks.isEmpty else {
      entries = []
      spine = nil
      return
    }
    let isPair = map.towers.count > 1
    let steps = map.blocks[shown].steps
    let full =
      map.towers.indices.map {
        TowerColumn(map, tower: $0, focus: nil, rows: .max).lines.count
      }.max() ?? 0
    // Two columns of steps where one would not fit.
    let stepColumns = area.height >= full + 1 + steps.count + 2 || area.width < 25 ? 1 : 2
    let stepRows = (steps.count + stepColumns - 1) / stepColumns
    // The steps of the block come after the towers; these give way down to a few lines.
    let wanted = stepRows + 2
    let most = max(0, area.height - min(8, full + 1))
    let detail = area.height - (full + 1) >= wanted ? wanted : min(wanted, most)
    let towerRows = area.height - detail
    var entries: [Entry] = []
    let places = Self.columns(area, towers: map.towers.count)
    for (tower, place) in places.enumerated() {
      let block = map.blocks[shown]
      let focus = block.tower == tower ? block.layer : nil
      let column = TowerColumn(map, tower: tower, focus: focus, rows: towerRows - 1)
      let lit = column.lines.firstIndex { Self.holds($0, shown, map, tower) }
      let first = Scrolling.first(
        max(0, (lit ?? 0) - towerRows / 2), showing: lit, count: column.lines.count,
        visible: max(0, towerRows - 1))
      entries.append(
        Entry(
          content: .title(tower),
          area: Rect(x: place.x, y: area.y, width: place.width, height: min(1, area.height))))
      for (row, line) in column.lines.dropFirst(first).prefix(max(0, towerRows - 1)).enumerated() {
        entries.append(
          Entry(
            content: .line(line, tower: tower),
            area: Rect(x: place.x, y: area.y + 1 + row, width: place.width, height: 1)))
      }
    }
    let used = (entries.map { $0.area.maxY }.max() ?? area.y) - area.y
    entries += Self.detail(
      shown, steps, walk.step, columns: stepColumns,
      in: Rect(x: area.x, y: area.y + used, width: area.width, height: area.height - used))
    self.entries = entries
    spine = isPair && places.count > 1 ? places[0].maxX : nil
  }

  /// The towers' columns: a gap between them for the line to the cross-attentions.
  private static func columns(_ area: Rect, towers: Int) -> [Rect] {
    guard towers > 1 else { return [area] }
    let gap = area.width >= 30 ? 3 : 2
    // The decoder has the longer names.
    let left = max(0, (area.width - gap) / 2)
    let (first, rest) = area.cutLeft(left)
    return [first, rest.cutLeft(gap).rest]
  }

  private static func detail(
    _ block: Int, _ steps: Range<Int>, _ current: Int, columns: Int, in area: Rect
  ) -> [Entry] {
    guard area.height >= 2 else { return [] }
    var entries: [Entry] = []
    let needed = (steps.count + columns - 1) / columns
    // A line apart where there is one, and what the signs mean at the end.
    let hasGap = area.height >= needed + 2
    let (heading, rest) = area.cutTop(hasGap ? 2 : 1)
    entries.append(Entry(content: .heading(block), area: heading.cutBottom(1).0))
    let hasLegend = rest.height >= needed + 2
    let visible = min(needed, rest.height)
    let row = steps.contains(current) ? (current - steps.lowerBound) % max(1, needed) : 0
    let first = Scrolling.first(
      max(0, row - visible / 2), showing: row, count: needed, visible: visible)
    let width = (area.width - (columns - 1)) / columns
    for (offset, step) in steps.enumerated() {
      let y = offset % max(1, needed) - first
      guard (0..<visible).contains(y) else { continue }
      entries.append(
        Entry(
          content: .step(step),
          area: Rect(
            x: area.x + offset / max(1, needed) * (width + 1), y: rest.y + y, width: width,
            height: 1)))
    }
    if hasLegend { entries.append(Entry(content: .legend, area: rest.cutBottom(1).0)) }
    return entries
  }

  /// Whether a line stands for a block: it is it, or the layer that holds it is folded there.
  static func holds(
    _ line: TowerColumn.Line, _ block: Int, _ map: TowerMap, _ tower: Int
  ) -> Bool {
    let layer = map.blocks[block].tower == tower ? map.blocks[block].layer : nil
    return switch line {
    case .block(let number): number == block
    case .layer(let number, let isOpen): !isOpen && number == layer
    case .layers(let range): layer.map { range.contains($0) } ?? false
    }
  }

  /// The step that a click means: a step itself, a block's first, a layer's first.
  func step(at point: Point, in map: TowerMap) -> Int? {
    guard let entry = entries.first(where: { $0.area.contains(point) }) else { return nil }
    func first(_ layer: Int, _ tower: Int) -> Int? {
      map.blocks.first { $0.layer == layer && $0.tower == tower }?.steps.lowerBound
    }
    switch entry.content {
    case .step(let step): return step
    case .line(.block(let block), _), .heading(let block):
      return map.blocks[block].steps.lowerBound
    case .line(.layer(let layer, _), let tower): return first(layer, tower)
    case .line(.layers(let layers), let tower): return first(layers.lowerBound, tower)
    case .title(let tower):
      return map.blocks[map.towers[tower].blocks].first?.steps.lowerBound
    case .legend: return nil
    }
  }
}
