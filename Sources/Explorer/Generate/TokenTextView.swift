import Screen

/// The text so far: what was given faint, what is written in full, the place that is looked at lit.
struct TokenTextView {
  private let title: String
  private let texts: [String]
  private let style: (Int, Theme) -> Style
  private let current: Int
  private let note: String

  /// A text that is written.
  ///
  /// A token that the reader chose is underlined; `▁` stands at the open end.
  init(_ writing: WritingState, _ language: DisplayLanguage) {
    let session = writing.session
    let isPair = session.configuration.tower == .encoderDecoder
    let start = isPair ? session.given : writing.prompt
    title = GenerateText.textTitle(language)
    note =
      writing.isBusy ? GenerateText.computing(language) : ""
    var texts = start.map { session.piece(of: $0) }
    if isPair { texts.append(" → ") }
    let first = texts.count
    let places = writing.places
    texts += places.map { place in place.decision.map { session.piece(of: $0.id) } ?? " ▁" }
    self.texts = texts
    current = first + writing.position
    let source = isPair ? writing.mostWatched : nil
    style = { index, theme in
      guard index >= first else {
        return index == source ? theme[.keyAxis].with([.bold, .underlined]) : theme[.faint]
      }
      return places[index - first].decision?.isByHand == true
        ? theme[.warning].with(.underlined) : theme[.text]
    }
  }

  /// A text that words are filled into.
  init(_ filling: FillingState, _ language: DisplayLanguage) {
    let session = filling.session
    title = GenerateText.textTitle(language)
    note = filling.computing == nil ? "" : GenerateText.computing(language)
    texts = filling.ids.map { session.piece(of: $0) }
    current = filling.position
    let mask = session.maskID
    style = { index, theme in
      let id = filling.ids[index]
      if id == mask { return theme[.warning] }
      return theme[session.isSpecial(id) ? .faint : .text]
    }
  }

  func draw(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    var inner = Panel(title, note: note).draw(into: &canvas, in: area)
    if inner.width > 20 { inner = inner.inset(columns: 1, rows: 0) }
    guard !inner.isEmpty else { return }
    let theme = canvas.theme
    let medium = canvas.medium
    let pieces = TokenFlow(texts.map { medium.drawable($0) }, width: inner.width).pieces
    guard let here = pieces.dropFirst(current).first, let last = pieces.last else { return }
    let first = Scrolling.first(
      max(0, here.line - inner.height + 1), showing: here.line, count: last.line + 1,
      visible: inner.height)
    canvas.clipped(to: inner) { canvas in
      for piece in pieces where (first..<first + inner.height).contains(piece.line) {
        let (x, y) = (inner.x + piece.column, inner.y + piece.line - first)
        guard piece.index == current else {
          canvas.put(piece.text, x: x, y: y, style(piece.index, theme))
          continue
        }
        // The space before a word is not lit.
        let space = piece.text.hasPrefix(" ") && piece.text.utf8.count > 1 ? 1 : 0
        canvas.put(String(piece.text.dropFirst(space)), x: x + space, y: y, theme[.focus])
        canvas.cursor = Point(x: min(x + space, inner.maxX - 1), y: y)
      }
    }
  }
}

extension WritingState {
  /// Whether what is looked at is still computed.
  var isBusy: Bool { draw == nil }
}
