/// One tower as lines: all of it where there is room, otherwise layers away from the reader's folded.
struct TowerColumn {
  /// What a line shows.
  enum Line: Equatable {
    /// A block, by number.
    case block(Int)
    /// A layer's name, its sublayers below it or folded away.
    case layer(Int, isOpen: Bool)
    /// Layers that share a line.
    case layers(ClosedRange<Int>)
  }

  /// The lines.
  let lines: [Line]

  /// Fits a tower into some rows.
  ///
  /// - Parameters:
  ///   - map: The map.
  ///   - tower: The number of the tower.
  ///   - focus: The layer that stays open; nil for none.
  ///   - rows: The rows that there are; more are used only where folding does not help.
  init(_ map: TowerMap, tower: Int, focus: Int?, rows: Int) {
    let tower = map.towers[tower]
    let blocks = Array(tower.blocks)
    let before = blocks.filter { map.blocks[$0].kind == .embedding }
    let after = blocks.filter {
      map.blocks[$0].kind == .finalNorm || map.blocks[$0].kind == .head
    }
    let sublayers = Dictionary(
      grouping: blocks.filter { map.blocks[$0].layer != nil }, by: { map.blocks[$0].layer ?? 0 })
    func open(_ layer: Int) -> [Line] {
      [.layer(layer, isOpen: true)] + (sublayers[layer] ?? []).map(Line.block)
    }
    func whole(_ layers: [Line]) -> [Line] {
      before.map(Line.block) + layers + after.map(Line.block)
    }
    let layers = tower.layers > 0 ? Array(1...tower.layers) : []
    var lines = whole(layers.flatMap(open))
    if lines.count > rows {
      lines = whole(layers.flatMap { $0 == focus ? open($0) : [.layer($0, isOpen: false)] })
    }
    if lines.count > rows, !layers.isEmpty {
      let fixed = before.count + after.count
      let own = focus.map { open($0).count } ?? 0
      let singles = Self.singles(
        around: focus ?? 1, of: layers.count, count: max(1, rows - fixed - own))
      var folded: [Line] = []
      if singles.lowerBound > 1 { folded.append(Self.fold(1...(singles.lowerBound - 1))) }
      for layer in singles {
        folded += layer == focus ? open(layer) : [.layer(layer, isOpen: false)]
      }
      if singles.upperBound < layers.count {
        folded.append(Self.fold((singles.upperBound + 1)...layers.count))
      }
      lines = whole(folded)
    }
    self.lines = lines
  }

  private static func fold(_ layers: ClosedRange<Int>) -> Line {
    layers.count == 1 ? .layer(layers.lowerBound, isOpen: false) : .layers(layers)
  }

  /// The layers that have a line each, so that they and the two ranges take `count` lines besides the
  /// focus's own.
  private static func singles(around focus: Int, of layers: Int, count: Int) -> ClosedRange<Int> {
    // One of the lines is the focus's, and each end that is folded takes one.
    var (low, high) = (focus, focus)
    func used() -> Int { high - low + (low > 1 ? 1 : 0) + (high < layers ? 1 : 0) }
    while true {
      let grown = (max(1, low - 1), min(layers, high + 1))
      let old = (low, high)
      if grown.1 > high {
        high = grown.1
        if used() > count { high = old.1 }
      }
      if grown.0 < low {
        low = grown.0
        if used() > count { low = old.0 }
      }
      if (low, high) == old { return low...high }
    }
  }
}
