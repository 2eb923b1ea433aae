import Screen
import Tensors
import Tracing

/// The list of actions and addresses, narrowed by what is typed.
struct PaletteView {
  private let state: State
  private let palette: Palette

  init(_ state: State, _ palette: Palette) {
    self.state = state
    self.palette = palette
  }

  func draw(into canvas: inout Canvas, in area: Rect) {
    let items = palette.items(in: state)
    let box = area.centered(
      Size(width: min(78, area.width), height: min(max(6, items.count + 4), area.height)))
    let inner = Panel(
      (palette.isSearch ? ActionText.search : .palette)(state.language), isFocused: true
    ).draw(into: &canvas, in: box)
    let (line, list) = inner.cutTop(1)
    canvas.put("›", x: line.x, y: line.y, canvas.theme[.key])
    palette.field.draw(into: &canvas, in: line.cutLeft(2).rest)
    if items.isEmpty, !palette.field.text.contains("[") {
      canvas.put(
        CommonText.noMatches(state.language), x: list.x, y: list.y, canvas.theme[.faint],
        width: list.width)
      return
    }
    let first = Scrolling.first(
      0, showing: palette.selected, count: items.count, visible: list.height)
    for (row, item) in items.dropFirst(first).prefix(list.height).enumerated() {
      let place = Rect(x: list.x, y: list.y + row, width: list.width, height: 1)
      canvas.mark(place, .item, first + row)
      draw(item, isSelected: first + row == palette.selected, into: &canvas, in: place)
    }
  }

  private func draw(
    _ item: Palette.Item, isSelected: Bool, into canvas: inout Canvas, in area: Rect
  ) {
    let theme = canvas.theme
    let style = theme[isSelected ? .focus : .text]
    canvas.fill(area, " ", style)
    switch item {
    case .action(let action):
      let context = state.placeContext
      canvas.put(
        action.name(state.language, on: state.medium), x: area.x + 1, y: area.y, style,
        width: area.width - 1)
      if let key = Keymap.key(for: action, in: context)?.label {
        let width = TextWidth.cells(key)
        canvas.put(
          key, x: area.maxX - width - 1, y: area.y, isSelected ? style : theme[.key])
      }
    case .breakpoints(let pattern, let steps, let isSet):
      let text = (isSet ? FrameText.unbreakItem : .breakItem)(
        state.language, canvas.medium.shown(pattern.text, limit: 40), "\(steps)")
      canvas.put(TextLayout.clip(text, to: area.width - 2), x: area.x + 1, y: area.y, style)
    case .breakCommand:
      let text = FrameText.breakCommand(state.language, Palette.breakWords[0])
      canvas.put(TextLayout.clip(text, to: area.width - 2), x: area.x + 1, y: area.y, style)
    case .clearBreakpoints(let count):
      let text = FrameText.clearItem(state.language, "\(count)")
      canvas.put(TextLayout.clip(text, to: area.width - 2), x: area.x + 1, y: area.y, style)
    case .address(let address): draw(address, style, isSelected, into: &canvas, in: area)
    }
  }

  /// An address, and beside it what the step is called on the screen, where there is room.
  private func draw(
    _ address: Address, _ style: Style, _ isSelected: Bool, into canvas: inout Canvas,
    in area: Rect
  ) {
    let end = canvas.put(
      TextLayout.clipMiddle(address.path, to: area.width - 2), x: area.x + 1, y: area.y, style)
    let room = area.maxX - end - 4
    guard room >= 12, let trace = state.explore?.subject.trace,
      let node = trace.node(at: address)
    else { return }
    let name = TextLayout.clip(StepName.shown(trace[node], state.language), to: room)
    canvas.put(
      name, x: area.maxX - TextWidth.cells(name) - 1, y: area.y,
      isSelected ? style : canvas.theme[.faint])
  }
}
