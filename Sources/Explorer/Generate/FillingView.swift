import Screen
import Tracing

/// A text that words are filled into: what could stand at the place, and what the text is taken for.
struct FillingView {
  private let filling: FillingState
  private let language: DisplayLanguage

  init(_ filling: FillingState, _ language: DisplayLanguage) {
    self.filling = filling
    self.language = language
  }

  func draw(into canvas: inout Canvas, _ layout: GenerateLayout) {
    TokenTextView(filling, language).draw(into: &canvas, in: layout.text)
    drawCandidates(into: &canvas, in: layout.candidates)
    let right = Rect(
      x: layout.draw.x, y: layout.draw.y, width: layout.draw.width,
      height: layout.draw.height + layout.upper.height + layout.lower.height)
    let rows = filling.filled.shares.isEmpty ? 0 : filling.filled.shares.count + 2
    let (verdict, rest) = right.cutTop(min(rows, right.height))
    drawVerdict(into: &canvas, in: verdict)
    let changes = filling.history.isEmpty ? 0 : min(filling.history.count + 3, rest.height / 3)
    let (below, places) = rest.cutBottom(changes >= 3 ? changes : 0)
    drawPlaces(into: &canvas, in: places)
    drawChanges(into: &canvas, in: below)
  }

  private func drawCandidates(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let inner = Panel(GenerateText.fillTitle(language), isFocused: true)
      .draw(into: &canvas, in: area).inset(columns: 1, rows: 0)
    let theme = canvas.theme
    guard let place = filling.place else {
      canvas.put(
        TextLayout.clip(GenerateText.noWords(language), to: inner.width), x: inner.x, y: inner.y,
        theme[.faint])
      return
    }
    let (note, list) = inner.cutTop(inner.height >= 4 ? 1 : 0)
    if !note.isEmpty {
      let text = (filling.isMasked ? GenerateText.maskedHere : .seenHere)(language)
      canvas.put(
        TextLayout.clip(text, to: note.width), x: note.x, y: note.y,
        theme[filling.isMasked ? .warning : .faint])
    }
    let first = Scrolling.first(
      max(0, filling.selected - list.height / 2), showing: filling.selected,
      count: place.candidates.count, visible: list.height)
    let shown = place.candidates.dropFirst(first).prefix(list.height)
    for row in shown.indices {
      let line = Rect(x: list.x, y: list.y + row - first, width: list.width, height: 1)
      canvas.mark(line, .candidate, row)
    }
    let entries = shown.map { candidate in
      BarEntry(
        canvas.medium.drawable(filling.session.label(of: candidate.id)),
        Share.length(candidate.probability),
        number: Share.text(candidate.probability),
        isHighlighted: candidate.id == filling.ids[filling.position],
        isFaint: !filling.isCurrent)
    }
    BarList(
      entries, maximum: place.candidates.first?.probability, cursor: filling.selected - first
    ).draw(into: &canvas, in: list)
  }

  private func drawVerdict(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let shares = filling.filled.shares
    let inner = Panel(
      GenerateText.verdictTitle(language), note: GenerateText.verdictKey(language)
    ).draw(into: &canvas, in: area)
      .inset(columns: 1, rows: 0)
    let best = Self.best(shares)
    let entries = shares.enumerated().map { index, share in
      BarEntry(
        label(index, canvas.medium), Share.length(share), number: Share.text(share),
        isHighlighted: index == best, isFaint: !filling.isCurrent)
    }
    BarList(entries, maximum: 1).draw(into: &canvas, in: inner)
  }

  private static func best(_ shares: [Double]) -> Int? {
    shares.indices.max { shares[$0] < shares[$1] }
  }

  /// What a verdict is called: those of the reader in the language of the screen, others as they are.
  private func label(_ index: Int, _ medium: Medium) -> String {
    let labels = filling.session.labels
    guard labels.indices.contains(index) else { return "\(index + 1)" }
    return GenerateText.verdict(labels[index])?(language) ?? medium.shown(labels[index])
  }

  // MARK: All places, and what was changed

  /// Every word with what the model holds likeliest there.
  private func drawPlaces(into canvas: inout Canvas, in area: Rect) {
    guard area.height >= 3, !filling.filled.places.isEmpty else { return }
    let inner = Panel(GenerateText.placesTitle(language)).draw(into: &canvas, in: area)
      .inset(columns: 1, rows: 0)
    let theme = canvas.theme
    let medium = canvas.medium
    let session = filling.session
    let labels = filling.ids.map { medium.drawable(session.label(of: $0)) }
    let width = min(inner.width / 3, labels.reduce(0) { max($0, TextWidth.cells($1)) })
    let first = Scrolling.first(
      max(0, filling.position - inner.height / 2), showing: filling.position, count: labels.count,
      visible: inner.height)
    let shown = zip(labels, filling.filled.places).enumerated()
    for (index, (label, place)) in shown.dropFirst(first).prefix(inner.height) {
      let y = inner.y + index - first
      let isHere = index == filling.position
      canvas.mark(Rect(x: inner.x, y: y, width: inner.width, height: 1), .place, index)
      let isMasked = filling.ids[index] == session.maskID
      canvas.put(
        TextLayout.pad(label, to: width), x: inner.x, y: y,
        theme[isHere ? .selected : isMasked ? .warning : .text])
      // What could stand in the place of [CLS] means nothing.
      guard isMasked || !session.isSpecial(filling.ids[index]) else { continue }
      let best = place.candidates.prefix(4).filter { $0.probability >= 0.0005 }.map {
        "\(medium.drawable(session.label(of: $0.id))) \(Share.text($0.probability))"
      }.joined(separator: "  ")
      canvas.put(
        TextLayout.clip(best, to: inner.width - width - 2), x: inner.x + width + 2, y: y,
        theme[isMasked && filling.isCurrent ? .text : .faint])
    }
  }

  /// What was put in the place of what, and the verdict after it; the latest last.
  private func drawChanges(into canvas: inout Canvas, in area: Rect) {
    guard area.height >= 3 else { return }
    let inner = Panel(GenerateText.changesTitle(language)).draw(into: &canvas, in: area)
      .inset(columns: 1, rows: 0)
    let theme = canvas.theme
    let medium = canvas.medium
    let history = filling.history
    func name(_ id: Int) -> String { medium.drawable(filling.session.label(of: id)) }
    for (index, version) in history.enumerated().suffix(inner.height) {
      let y = inner.y + index - max(0, history.count - inner.height)
      let isLast = index == history.count - 1
      let after = isLast ? filling.ids : history[index + 1].ids
      let shares =
        isLast ? (filling.isCurrent ? filling.filled.shares : []) : history[index + 1].shares
      let place = version.position
      let verdict =
        Self.best(shares).map { "\(label($0, medium)) \(Share.text(shares[$0]))" } ?? ""
      let room = inner.width - TextWidth.cells(verdict) - 1
      canvas.put(
        TextLayout.clip("\(name(version.ids[place])) → \(name(after[place]))", to: room),
        x: inner.x, y: y, theme[.text])
      canvas.put(
        verdict, x: inner.maxX - TextWidth.cells(verdict), y: y, theme[.faint])
    }
  }
}
