import Screen
import Tracing

/// What could come next, the most probable first: the share of all, a bar, the share of what is kept; lines
/// where top-k and top-p cut.
///
/// A bar's full part is the probability at this temperature; its shaded part is what renormalizing adds.
struct CandidatesView {
  private let writing: WritingState
  private let language: DisplayLanguage

  init(_ writing: WritingState, _ language: DisplayLanguage) {
    self.writing = writing
    self.language = language
  }

  private enum Row {
    case candidate(Int)
    case cut(String)
  }

  func draw(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let note =
      writing.draw.map {
        GenerateText.keptOf(language, "\($0.cut.kept)", "\($0.sorted.count)")
      } ?? GenerateText.computing(language)
    let inner = Panel(GenerateText.nextTitle(language), note: note, isFocused: true)
      .draw(into: &canvas, in: area)
    guard let draw = writing.draw ?? writing.staleDraw else { return }
    let (header, list) = inner.cutTop(inner.height >= 5 ? 1 : 0)
    let cuts = cuts(of: draw)
    let count = draw.sorted.count + cuts.count
    let chosenRow = writing.chosen + cuts.count { $0.index <= writing.chosen }
    // The cursor in the upper half, so that what it leaves behind and what comes are both seen.
    let first = Scrolling.first(
      max(0, chosenRow - list.height / 2), showing: chosenRow, count: count, visible: list.height)
    let rows = (first..<min(count, first + list.height)).map { row(at: $0, cuts) }
    let labels = labels(rows, draw, canvas.medium)
    let widest = labels.reduce(6) { max($0, TextWidth.cells($1)) }
    let columns = Columns(
      label: min(widest, max(4, (inner.width - 2) / 3)), width: inner.width,
      maximum: max(draw.probability(at: 0), draw.share(at: 0)))
    drawHeader(columns, into: &canvas, in: header)
    canvas.clipped(to: list) { canvas in
      for (line, row) in rows.enumerated() {
        let place = Rect(x: list.x, y: list.y + line, width: list.width, height: 1)
        switch row {
        case .cut(let caption): drawCut(caption, into: &canvas, in: place)
        case .candidate(let index):
          canvas.mark(place, .candidate, index)
          drawCandidate(index, labels[line], draw, columns, into: &canvas, in: place)
        }
      }
    }
  }

  // MARK: Rows

  private func cuts(of draw: TokenDraw) -> [(index: Int, caption: String)] {
    let settings = draw.settings
    guard !settings.isGreedy else {
      return draw.sorted.count > 1 ? [(1, GenerateText.cutGreedy(language))] : []
    }
    var cuts: [(index: Int, caption: String)] = []
    if let share = settings.topP, draw.cut.kept < draw.cut.countAfterTopK {
      cuts.append((draw.cut.kept, GenerateText.cutTopP(language, Number.text(share))))
    }
    if let limit = settings.topK, draw.cut.countAfterTopK < draw.sorted.count {
      cuts.append((draw.cut.countAfterTopK, GenerateText.cutTopK(language, "\(limit)")))
    }
    return cuts
  }

  private func row(at row: Int, _ cuts: [(index: Int, caption: String)]) -> Row {
    var index = row
    for (number, cut) in cuts.enumerated() {
      if row == cut.index + number { return .cut(cut.caption) }
      if row > cut.index + number { index = row - number - 1 }
    }
    return .candidate(index)
  }

  /// What the rows' tokens are called; as the vocabulary spells them where two would be called alike.
  private func labels(_ rows: [Row], _ draw: TokenDraw, _ medium: Medium) -> [String] {
    let session = writing.session
    let ids = rows.map { row -> Int? in
      if case .candidate(let index) = row { draw.id(at: index) } else { nil }
    }
    let labels = ids.map { $0.map { session.label(of: $0) } ?? "" }
    let counts = labels.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
    return zip(ids, labels).map { id, label in
      guard let id else { return "" }
      return medium.drawable(counts[label] == 1 ? label : session.spelling(of: id))
    }
  }

  // MARK: Drawing

  private struct Columns {
    let label: Int
    let bar: Int
    let hasShare: Bool
    let maximum: Double
    static let number = 7

    init(label: Int, width: Int, maximum: Double) {
      self.label = label
      self.maximum = maximum
      // The marker, the label, the first number; the bar and the second number where there is room.
      let rest = width - 2 - label - Self.number - 1
      hasShare = rest >= Self.number + 6
      bar = max(0, rest - (hasShare ? Self.number + 1 : 0))
    }
  }

  private func drawHeader(_ columns: Columns, into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let theme = canvas.theme
    canvas.put(
      GenerateText.tokenColumn(language), x: area.x + 2, y: area.y, theme[.faint],
      width: columns.label)
    let all = GenerateText.probabilityColumn(language)
    canvas.put(
      TextLayout.pad(all, to: Columns.number, .right), x: area.x + 2 + columns.label, y: area.y,
      theme[.faint])
    guard columns.hasShare else { return }
    let kept = TextLayout.pad(GenerateText.keptColumn(language), to: Columns.number, .right)
    canvas.put(kept, x: area.maxX - Columns.number - 1, y: area.y, theme[.faint])
  }

  private func drawCut(_ caption: String, into canvas: inout Canvas, in area: Rect) {
    let theme = canvas.theme
    canvas.put(
      String(repeating: "╌", count: area.width), x: area.x, y: area.y, theme[.border])
    let text = TextLayout.clip(" \(caption) ", to: max(0, area.width - 2))
    canvas.put(text, x: area.maxX - TextWidth.cells(text) - 1, y: area.y, theme[.warning])
  }

  private func drawCandidate(
    _ index: Int, _ label: String, _ draw: TokenDraw, _ columns: Columns,
    into canvas: inout Canvas, in area: Rect
  ) {
    let theme = canvas.theme
    // What belongs to the place before is there for a moment only, and faint.
    let isCurrent = writing.draw != nil
    let isKept = isCurrent && index < draw.cut.kept
    let isChosen = isCurrent && index == writing.chosen
    let style = theme[isKept ? .text : .faint]
    let mark =
      isChosen
      ? "▸"
      : !isCurrent ? " " : index == writing.writtenIndex ? "✓" : index == draw.index ? "◆" : " "
    canvas.put(mark, x: area.x, y: area.y, theme[isChosen ? .heading : .good])
    let y = area.y
    canvas.put(
      TextLayout.pad(label, to: columns.label), x: area.x + 2, y: y,
      isChosen ? theme[.focus] : style)
    var x = area.x + 2 + columns.label
    let probability = draw.probability(at: index)
    canvas.put(
      TextLayout.pad(Share.text(probability), to: Columns.number, .right), x: x, y: y, style)
    x += Columns.number + 1
    drawBar(
      probability, isKept ? draw.share(at: index) : 0, columns, into: &canvas,
      in: Rect(x: x, y: y, width: columns.bar, height: 1), theme[isKept ? .probability : .faint])
    guard columns.hasShare else { return }
    let share = isKept ? Share.text(draw.share(at: index)) : "–"
    canvas.put(
      TextLayout.pad(share, to: Columns.number, .right), x: area.maxX - Columns.number - 1, y: y,
      isChosen ? theme[.heading] : style)
  }

  private func drawBar(
    _ probability: Double, _ share: Double, _ columns: Columns, into canvas: inout Canvas,
    in area: Rect, _ style: Style
  ) {
    // What is less than half of the thinnest stroke has none.
    guard area.width > 0, probability * Double(area.width * 16) >= columns.maximum else { return }
    let glyphs = canvas.medium.glyphs
    let own = BarStroke.text(probability / columns.maximum, width: area.width, glyphs)
    let end = canvas.put(own, x: area.x, y: area.y, style)
    let grown = Int((share / columns.maximum * Double(area.width)).rounded())
    guard area.x + grown > end else { return }
    canvas.put(String(repeating: "░", count: area.x + grown - end), x: end, y: area.y, style)
  }
}

/// A probability as it is written in columns: three decimals.
enum Share {
  static func text(_ value: Double) -> String {
    value > 0 && value < 0.0005 ? "<0.001" : Number.fixed(min(1, max(0, value)), decimals: 3)
  }

  /// The length of its bar: what is written as next to nothing has none.
  static func length(_ value: Double) -> Double { value < 0.0005 ? 0 : value }
}
