import Kernels
import Screen
import Tracing

/// The steps of all sides below each other: marks, names, how far each is from the first side's.
struct CompareListView {
  private let compared: CompareState
  private let names: SideNames
  private let language: DisplayLanguage
  private var comparison: Comparison { compared.comparison }

  init(_ compared: CompareState, _ names: SideNames, _ language: DisplayLanguage) {
    self.compared = compared
    self.names = names
    self.language = language
  }

  /// A line: a block's name, or a step.
  private enum Line {
    case block(Address)
    case step(Int)
  }

  func draw(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let title = CompareText.difference(
      language, ComparedSide.letter(0), ComparedSide.letter(compared.other))
    let inner = Panel(CompareText.steps(language), note: title).draw(into: &canvas, in: area)
    var lines: [Line] = []
    var cursor = 0
    for (number, step) in comparison.steps.enumerated() {
      if number == 0 || comparison.steps[number - 1].block != step.block {
        lines.append(.block(step.block))
      }
      if number == compared.row { cursor = lines.count }
      lines.append(.step(number))
    }
    // The cursor stays in the middle: what comes before and after is seen.
    let first = Scrolling.first(
      cursor - inner.height / 2, showing: cursor, count: lines.count, visible: inner.height)
    canvas.clipped(to: inner) { canvas in
      for (row, line) in lines.dropFirst(first).prefix(inner.height).enumerated() {
        let place = Rect(x: inner.x, y: inner.y + row, width: inner.width, height: 1)
        switch line {
        case .block(let block): drawBlock(block, into: &canvas, in: place)
        case .step(let number): drawStep(number, into: &canvas, in: place)
        }
      }
    }
  }

  private func drawBlock(_ block: Address, into canvas: inout Canvas, in area: Rect) {
    let parts = block.path.isEmpty ? [NameText.head(language)] : PlaceName.parts(block, language)
    var text = parts.joined(separator: " · ")
    if TextWidth.cells(text) > area.width {
      // The layer's number alone.
      text = zip(parts, block.parts).map { Int($1) == nil ? $0 : String($1) }
        .joined(separator: " · ")
    }
    canvas.put(
      TextLayout.clipMiddle(text, to: area.width), x: area.x, y: area.y,
      canvas.theme[BlockRole(block / "").role])
  }

  // MARK: A step

  private func drawStep(_ number: Int, into canvas: inout Canvas, in area: Rect) {
    let theme = canvas.theme
    let step = comparison.steps[number]
    let isHere = number == compared.row
    let style = isHere ? theme[.focus] : theme[.text]
    if isHere { canvas.fill(area, " ", style) }
    canvas.put(isHere ? "▸" : " ", x: area.x, y: area.y, style)
    if step.isCause {
      canvas.put("◆", x: area.x + 1, y: area.y, isHere ? style : theme[.changed])
    }
    let mark = step.hasGap ? "◇" : step.isMoved.contains(true) ? "→" : " "
    canvas.put(mark, x: area.x + 2, y: area.y, isHere ? style : theme[.norm])
    let room = area.width - 4
    let value = self.value(of: step)
    let hasBar = room >= 22
    let barWidth = room >= 34 ? 8 : 5
    let right = hasBar ? barWidth + 8 : 7
    let name = TextLayout.clip(names.name(of: step.address), to: max(4, room - right - 1))
    canvas.put(
      name, x: area.x + 4, y: area.y,
      isHere ? style : theme[step.isDifferent ? .text : .faint])
    let width = TextWidth.cells(value.text)
    canvas.put(
      value.text, x: area.maxX - width, y: area.y, isHere ? style : theme[value.role])
    guard hasBar, let share = value.share else { return }
    // The bar keeps its colour under the cursor.
    let role = step.isCause ? Theme.Role.changed : SideLook(side: compared.other).role
    let x = area.maxX - right
    canvas.fill(Rect(x: x, y: area.y, width: barWidth, height: 1))
    canvas.put(Self.bar(share, width: barWidth), x: x, y: area.y, theme[role])
  }

  private func value(of step: AlignedStep) -> (text: String, role: Theme.Role, share: Double?) {
    switch step.comparisons[compared.other] {
    case .same:
      // What a third side alone has is the same on the two that lack it.
      guard step.nodes[0] != nil || step.nodes[compared.other] != nil else {
        let owner = step.nodes.firstIndex { $0 != nil } ?? 0
        return (CompareText.onlyIn(language, ComparedSide.letter(owner)), .norm, nil)
      }
      return ("=", .faint, nil)
    case .gap:
      let owner = step.nodes[0] == nil ? compared.other : 0
      return (CompareText.onlyIn(language, ComparedSide.letter(owner)), .norm, nil)
    case .shapes: return (CompareText.shapes(language), .warning, nil)
    case .differs(_, _, let relative):
      guard relative.isFinite else { return (CompareText.notFinite(language), .bad, nil) }
      return (Number.text(relative, digits: 3), .text, Self.share(relative))
    }
  }

  /// How full a relative difference's bar is: from 10⁻⁷, rounding, to 10.
  static func share(_ relative: Double) -> Double {
    guard relative > 0 else { return 0 }
    return min(1, max(0, (log10(relative) + 7) / 8))
  }

  /// A bar; never quite empty.
  static func bar(_ share: Double, width: Int) -> String {
    String(repeating: "━", count: max(1, Int((share * Double(width)).rounded())))
  }
}
