import Lessons
import Screen

/// The part of a page that asks: the question, what the reader answers, hints, what is said to the answer.
struct QuestionBlocks {
  private let maker: LessonPageMaker
  private let question: LessonQuestion
  private let work: StepWork
  private var language: DisplayLanguage { maker.look.language }

  init(_ maker: LessonPageMaker, _ question: LessonQuestion, _ work: StepWork) {
    self.maker = maker
    self.question = question
    self.work = work
  }

  private typealias Block = LessonPage.Block

  /// The blocks.
  var blocks: [LessonPage.Block] {
    var blocks = [Block(spans: bold(maker.text(.ask) ?? []), bar: bar)]
    blocks += answers
    blocks += hints
    blocks += sayings
    return blocks
  }

  /// The line at the left says what became of the question.
  private var bar: Theme.Role {
    switch work.outcome {
    case nil: .borderFocused
    case .answered: .good
    case .shown, .skipped: .warning
    }
  }

  private var isOpen: Bool { work.outcome == nil }

  /// A question's words stand out from what is told.
  private func bold(_ spans: [TextSpan]) -> [TextSpan] {
    spans.map { TextSpan($0.text, $0.role == .text ? .heading : $0.role) }
  }

  // MARK: Answers

  private var answers: [Block] {
    switch question.kind {
    case .choose(let choices):
      choices.enumerated().filter { isShown($1) }.map { place, choice in self.choice(choice, place)
      }
    case .number(let answer): [number(answer)]
    case .point, .bring: place
    case .order(let items): order(items)
    case .derive(let lines): calculation(lines)
    }
  }

  /// Whether a choice still stands there: where rows are few, those that nobody took make room for the picture
  /// once the answer is known.
  private func isShown(_ choice: LessonQuestion.Choice) -> Bool {
    isOpen || !maker.isCompact || work.given?.answer == .choice(choice.id)
      || maker.isRight(choice, of: question)
  }

  private func choice(_ choice: LessonQuestion.Choice, _ place: Int) -> Block {
    var spans = maker.text(.choice(choice.id)) ?? [TextSpan(choice.id)]
    var bullet = [TextSpan("\(place + 1) ", .key)]
    var mark = TextSpan("  ")
    let isGiven = work.given?.answer == .choice(choice.id)
    let isRight = !isOpen && maker.isRight(choice, of: question)
    if isRight || (isGiven && work.given?.verdict == .right) {
      mark = TextSpan("✓ ", .good)
      spans = bold(spans)
    } else if isGiven {
      mark = TextSpan("✗ ", .bad)
    }
    let isChosen = isOpen && work.choice == place
    if isChosen {
      if mark.text == "  " { mark = TextSpan("▸ ", .selected) }
      spans = spans.map { TextSpan($0.text, .selected) }
      bullet = [TextSpan("\(place + 1) ", .selected)]
      mark.role = .selected
    }
    return Block(
      spans: spans, bullet: [mark] + bullet, bar: bar, isTight: place > 0, isChosen: isChosen,
      isKey: isChosen, answer: isOpen ? place : nil)
  }

  private func number(_ answer: LessonQuestion.NumberAnswer) -> Block {
    let label = [TextSpan(LearnText.yourAnswer(language), .faint)]
    guard isOpen else {
      let isOwn = work.outcome == .answered && work.given != nil
      let text = isOwn ? work.fields.first ?? "" : maker.number(answer)
      let field = LessonPage.Field(
        text: text, role: .number, isActive: false,
        mark: work.outcome == .answered ? TextSpan("✓", .good) : nil)
      let said = [TextSpan((isOwn ? LearnText.yourAnswer : .theAnswer)(language), .faint)]
      return Block(spans: said, bar: bar, field: field)
    }
    let field = LessonPage.Field(
      text: work.fields.first ?? "", role: .selected, isActive: true, mark: wrongMark)
    return Block(spans: label, bar: bar, field: field, isKey: true)
  }

  /// What is wrong is marked until something else is typed.
  private var wrongMark: TextSpan? {
    guard let given = work.given, given.verdict != .right else { return nil }
    if case .number(let number) = given.answer,
      LessonJudge.number(typed: work.fields.first ?? "") != number
    {
      return nil
    }
    return TextSpan("✗", .bad)
  }

  /// What was pointed at, or how to.
  private var place: [Block] {
    if let given = work.given, !given.place.isEmpty {
      let isRight = given.verdict == .right
      return [
        Block(
          spans: [
            TextSpan(LearnText.youPointed(language) + " ", .faint), TextSpan(given.place, .number),
            TextSpan(isRight ? " ✓" : " ✗", isRight ? .good : .bad),
          ], bar: bar)
      ]
    }
    guard isOpen else { return [] }
    var text = LearnText.bringIt(language)
    if case .point = question.kind { text = LearnText.pointAt(language, Key.enter.label) }
    return [Block(spans: [TextSpan(text, .faint)], bar: bar)]
  }

  private func order(_ items: [String]) -> [Block] {
    let shown = isOpen ? work.mixed : items
    let isOwn = work.outcome == .answered
    var blocks = shown.enumerated().map { place, id -> Block in
      let isTaken = isOpen && work.order.contains(id)
      var spans = maker.text(.item(id)) ?? [TextSpan(id)]
      if isTaken { spans = spans.map { TextSpan($0.text, .faint) } }
      return Block(
        spans: spans,
        bullet: [TextSpan("\(place + 1) ", isOpen ? (isTaken ? .faint : .key) : .faint)]
          + (isOwn ? [TextSpan("✓ ", .good)] : []), bar: bar, isTight: place > 0)
    }
    guard isOpen else { return blocks }
    var line = [TextSpan(LearnText.yourOrder(language) + " ", .faint)]
    for place in items.indices {
      if place > 0 { line.append(TextSpan(" → ", .faint)) }
      if work.order.indices.contains(place) {
        let number = (work.mixed.firstIndex(of: work.order[place]) ?? 0) + 1
        line.append(TextSpan("\(number)", .heading))
      } else {
        line.append(TextSpan(place == work.order.count ? "_" : "·", .faint))
      }
    }
    if case .order(let judged)? = work.given?.answer, judged == work.order {
      line.append(TextSpan(" ✗", .bad))
    }
    blocks.append(Block(spans: line, bar: bar, isKey: true))
    return blocks
  }

  private func calculation(_ lines: [LessonQuestion.Line]) -> [Block] {
    let names = lines.map { maker.text(.line($0.id)) ?? [TextSpan($0.id)] }
    let widths = names.map { $0.reduce(0) { $0 + TextWidth.cells($1.text) } }
    let column = min(widths.max() ?? 0, 48) + 1
    let wrong = work.given.flatMap { $0.verdict == .right ? nil : $0.verdict.line }
    var blank = 0
    return lines.enumerated().map { place, line in
      var field = LessonPage.Field(
        text: "", role: .number, isActive: false, column: column)
      if line.isBlank {
        field.text = work.fields.indices.contains(blank) ? work.fields[blank] : ""
        if isOpen {
          field.role = .selected
          field.isActive = work.field == blank
          if wrong == line.id { field.mark = TextSpan("✗", .bad) }
          // What stands above the first wrong line is right.
          if let wrong, let first = lines.firstIndex(where: { $0.id == wrong }), place < first {
            field.mark = TextSpan("✓", .good)
          }
        } else {
          let isOwn = work.outcome == .answered && work.given != nil
          if !isOwn { field.text = maker.number(line.answer) }
          if work.outcome == .answered { field.mark = TextSpan("✓", .good) }
        }
        blank += 1
      } else {
        field.text = maker.number(line.answer)
      }
      // Signs stand in front of a column of digits.
      if !line.isBlank || !isOpen, !field.text.hasPrefix("−") { field.text = " " + field.text }
      return Block(
        spans: names[place], bar: bar, isTight: place > 0, field: field,
        isKey: isOpen && field.isActive)
    }
  }

  // MARK: What is said

  private var hints: [Block] {
    // When the answer is known, what led to it is in the way; the whole way stays with an answer that was shown.
    let shown = isOpen ? Array(0..<work.hints) : work.outcome == .shown ? [2] : []
    return shown.compactMap { level in
      maker.text(.hint(level + 1), isRevealed: !isOpen).map { spans in
        Block(
          spans: spans,
          bullet: [TextSpan(LearnText.hint(language, "\(level + 1)") + "  ", .code)], bar: bar,
          isTight: level > 0 && isOpen, isKey: level == work.hints - 1)
      }
    }
  }

  private var sayings: [Block] {
    var blocks: [Block] = []
    func say(
      _ role: StepProse.Role, _ mark: TextSpan?, isRevealed: Bool = false, after: [TextSpan] = []
    ) {
      guard let text = maker.text(role, isRevealed: isRevealed) else { return }
      let spans = after + text
      blocks.append(
        Block(
          spans: spans, bullet: mark.map { [$0] } ?? [], bar: bar, isTight: !blocks.isEmpty,
          isKey: true))
    }
    switch work.outcome {
    case .answered:
      var mark: TextSpan? = TextSpan("✓ ", .good)
      if case .choice(let id)? = work.given?.answer {
        say(.because(id), mark, isRevealed: true)
        if !blocks.isEmpty { mark = TextSpan("  ") }
      }
      say(.right, mark, isRevealed: true)
    case .shown, .skipped:
      let isShown = work.outcome == .shown
      let name = isShown ? LearnText.wasShown : .wasSkipped
      say(
        .right, TextSpan(isShown ? "◆ " : "» ", .warning), isRevealed: true,
        after: [TextSpan(name(language) + LearnText.stop(language), .warning)])
    case nil:
      guard let given = work.given else { break }
      let mark = TextSpan("✗ ", .bad)
      switch given.verdict {
      case .right: break
      case .wrongChoice(let id): say(.because(id), mark)
      case .mistake(let id, _): say(.mistake(id), mark)
      case .other: say(.other, mark)
      }
    }
    return blocks
  }
}
