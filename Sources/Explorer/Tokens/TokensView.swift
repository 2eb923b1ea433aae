import Screen

/// One text through several tokenizers: the line, a row for each tokenizer, the chosen one's entries and
/// ids, the character under the cursor in bytes.
struct TokensView {
  private let state: State
  private var tokens: TokensState { state.tokens }
  private var language: DisplayLanguage { state.language }

  init(_ state: State) { self.state = state }

  func draw(into canvas: inout Canvas, in area: Rect) {
    if let walk = tokens.walk {
      TokenStepsView(state, walk).draw(into: &canvas, in: area)
      return
    }
    let layout = TokensLayout(area, rowCount: tokens.rows.count)
    Breadcrumb(["Cutaway", TokensText.title(language)])
      .draw(into: &canvas, in: layout.crumb.inset(columns: 1, rows: 0))
    FooterView(state).draw(into: &canvas, in: layout.footer)
    drawLine(into: &canvas, in: layout.line)
    drawRows(into: &canvas, in: layout.rows)
    drawChosen(into: &canvas, in: layout.chosen)
    drawCharacter(into: &canvas, in: layout.character)
  }

  // MARK: Line

  private func drawLine(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    var inner = area
    if area.height >= 3 {
      let isCut = tokens.field.text.count > TokensState.mostCharacters
      inner = Panel(
        TokensText.text(language),
        note: isCut ? TokensText.cut(language, "\(TokensState.mostCharacters)") : "",
        isFocused: true
      ).draw(into: &canvas, in: area).inset(columns: 1, rows: 0)
    }
    var field = tokens.field
    field.placeholder = TokensText.noText(language)
    field.draw(
      into: &canvas, in: inner,
      isFocused: state.overlay == nil && state.opening == nil && !state.isLessonFocused)
  }

  // MARK: Tokenizers

  private func drawRows(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let inner = Panel(TokensText.tokenizers(language)).draw(into: &canvas, in: area)
    let theme = canvas.theme
    let names = tokens.rows.map { Self.name(of: $0.scheme, language) }
    let longest = names.reduce(0) { max($0, TextWidth.cells($1)) }
    let nameWidth = min(longest, max(10, inner.width / 4))
    let first = Scrolling.first(
      0, showing: tokens.selected, count: tokens.rows.count, visible: inner.height)
    let lit = tokens.character?.bytes
    for (index, row) in tokens.rows.enumerated().dropFirst(first).prefix(inner.height) {
      let line = Rect(x: inner.x, y: inner.y + index - first, width: inner.width, height: 1)
      let style = index == tokens.selected ? theme[.selected] : theme[.text]
      canvas.mark(line, .tokenizer, index)
      let (head, rest) = line.cutLeft(nameWidth + 7)
      canvas.fill(head, " ", style)
      canvas.put(
        TextLayout.clipMiddle(names[index], to: nameWidth), x: head.x + 1, y: head.y, style)
      if let count = row.pieces.map({ "\($0.count)" }) {
        canvas.put(
          TextLayout.pad(count, to: 4, .right), x: head.maxX - 5, y: head.y,
          index == tokens.selected ? style : theme[.heading])
      }
      drawPieces(of: row, lit: lit, into: &canvas, in: rest.inset(columns: 1, rows: 0))
    }
  }

  private func drawPieces(
    of row: TokensState.Row, lit: Range<Int>?, into canvas: inout Canvas, in area: Rect
  ) {
    let theme = canvas.theme
    if let pieces = row.pieces {
      TokenChips(TokenChips.of(pieces, canvas.medium, lit: lit)).draw(into: &canvas, in: area)
      return
    }
    let text: String
    if let problem = row.problem {
      text = TokensText.failed(language, canvas.medium.drawable(problem))
    } else if case .model = row.scheme {
      text = TokensText.opening(language)
    } else {
      text = TokensText.training(language)
    }
    canvas.put(TextLayout.clip(text, to: area.width), x: area.x, y: area.y, theme[.faint])
  }

  /// What a tokenizer is called: a model's has the model's name.
  static func name(of scheme: TokenScheme, _ language: DisplayLanguage) -> String {
    if case .model(let model) = scheme { return ModelEntry.name(of: model) }
    return TokensText(scheme)?(language) ?? ""
  }

  // MARK: The chosen one

  private func drawChosen(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty, let row = tokens.row else { return }
    let origin: TokensText =
      switch row.scheme {
      case .model: .ofModel
      case .bytes: .rawBytes
      case .trained: .trained
      }
    let inner = Panel(
      Self.name(of: row.scheme, language) + "  " + origin(language),
      note: row.size.map { TokensText.entries(language, ModelFigures.grouped($0)) } ?? ""
    ).draw(into: &canvas, in: area).inset(columns: 1, rows: 0)
    guard let pieces = row.pieces else { return }
    let lit = tokens.character?.bytes
    // As the vocabulary writes them, the ids below.
    let chips = pieces.enumerated().map { index, piece in
      TokenChips.Chip(
        label: piece.entryShown(canvas.medium), below: "\(piece.id)",
        role: TokenChips.role(piece, index),
        isLit: lit.map { !piece.isTemplate && piece.source.overlaps($0) } ?? false)
    }
    TokenChips(chips).draw(into: &canvas, in: inner)
  }

  private func drawCharacter(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty, let character = tokens.character else { return }
    let shown = TokenPiece.shown(Array(character.text.utf8), canvas.medium)
    let inner =
      area.height >= 3
      ? Panel(TokensText.character(language), note: shown).draw(into: &canvas, in: area)
        .inset(columns: 1, rows: 0) : area
    let (bits, cover) = inner.cutTop(inner.height >= 5 ? 3 : inner.height)
    ByteMicroscope(character.text, language).draw(into: &canvas, in: bits)
    drawCover(of: character.bytes, into: &canvas, in: cover)
  }

  /// Which tokens of each tokenizer stand for a character.
  private func drawCover(
    of bytes: Range<Int>, into canvas: inout Canvas, in area: Rect
  ) {
    let rows = tokens.rows.filter { $0.pieces != nil }
    guard area.height > 0, !rows.isEmpty else { return }
    let theme = canvas.theme
    let columns = max(1, min(4, area.width / 30, (rows.count + area.height - 1) / area.height))
    let perColumn = area.height
    let width = area.width / columns
    for (index, row) in rows.prefix(columns * perColumn).enumerated() {
      let x = area.x + index / perColumn * width
      let y = area.y + index % perColumn
      let name = TextLayout.pad(Self.name(of: row.scheme, language), to: 15)
      let next = canvas.put(name, x: x, y: y, theme[.faint])
      let pieces = (row.pieces ?? []).filter { !$0.isTemplate && $0.source.overlaps(bytes) }
      let chips = TokenChips.of(pieces, canvas.medium)
      let place = Rect(x: next, y: y, width: max(0, width - 17), height: 1)
      if chips.isEmpty {
        canvas.put(
          TextLayout.clip(TokensText.none(language), to: place.width), x: place.x, y: y,
          theme[.faint])
      } else {
        TokenChips(chips).draw(into: &canvas, in: place)
      }
    }
  }
}
