import ModelFiles
import Screen

/// The models that there are: a table, and below it the chosen one's figures or why it cannot be opened.
struct ModelsView {
  private let state: State
  private var models: ModelsState { state.models }
  private var language: DisplayLanguage { state.language }

  init(_ state: State) { self.state = state }

  func draw(into canvas: inout Canvas, in area: Rect) {
    var rest = area
    var (crumb, footer, about): (Rect, Rect, Rect)
    (crumb, rest) = rest.cutTop(area.height >= 8 ? 1 : 0)
    (footer, rest) = rest.cutBottom(area.height >= 5 ? 1 : 0)
    (about, rest) = rest.cutBottom(aboutRows(in: rest))
    Breadcrumb(["Cutaway", ModelsText.title(language)])
      .draw(into: &canvas, in: crumb.inset(columns: 1, rows: 0))
    FooterView(state).draw(into: &canvas, in: footer)
    drawTable(into: &canvas, in: rest)
    drawAbout(into: &canvas, in: about)
  }

  /// As many rows as what is said of the chosen model takes, and no more than the list can spare.
  private func aboutRows(in area: Rect) -> Int {
    let most = max(area.height / 2, area.height - models.entries.count - 5)
    guard area.height >= 15, let entry = models.entry else { return 0 }
    guard let summary = entry.summary else { return min(most, 7) }
    return min(most, ModelAbout(summary, language).rows(width: area.width - 4) + 2)
  }

  // MARK: Table

  private func drawTable(into canvas: inout Canvas, in area: Rect) {
    let inner = Panel(
      ModelsText.title(language),
      note: ModelsText.chooses(language, Keymap.label(.confirm, in: .models)), isFocused: true
    ).draw(into: &canvas, in: area)
    let columns = ModelColumns(models.entries, language, width: inner.width - 2)
    let (heads, list) = inner.cutTop(inner.height >= 4 ? 1 : 0)
    let theme = canvas.theme
    if !heads.isEmpty {
      canvas.put(columns.heads, x: heads.x + 1, y: heads.y, theme[.faint], width: heads.width - 2)
    }
    let entries = models.entries
    let (rows, notes) = list.cutTop(max(1, min(list.height - 1, entries.count)))
    let first = Scrolling.first(
      0, showing: models.selected, count: entries.count, visible: rows.height)
    for (row, entry) in entries.dropFirst(first).prefix(rows.height).enumerated() {
      let place = Rect(x: rows.x, y: rows.y + row, width: rows.width, height: 1)
      let isSelected = first + row == models.selected
      let style = theme[isSelected ? .focus : entry.obstacle == nil ? .text : .faint]
      canvas.fill(place, " ", style)
      canvas.mark(place, .entry, first + row)
      canvas.put(
        columns.line(of: entry), x: place.x + 1, y: place.y, style, width: place.width - 2)
    }
    guard let note, !notes.isEmpty else { return }
    canvas.put(
      TextLayout.clip(note, to: max(0, notes.width - 2)), x: notes.x + 1,
      y: notes.y + (notes.height > 1 ? 1 : 0), theme[.faint])
  }

  /// What is said below the list.
  private var note: String? {
    guard models.isComplete else { return ModelsText.looking(language) }
    guard !models.found.contains(where: { $0.origin == .cache }) else { return nil }
    guard let cache = models.cache else { return ModelsText.noCache(language) }
    return ModelsText.emptyCache(language, state.medium.shown(cache.folder, limit: 200))
  }

  // MARK: The chosen one

  private func drawAbout(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty, let entry = models.entry else { return }
    let origin: ModelsText =
      switch entry.origin {
      case .bundled: .bundled
      case .cache: .cache
      case .named: .named
      }
    let inner = Panel(entry.name, note: origin(language))
      .draw(into: &canvas, in: area).inset(columns: 1, rows: 0)
    guard let summary = entry.summary else {
      drawObstacle(of: entry, into: &canvas, in: inner)
      return
    }
    ModelAbout(summary, language).draw(into: &canvas, in: inner)
  }

  private func drawObstacle(of entry: ModelEntry, into canvas: inout Canvas, in area: Rect) {
    let theme = canvas.theme
    let reason = entry.reason.map { canvas.medium.drawable($0) } ?? ModelsText.notFetched(language)
    let lines =
      [(Self.short(entry, language), theme[.warning])]
      + TextLayout.wrap(reason, to: area.width).map { ($0, theme[.text]) }
    for (row, line) in lines.prefix(area.height).enumerated() {
      let isLast = row == area.height - 1 && lines.count > area.height
      canvas.put(
        TextLayout.clip(line.0 + (isLast ? " …" : ""), to: area.width), x: area.x,
        y: area.y + row, line.1)
    }
  }

  /// Why a model cannot be opened, in a few words.
  static func short(_ entry: ModelEntry, _ language: DisplayLanguage) -> String {
    switch entry.obstacle {
    case .architecture(let name): ModelsText.obstacleArchitecture(language, name)
    case .weights: ModelsText.obstacleWeights(language)
    case .setting: ModelsText.obstacleSetting(language)
    case .files: ModelsText.obstacleFiles(language)
    case nil: ""
    }
  }
}
