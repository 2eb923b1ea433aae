import Lessons
import Screen
import Tracing

/// Makes the page of the step that is shown.
struct LessonPageMaker {
  private let state: State
  private let lesson: OpenLesson
  private let words: StepProse?
  private let asked: LessonWorld?
  private let revealed: LessonWorld?
  private var language: DisplayLanguage { state.language }

  init?(_ state: State) {
    guard let lesson = state.learn?.lesson else { return nil }
    self.state = state
    self.lesson = lesson
    words = lesson.words(state.language)
    asked = state.lessonWorld
    revealed = state.revealedWorld
  }

  /// The page.
  var page: LessonPage {
    guard let item = lesson.item else { return end }
    var page = LessonPage(title: state.medium.drawable(words?.title ?? item.step.id))
    if lesson.isShown, lesson.scene.isChanged {
      page.change = text(.change, isRevealed: true)?.map(\.text).joined() ?? ""
    }
    if item.isRecall {
      page.blocks.append(
        LessonPage.Block(
          spans: [TextSpan(LearnText.recall(language, item.entry.title(language)), .faint)]))
    }
    for text in words?.paragraphs ?? [] {
      page.blocks.append(LessonPage.Block(spans: spans(text, in: asked)))
    }
    if let problem = lesson.problem {
      page.blocks.append(
        LessonPage.Block(spans: [TextSpan(problem, .bad)], bullet: [TextSpan("✗ ", .bad)]))
    }
    if let question = item.question, let work = lesson.work {
      page.blocks += QuestionBlocks(self, question, work).blocks
    }
    return page
  }

  // MARK: Words

  /// A text of the step, with what it says while the step is asked, or when its answer is known.
  func text(_ role: StepProse.Role, isRevealed: Bool = false) -> [TextSpan]? {
    words?.text(role).map { spans($0, in: isRevealed ? revealed : asked) }
  }

  /// A text with its numbers.
  func spans(_ text: LessonText, in world: LessonWorld?) -> [TextSpan] {
    LessonWords(state.medium, isWaiting: state.awaitsNumbers) { state.lessonKey($0) }.spans(
      text, in: world)
  }

  /// The number of an expression as a reader would write it; `?` where there is none.
  func number(_ answer: LessonQuestion.NumberAnswer) -> String {
    guard let world = asked, let expression = try? LessonExpression(parsing: answer.expression),
      let value = try? expression.number(in: world)
    else { return "?" }
    return Number.text(value)
  }

  /// What is said of a choice's rule: whether it is the right one.
  func isRight(_ choice: LessonQuestion.Choice, of question: LessonQuestion) -> Bool {
    guard let world = asked else { return false }
    return (try? LessonJudge.verdict(on: .choice(choice.id), to: question, in: world)) == .right
  }

  /// Whether the explorer and the words share few rows.
  var isCompact: Bool { state.screen.width < LessonSplit.widthForBoth }

  /// The screens' language and what they can show.
  var look: (language: DisplayLanguage, medium: Medium) { (language, state.medium) }

  // MARK: The end

  /// What is said behind the last step.
  private var end: LessonPage {
    let words = lesson.entry.words(language)
    var page = LessonPage(title: LearnText.done(language))
    page.blocks.append(LessonPage.Block(spans: [TextSpan(LearnText.nowYouCan(language))]))
    if let ability = words?.ability, !ability.isEmpty {
      page.blocks.append(
        LessonPage.Block(
          spans: [TextSpan(state.medium.drawable(ability), .heading)],
          bullet: [TextSpan("✓ ", .good)], bar: .good))
    }
    let open = lesson.items.indices.filter { number in
      lesson.items[number].question != nil && lesson.works[number].outcome != .answered
    }
    guard !open.isEmpty else { return page }
    page.blocks.append(LessonPage.Block(spans: [TextSpan(LearnText.worthAnother(language))]))
    for number in open {
      let item = lesson.items[number]
      let title = item.entry.words(language)?[item.step.id]?.title ?? item.step.id
      let mark = StepMark(item, lesson.works[number], isHere: false)
      page.blocks.append(
        LessonPage.Block(
          spans: [
            TextSpan(state.medium.drawable(title)),
            TextSpan("  " + (mark.name(language) ?? ""), .faint),
          ], bullet: [TextSpan("\(number + 1) ", .key)], isTight: number != open.first))
    }
    return page
  }
}

extension State {
  /// What the key of an action is called, in the place where a lesson speaks of it.
  func lessonKey(_ name: String) -> String? {
    guard let action = Action(rawValue: name) else { return nil }
    var here = self
    here.learn?.lesson?.focus = .explorer
    here.overlay = nil
    let own = Keymap.key(for: action, in: here.placeContext, letters: here.letters)
    let any = own ?? [.explore, .lesson].lazy.compactMap { Keymap.key(for: action, in: $0) }.first
    return any?.label
      ?? Keymap.bindings.first { $0.action == action }?.keys.first?.label
  }

  /// Says the step again with the numbers as they are now.
  mutating func refreshPage() {
    guard let maker = LessonPageMaker(self) else { return }
    let page = maker.page
    if page != learn?.lesson?.page { learn?.lesson?.page = page }
  }
}
