import Screen
import Tracing
import Transformers

/// The towers side by side, block by block, the reader's block and step lit.
///
/// Each sublayer says where its norm stands and where its residual is added, by signs in the order of
/// computation; the block's heading says it as a formula.
struct TowerMapView {
  private let walk: ExploreState
  private let language: DisplayLanguage

  init(_ walk: ExploreState, _ language: DisplayLanguage) {
    self.walk = walk
    self.language = language
  }

  private var map: TowerMap { walk.subject.map }

  func draw(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let wiring = WiringText(map.wiring)
    let inner = Panel(
      ExploreText.map(language), note: wiring.name(language), isFocused: walk.isMapFocused
    ).draw(into: &canvas, in: area)
    let layout = TowerMapLayout(walk, in: inner)
    for entry in layout.entries {
      canvas.clipped(to: entry.area) { draw(entry, wiring, into: &$0) }
    }
    if let spine = layout.spine { drawCrossing(layout, spine, into: &canvas) }
  }

  private func draw(
    _ entry: TowerMapLayout.Entry, _ wiring: WiringText, into canvas: inout Canvas
  ) {
    let theme = canvas.theme
    let area = entry.area
    switch entry.content {
    case .title(let tower):
      let name = (map.towers[tower].isEncoder ? NameText.encoder : .decoder)(language)
      canvas.put(TextLayout.clip(name, to: area.width), x: area.x, y: area.y, theme[.heading])
    case .line(let line, let tower): draw(line, tower, wiring, into: &canvas, in: area)
    case .heading(let block):
      let name = BlockName(map, block).long(language)
      let formula = map.blocks[block].kind.isSublayer ? wiring.formula : ""
      let x = canvas.put(
        TextLayout.clip(name, to: area.width), x: area.x, y: area.y, theme[.heading])
      if x + 1 + TextWidth.cells(formula) <= area.maxX {
        canvas.put(
          formula, x: area.maxX - TextWidth.cells(formula), y: area.y,
          theme[map.wiring == .wrong ? .warning : .residual])
      }
    case .step(let step): draw(step: step, into: &canvas, in: area)
    case .legend:
      guard map.wiring != .none else { break }
      let x = canvas.put("◇", x: area.x, y: area.y, theme[.norm])
      let next = canvas.put(
        " " + FrameText.normLegend(language) + "  ", x: x, y: area.y, theme[.faint])
      let last = canvas.put("⊕", x: next, y: area.y, theme[.residual])
      canvas.put(
        TextLayout.clip(" " + FrameText.residualLegend(language), to: area.maxX - last), x: last,
        y: area.y, theme[.faint])
    }
  }

  private func draw(step: Int, into canvas: inout Canvas, in area: Rect) {
    let theme = canvas.theme
    let address = walk.subject.steps[step].address
    let isHere = step == walk.step
    // A number that was followed elsewhere is marked, the walk's own step stays lit.
    let isLookedAt = walk.isAway && walk.subject.steps[step].node == walk.spot.node
    let style = isHere ? theme[.selected] : theme[BlockRole(address).role]
    let isBroken = walk.breakpoints.contains { $0.matches(address) }
    let mark = isLookedAt ? "▸" : isBroken ? "●" : ""
    canvas.fill(area, " ", isHere ? style : .plain)
    let x = canvas.put(mark, x: area.x, y: area.y, isHere ? style : theme[.warning])
    canvas.put(
      TextLayout.clip(PlaceName.part(address.name[...], language), to: area.maxX - x), x: x,
      y: area.y, style)
  }

  // MARK: The towers' lines

  private func draw(
    _ line: TowerColumn.Line, _ tower: Int, _ wiring: WiringText, into canvas: inout Canvas,
    in area: Rect
  ) {
    let theme = canvas.theme
    let current = map.block(ofStep: walk.step)
    let isHere = TowerMapLayout.holds(line, current, map, tower)
    let isCursor = walk.mapBlock.map { TowerMapLayout.holds(line, $0, map, tower) } ?? false
    let lit = isCursor ? theme[.focus] : isHere ? theme[.selected] : nil
    if let lit { canvas.fill(area, " ", lit) }
    switch line {
    case .layer(let layer, let isOpen):
      let name = FrameText.layer(language, "\(layer)")
      canvas.put(
        TextLayout.clip(name, to: area.width), x: area.x, y: area.y,
        lit ?? theme[isOpen ? .text : .faint])
      let formula = wiring.formula
      if isOpen, TextWidth.cells(name) + 2 + TextWidth.cells(formula) <= area.width {
        canvas.put(
          formula, x: area.maxX - TextWidth.cells(formula), y: area.y, theme[.faint])
      }
    case .layers(let layers):
      let name = FrameText.layers(language, "\(layers.lowerBound)–\(layers.upperBound)")
      canvas.put(
        TextLayout.clip(name, to: area.width), x: area.x, y: area.y, lit ?? theme[.faint])
    case .block(let block):
      draw(block: block, wiring, lit, into: &canvas, in: area)
    }
  }

  private func draw(
    block: Int, _ wiring: WiringText, _ lit: Style?, into canvas: inout Canvas, in area: Rect
  ) {
    let theme = canvas.theme
    let kind = map.blocks[block].kind
    let name = BlockName(map, block)
    let role = name.role
    guard kind.isSublayer else {
      let text = TextLayout.clip(name.long(language), to: area.width)
      canvas.put(text, x: area.x, y: area.y, lit ?? theme[role])
      return
    }
    let signs = wiring.before.count + wiring.after.count
    let room = area.width - 1 - signs
    let whole = name.long(language)
    let isWhole = TextWidth.cells(whole) <= room
    var x = area.x + 1
    x = canvas.put(wiring.before, x: x, y: area.y, lit ?? theme[.norm])
    x = canvas.put(
      isWhole ? whole : TextLayout.clip(name.short(language), to: room), x: x, y: area.y,
      lit ?? theme[role])
    for sign in wiring.after {
      x = canvas.put(
        String(sign), x: x, y: area.y, lit ?? theme[sign == "⊕" ? .residual : .norm])
    }
  }

  // MARK: From the encoder to the decoder

  /// Draws the line from the encoder's end to the cross-attentions that are in sight.
  private func drawCrossing(
    _ layout: TowerMapLayout, _ spine: Int, into canvas: inout Canvas
  ) {
    var targets: [Int] = []
    var folded: [Int] = []
    var source: Int?
    for entry in layout.entries {
      guard case .line(let line, let tower) = entry.content else { continue }
      if tower == 0 { source = entry.area.y }
      switch line {
      case .block(let block) where map.blocks[block].kind == .crossAttention:
        targets.append(entry.area.y)
      case .layer(_, isOpen: false) where tower == 1, .layers where tower == 1:
        folded.append(entry.area.y)
      default: break
      }
    }
    targets = (targets + folded).sorted()
    guard let source, let first = targets.first, let last = targets.last else { return }
    let block = map.blocks[map.block(ofStep: walk.step)]
    let theme = canvas.theme
    let style = theme[block.kind == .crossAttention ? .keyAxis : .border]
    let low = min(first, source)
    let high = max(last, source)
    for y in low...high {
      let isTarget = targets.contains(y)
      let glyph =
        switch (y == low, y == high, isTarget, y == source) {
        case (true, true, _, _): "─"
        case (true, false, true, false): "╭"
        case (true, false, _, true): isTarget ? "┬" : "╮"
        case (false, true, true, false): "╰"
        case (false, true, _, true): isTarget ? "┴" : "╯"
        case (_, _, true, true): "┼"
        case (_, _, true, false): "├"
        case (_, _, false, true): "┤"
        default: "│"
        }
      canvas.put(glyph, x: spine, y: y, style)
      if isTarget { canvas.put("▸", x: spine + 1, y: y, style) }
    }
    drawSource(layout, source, spine, style, into: &canvas)
  }

  /// Draws the line from the end of the encoder's last name to the spine.
  private func drawSource(
    _ layout: TowerMapLayout, _ y: Int, _ spine: Int, _ style: Style, into canvas: inout Canvas
  ) {
    guard let area = layout.entries.last(where: { $0.area.y == y && $0.area.maxX == spine })?.area
    else { return }
    var x = spine
    while x - 1 > area.x, canvas[x - 1, y].text == " " { x -= 1 }
    // A space after the name where there is one to spare.
    if x + 1 < spine { x += 1 }
    for column in x..<spine { canvas.put("─", x: column, y: y, style) }
  }
}
