import ModelFiles
import Screen

/// The line to type in, the tokens that it makes, and for a pair the decoder's line.
struct HomeLineView {
  private let state: State
  private var home: HomeState { state.home }
  private var language: DisplayLanguage { state.language }
  private var isCovered: Bool { state.overlay != nil || state.opening != nil }

  init(_ state: State) { self.state = state }

  func draw(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let isTyping = home.pane != .models
    var inner = area
    if area.height >= 4 {
      inner = Panel(
        title, note: cannotOpen ? "" : hint, isFocused: isTyping
      ).draw(into: &canvas, in: area).inset(columns: 1, rows: 0)
    }
    let isPair = home.model?.isPair == true
    var (line, rest) = inner.cutTop(1)
    // Where there is one line, it is the one that is typed in.
    if inner.height == 1, home.pane == .target { (line, rest) = (rest, line) }
    drawField(home.field, .text, into: &canvas, in: line)
    if isPair, inner.height >= 3 || home.pane == .target {
      (line, rest) = rest.cutTop(1)
      drawField(home.target, .target, into: &canvas, in: line)
    }
    drawTokens(into: &canvas, in: rest)
  }

  /// What the line goes to: the model, and its head where it has two.
  private var title: String {
    let name = home.model.map { " → " + $0.name } ?? ""
    let head: HomeText? =
      switch home.shownHead {
      case .tokens: .wordsHead
      case .labels: .classifierHead
      case .some(.none), nil: nil
      }
    let key = Keymap.key(for: .otherHead, in: .home)?.label ?? ""
    return HomeText.textTitle(language) + name + (head.map { " · " + $0(language, key) } ?? "")
  }

  /// Whether the line's text was chosen and gives way to what is typed.
  private var isReplaced: Bool {
    home.suggestion != nil && !state.isLineTouched && !home.field.text.isEmpty
  }

  private var hint: String {
    let key = Keymap.key(for: .confirm, in: .home)?.label ?? ""
    return (isReplaced && home.pane != .target ? HomeText.replaceHint : .hint)(language, key)
  }

  private func drawField(
    _ field: TextField, _ pane: HomeState.Pane, into canvas: inout Canvas, in area: Rect
  ) {
    guard !area.isEmpty else { return }
    canvas.mark(area, .line, HomeState.Pane.allCases.firstIndex(of: pane) ?? 0)
    let isPair = home.model?.isPair == true
    let label = (pane == .text ? ModelsText.encoder : .decoder)(language)
    let width = isPair && area.width >= 50 ? TextWidth.cells(ModelsText.encoder(language)) + 2 : 0
    let (name, line) = area.cutLeft(width)
    let isFocused = home.pane == pane
    if width > 0 {
      canvas.put(label, x: name.x, y: name.y, canvas.theme[isFocused ? .heading : .faint])
    }
    var field = field
    field.placeholder = (pane == .text ? HomeText.textPlaceholder : .targetPlaceholder)(language)
    field.draw(
      into: &canvas, in: line, isFocused: isFocused && !isCovered,
      isSelected: pane == .text && isFocused && isReplaced)
  }

  /// Whether the chosen model is known to be no model.
  private var cannotOpen: Bool {
    guard let model = home.model, case .failed(let failure)? = state.tokenizers[model.id] else {
      return false
    }
    return !failure.isOnlyTokenizer
  }

  // MARK: Tokens

  private func drawTokens(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty, let model = home.model else { return }
    let theme = canvas.theme
    guard let preview = home.preview else {
      let text: String? =
        switch state.tokenizers[model.id] {
        case .failed(let failure):
          failure.isOnlyTokenizer
            ? HomeText.noTokenizer(language) : canvas.medium.drawable("✗ " + failure.line)
        case .opening: HomeText.openingTokenizer(language)
        default: nil
        }
      if let text {
        canvas.put(TextLayout.clip(text, to: area.width), x: area.x, y: area.y, theme[.faint])
      }
      return
    }
    guard !preview.pieces.isEmpty, HomeState.hasInk(preview.text) else { return }
    let count = HomeText.tokenCount(
      language, "\(preview.pieces.count)" + (preview.isCut ? "+" : ""))
    let width = TextWidth.cells(count)
    let hasCount = area.width >= width + 24
    let (right, left) = area.cutRight(hasCount ? width + 2 : 0)
    if hasCount { canvas.put(count, x: right.maxX - width, y: right.y, theme[.faint]) }
    let words = preview.unknownWords
    let hasWarning = !words.isEmpty && left.height >= 2
    let (chips, below) = left.cutTop(hasWarning ? left.height - 1 : left.height)
    TokenChips(TokenChips.of(preview.pieces, canvas.medium)).draw(into: &canvas, in: chips)
    guard hasWarning else { return }
    let names = words.prefix(4).map { canvas.medium.shown($0, limit: 20) }
      .joined(separator: language == .english ? ", " : "、")
    let warning = (model.isBundled ? HomeText.unknownHere : .unknown)(language, names)
    canvas.put(
      TextLayout.clip(warning, to: area.width), x: below.x, y: below.y, theme[.warning])
  }
}
