import Screen
import Tracing

/// Why this token and not that: the settings, what is kept laid end to end, and where the dice fall.
struct DrawView {
  private let writing: WritingState
  private let language: DisplayLanguage

  init(_ writing: WritingState, _ language: DisplayLanguage) {
    self.writing = writing
    self.language = language
  }

  func draw(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    var inner = Panel(GenerateText.drawTitle(language)).draw(into: &canvas, in: area)
    if inner.width > 20 { inner = inner.inset(columns: 1, rows: 0) }
    guard !inner.isEmpty else { return }
    let isTall = inner.height >= 6
    let (top, rest) = inner.cutTop(isTall ? 3 : inner.height >= 2 ? 1 : 0)
    if isTall {
      drawSettings(into: &canvas, in: top)
    } else if !top.isEmpty {
      canvas.put(TextLayout.clip(shortSettings, to: top.width), x: top.x, y: top.y)
    }
    guard let draw = writing.draw else { return }
    let lines = reasons(draw, canvas.medium, width: inner.width)
    let (_, body) = rest.cutTop(rest.height >= 3 + lines.count ? 1 : 0)
    // One line has room for the reason alone.
    let (bar, words) = body.cutTop(body.height >= 3 ? 2 : body.height >= 2 ? 1 : 0)
    let medium = canvas.medium
    DrawBar(draw, chosen: writing.chosen) {
      medium.drawable(writing.session.label(of: draw.id(at: $0)))
    }.draw(into: &canvas, in: bar)
    for (row, line) in lines.prefix(words.height).enumerated() {
      canvas.put(
        TextLayout.clip(line.text, to: words.width), x: words.x, y: words.y + row,
        canvas.theme[line.role])
    }
  }

  // MARK: Settings

  private var values: (temperature: String, topK: String, topP: String) {
    let settings = writing.shownSettings
    let off = GenerateText.off(language)
    return (
      Number.text(settings.temperature), settings.topK.map { "\($0)" } ?? off,
      settings.topP.map { Number.text($0) } ?? off
    )
  }

  private var mode: String {
    (writing.shownSettings.isGreedy ? GenerateText.greedy : .dice)(language)
  }

  private var shortSettings: String {
    let settings = writing.shownSettings
    guard !settings.isGreedy else { return mode }
    return "T \(values.temperature) · k \(values.topK) · p \(values.topP) · "
      + "\(GenerateText.seed(language)) \(settings.seed)"
  }

  private func drawSettings(into canvas: inout Canvas, in area: Rect) {
    let settings = writing.shownSettings
    let left: [(Action, Action, GenerateText, String)] = [
      (.cooler, .warmer, .temperature, values.temperature),
      (.fewerOfK, .moreOfK, .topK, values.topK),
      (.fewerOfP, .moreOfP, .topP, values.topP),
    ]
    let theme = canvas.theme
    let width = left.reduce(0) { max($0, TextWidth.cells($1.2(language))) }
    var end = area.x
    for (row, entry) in left.enumerated() {
      let y = area.y + row
      // Where nothing is cut off, no more can be kept.
      let isOff =
        entry.1 == .moreOfK && settings.topK == nil || entry.1 == .moreOfP && settings.topP == nil
      let next = canvas.put(key(entry.0) + " ", x: area.x, y: y, theme[.key])
      canvas.put(key(entry.1), x: next, y: y, theme[isOff ? .faint : .key])
      canvas.put(entry.2(language), x: area.x + 5, y: y, theme[.faint])
      end = max(
        end,
        canvas.put(
          entry.3, x: area.x + 7 + width, y: y, theme[settings.isGreedy ? .faint : .heading]))
    }
    let x = max(end + 3, area.x + area.width / 2)
    canvas.clipped(to: area) { canvas in
      canvas.put(key(.greedyOrDice), x: x, y: area.y, theme[.key])
      canvas.put(mode, x: x + 3, y: area.y, theme[.heading])
      canvas.put(key(.newSeed), x: x, y: area.y + 1, theme[.key])
      let next = canvas.put(
        GenerateText.seed(language) + " ", x: x + 3, y: area.y + 1, theme[.faint])
      canvas.put(
        "\(settings.seed)", x: next, y: area.y + 1,
        theme[settings.isGreedy ? .faint : .heading])
    }
  }

  private func key(_ action: Action) -> String {
    Keymap.key(for: action, in: .generate)?.label ?? " "
  }

  // MARK: Reasons

  private func reasons(
    _ draw: TokenDraw, _ medium: Medium, width: Int
  ) -> [(text: String, role: Theme.Role)] {
    func name(_ index: Int) -> String {
      let label = medium.drawable(writing.session.label(of: draw.id(at: index)))
      return language == .chinese ? "“\(label)”" : "‘\(label)’"
    }
    // The short form where the sentence has no room.
    func fitting(_ text: String, _ short: String) -> String {
      TextWidth.cells(text) <= width ? text : short
    }
    var lines: [(text: String, role: Theme.Role)] = []
    if writing.chosen != draw.index {
      lines.append((GenerateText.byHand(language, name(writing.chosen)), .warning))
      let would =
        draw.dice.map { dice in
          let (dice, name) = (Number.fixed(dice, decimals: 3), name(draw.index))
          return fitting(
            GenerateText.diceWould(language, dice, name),
            GenerateText.diceWouldShort(language, dice, name))
        } ?? GenerateText.greedyWould(language, name(draw.index))
      lines.append((would, .faint))
    } else if let dice = draw.dice {
      let texts = IntervalText(dice, in: draw.part)
      lines.append(
        (
          fitting(
            GenerateText.falls(
              language, texts.dice, texts.start, texts.end, name(draw.index)),
            GenerateText.fallsShort(
              language, texts.dice, texts.start, texts.end, name(draw.index))), .text
        ))
    } else {
      lines.append((GenerateText.greedyTakes(language, name(draw.index)), .text))
    }
    if let written = writing.writtenIndex, written != writing.chosen {
      let key = key(.stepForward)
      lines.append(
        (
          fitting(
            GenerateText.trial(language, name(written), key),
            GenerateText.trialShort(language, key, name(written))), .warning
        ))
    }
    return lines
  }
}

/// A number and the interval that it lies in, with as many decimals as it takes to see that it does.
struct IntervalText {
  /// The number.
  let dice: String
  /// Where the interval begins.
  let start: String
  /// Where it ends.
  let end: String

  init(_ value: Double, in part: Range<Double>) {
    var texts = ("", "", "")
    for decimals in 3...12 {
      texts = (
        Number.fixed(value, decimals: decimals), Number.fixed(part.lowerBound, decimals: decimals),
        Number.fixed(part.upperBound, decimals: decimals)
      )
      if texts.0 != texts.2, texts.1 != texts.2 { break }
    }
    (dice, start, end) = texts
  }
}
