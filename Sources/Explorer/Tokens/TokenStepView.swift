import Screen
import Tensors
import Tokenizers
import Tracing

/// One step of a tokenizer: what there was, what became of it, and why.
struct TokenStepView {
  private let step: Step
  private let language: DisplayLanguage

  init(_ step: Step, _ language: DisplayLanguage) {
    self.step = step
    self.language = language
  }

  func draw(into canvas: inout Canvas, in area: Rect) {
    let theme = canvas.theme
    var rest = area
    func line(_ text: String, _ style: Style) {
      let (place, below) = rest.cutTop(1)
      guard !place.isEmpty else { return }
      canvas.put(TextLayout.clip(text, to: place.width), x: place.x, y: place.y, style)
      rest = below
    }
    func chips(_ chips: [TokenChips.Chip], upTo rows: Int) {
      let drawn = TokenChips(chips).draw(into: &canvas, in: rest.cutTop(max(1, rows)).0)
      rest = rest.cutTop(drawn).rest
    }
    let reasons = TextLayout.wrap(reason(canvas.medium), to: max(1, area.width))
    for text in reasons { line(text, theme[.heading]) }
    if rest.height >= 8 { line("", theme[.text]) }
    let share = max(1, (rest.height - 2) / 3)
    line(TokensText.before(language), theme[.faint])
    chips(Self.chips(step.input, step, lit: litInput, canvas.medium), upTo: share)
    line(TokensText.after(language), theme[.faint])
    chips(Self.chips(step.output, step, lit: litOutput, canvas.medium), upTo: share)
    if rest.height >= 3 { line("", theme[.text]) }
    drawAlternatives(into: &canvas, in: rest)
  }

  // MARK: Chips

  /// The pair that is merged.
  private var litInput: Range<Int>? {
    guard case .merge(let candidates, let chosen) = step.reason else { return nil }
    let position = candidates[chosen].position
    return position..<position + 2
  }

  private var litOutput: Range<Int>? {
    guard case .merge(let candidates, let chosen) = step.reason else { return nil }
    let position = candidates[chosen].position
    return position..<position + 1
  }

  private static func chips(
    _ segments: [Segment], _ step: Step, lit: Range<Int>?, _ medium: Medium
  ) -> [TokenChips.Chip] {
    segments.enumerated().map { index, segment in
      TokenChips.Chip(
        label: text(segment, step, medium), below: segment.id.map { "\($0)" } ?? "",
        role: index.isMultiple(of: 2) ? .text : .embedding, isLit: lit?.contains(index) ?? false)
    }
  }

  /// A segment; bytes as they are, not as byte-level vocabularies write them.
  private static func text(_ segment: Segment, _ step: Step, _ medium: Medium) -> String {
    let isToken =
      segment.id != nil && step.stage == .model
      && step.component == BytePairEncoding.byteLevelName
    let bytes = isToken ? ByteAlphabet.read(segment.bytes) ?? segment.bytes : segment.bytes
    return TokenPiece.shown(bytes, medium)
  }

  // MARK: Words

  /// A step in a few words: what was merged, what came out.
  static func brief(_ step: Step, _ medium: Medium) -> String {
    func few(_ segments: [Segment]) -> String {
      segments.prefix(12).map { text($0, step, medium) }.joined(separator: "│")
        + (segments.count > 12 ? "…" : "")
    }
    if case .merge(let candidates, let chosen) = step.reason {
      let position = candidates[chosen].position
      return few(Array(step.input[position..<position + 2])) + " → "
        + text(step.output[position], step, medium)
    }
    return few(step.output)
  }

  private func reason(_ medium: Medium) -> String {
    switch step.reason {
    case .addedToken: TokenStepText.addedToken(language)
    case .rewritten: TokenStepText.rewritten(language)
    case .cut: TokenStepText.cut(language)
    case .inVocabulary: TokenStepText.inVocabulary(language)
    case .symbols: TokenStepText.symbols(language)
    case .bytes: TokenStepText.bytes(language)
    case .merge(let candidates, let chosen):
      TokenStepText.merge(
        language, Self.text(step.input[candidates[chosen].position], step, medium),
        Self.text(step.input[candidates[chosen].position + 1], step, medium),
        "\(candidates[chosen].rank)")
    case .longestMatch(let tried) where tried.isEmpty: TokenStepText.longest(language)
    case .longestMatch(let tried): TokenStepText.longestOf(language, "\(tried.count)")
    case .bestPath(let score, _): TokenStepText.best(language, Number.text(score))
    case .condensed: TokenStepText.condensed(language)
    case .unknown: TokenStepText.unknown(language)
    case .dropped: TokenStepText.dropped(language)
    case .template: TokenStepText.templateAdds(language)
    case .gathered: TokenStepText.gathered(language)
    }
  }

  // MARK: Alternatives

  /// What could have been done instead: other pairs, other splits, longer entries.
  private func drawAlternatives(into canvas: inout Canvas, in area: Rect) {
    guard area.height >= 2 else { return }
    let medium = canvas.medium
    var lines: [(number: String, text: String, isChosen: Bool)] = []
    let title: TokenStepText
    switch step.reason {
    case .merge(let candidates, let chosen):
      title = .candidates
      let order = candidates.indices.sorted {
        (candidates[$0].rank, $0) < (candidates[$1].rank, $1)
      }
      lines = order.prefix(area.height).map { index in
        let position = candidates[index].position
        let pair = step.input[position..<position + 2].map { Self.text($0, step, medium) }
        return ("\(candidates[index].rank)", pair.joined(separator: " + "), index == chosen)
      }
    case .bestPath(let score, let rejected):
      title = .rejected
      func joined(_ segments: [Segment]) -> String {
        segments.map { Self.text($0, step, medium) }.joined(separator: "│")
      }
      lines =
        [(Number.text(score), joined(step.output), true)]
        + rejected.map { (Number.text($0.score), joined($0.tokens), false) }
      if rejected.isEmpty { return }
    case .longestMatch(let tried):
      guard !tried.isEmpty else { return }
      title = .tried
      lines = tried.prefix(area.height).map { ("", TokenPiece.shown($0, medium), false) }
    default: return
    }
    let theme = canvas.theme
    canvas.put(
      TextLayout.clip(title(language), to: area.width), x: area.x, y: area.y, theme[.faint])
    let width = lines.reduce(0) { max($0, TextWidth.cells($1.number)) }
    for (row, line) in lines.prefix(area.height - 1).enumerated() {
      let style = theme[line.isChosen ? .selected : .text]
      let text = TextLayout.pad(line.number, to: width, .right) + "  " + line.text
      canvas.put(TextLayout.clip(text, to: area.width), x: area.x, y: area.y + 1 + row, style)
    }
  }
}
