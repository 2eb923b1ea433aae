import Lessons
import Screen
import Tensors
import Tracing

/// Checks a step of a lesson in one language, as a reader meets it.
struct StepCheck {
  private let entry: LessonEntry
  private let step: LessonStep
  private let language: String
  /// The explorer at the step, before anything was answered.
  private(set) var explorer: HeadlessExplorer
  private(set) var figures: LessonFigures
  private(set) var problems: [LessonProblem] = []
  private(set) var claims = 0
  private(set) var answers = 0

  init(
    _ entry: LessonEntry, _ index: Int, _ language: String, _ explorer: HeadlessExplorer,
    _ figures: LessonFigures
  ) {
    self.entry = entry
    step = entry.lesson.steps[index]
    self.language = language
    self.explorer = explorer
    self.figures = figures
  }

  /// The words of the step.
  private var words: StepProse? { entry.prose[language]?[step.id] }

  /// Checks it; what no language changes only where that is wanted.
  mutating func run(plays: Bool, isFirst: Bool) {
    for action in step.actions + step.reveal {
      if isFirst, let problem = action.unknownName { say(problem, at: step.position) }
    }
    let id = step.id
    let lesson = entry.lesson.id
    explorer.begin { $0.learn(lesson: lesson, step: id) }
    if let problem = explorer.state.learn?.lesson?.problem ?? explorer.state.placeProblem
      ?? explorer.state.problem
    {
      say(problem, at: step.position)
      return
    }
    guard let world = explorer.state.lessonWorld, let revealed = explorer.state.revealedWorld
    else {
      say("nothing is opened that its numbers could be read from", at: step.position)
      return
    }
    if isFirst {
      for claim in step.claims { check(claim, in: world, or: revealed) }
      checkQuestion(in: world)
    }
    fill(in: world, and: revealed)
    checkRoom()
    if isFirst { checkReveal() }
    if plays, step.question != nil, problems.isEmpty { play() }
  }

  // MARK: What the model says

  private mutating func check(
    _ claim: LessonClaim, in world: LessonWorld, or revealed: LessonWorld
  ) {
    do throws(LessonExpressionError) {
      let predicate = try LessonExpression(parsing: claim.predicate)
      let holds: Bool
      do throws(LessonExpressionError) { holds = try predicate.holds(in: world) } catch {
        holds = try predicate.holds(in: revealed)
      }
      guard holds else {
        say("the model does not bear this out: \(claim.predicate)", at: claim.position)
        return
      }
      claims += 1
    } catch {
      say(error, at: claim.position)
    }
  }

  private mutating func checkQuestion(in world: LessonWorld) {
    guard let question = step.question else { return }
    let judged = explorer.state.judgingWorld(of: question) ?? world
    for problem in LessonJudge.problems(of: question, in: judged) {
      say(problem.text, at: problem.position)
    }
    for word in question.solution + question.wrong.flatMap(\.self) where KeyName.keys(word) == nil {
      say(
        "\(VisibleText.quoted(word, limit: 20)) is no key; keys are written as on the screen: n, Enter, "
          + "Down, F4", at: question.position)
    }
    var answers: [LessonQuestion.NumberAnswer] = []
    if case .number(let answer) = question.kind { answers = [answer] }
    if case .derive(let lines) = question.kind { answers = lines.map(\.answer) }
    for answer in answers {
      let value = try? LessonExpression(parsing: answer.expression).number(in: judged)
      guard let value, !value.isFinite else { continue }
      say(
        "expected an answer that can be typed, found \(Number.text(value)): \(answer.expression)",
        at: question.position)
    }
  }

  // MARK: What the words say

  /// Fills every text of the step, and keeps what its placeholders say.
  private mutating func fill(in world: LessonWorld, and revealed: LessonWorld) {
    guard let words else { return }
    for text in words.paragraphs { fill(text, in: world) }
    for entry in words.entries {
      var isRevealed = entry.role == .right
      if case .because(let id) = entry.role { isRevealed = isRight(id, in: world) }
      fill(entry.text, in: isRevealed ? revealed : world)
    }
  }

  private mutating func fill(_ text: LessonText, in world: LessonWorld) {
    do throws(LessonExpressionError) {
      let template = try LessonTemplate(parsing: text.source)
      _ = try template.spans(in: world) { explorer.state.lessonKey($0) }
      for (expression, _) in template.expressions {
        let value =
          expression.kind == .text
          ? "\"" + VisibleText.defused(try expression.text(in: world)) + "\""
          : Number.text(try expression.number(in: world), digits: 6)
        guard figures.figure(step: step.id, expression: expression.source) == nil else { continue }
        figures.figures.append(
          LessonFigures.Figure(step: step.id, expression: expression.source, value: value))
      }
    } catch {
      say("\(error.problem)", at: text.position(at: error.column))
    }
  }

  /// Whether a choice is the right one.
  private func isRight(_ id: String, in world: LessonWorld) -> Bool {
    guard let question = step.question else { return false }
    let verdict = try? LessonJudge.verdict(on: .choice(id), to: question, in: world)
    return verdict == .right
  }

  /// Makes sure that there is what the answer leads to.
  private mutating func checkReveal() {
    guard !step.reveal.isEmpty else { return }
    var revealed = explorer
    revealed.begin { $0.revealStep() }
    let state = revealed.state
    if let problem = state.learn?.lesson?.problem ?? state.placeProblem ?? state.problem {
      say("then: \(problem)", at: step.position)
    }
  }

  // MARK: Room

  /// The rows that a step may take below the explorer on a screen of 80×24.
  private static let mostRows = 13

  private mutating func checkRoom() {
    guard let words, let rows = explorer.state.lessonRows, rows > Self.mostRows else { return }
    say(
      "\(language): expected at most \(Self.mostRows) rows at 80×24, the question and its choices "
        + "among them, found \(rows); shorten it, or make two steps of it", at: words.position)
  }

  // MARK: Answers

  private mutating func play() {
    guard let script = AnswerScript(step, explorer.state) else { return }
    for problem in script.problems { say(problem, at: step.question?.position ?? step.position) }
    for attempt in script.wrong { give(attempt, isRight: false) }
    for attempt in script.right { give(attempt, isRight: true) }
    guard script.wrong.count >= script.fewestWrong else {
      say(
        "expected at least \(script.fewestWrong) wrong answers, found \(script.wrong.count)",
        at: step.question?.position ?? step.position)
      return
    }
  }

  private mutating func give(_ attempt: AnswerScript.Attempt, isRight: Bool) {
    var attempted = explorer
    attempt.play(&attempted)
    answers += 1
    guard let work = attempted.state.learn?.lesson?.work else { return }
    let position = step.question?.position ?? step.position
    if isRight {
      if work.outcome != .answered {
        say("the right answer is refused: \(attempt.name)", at: position)
      }
      return
    }
    if work.outcome == .answered {
      say("a wrong answer is accepted: \(attempt.name)", at: position)
    } else if let expected = attempt.verdict, work.given?.verdict != expected {
      say(
        "a wrong answer is not told by its own explanation: \(attempt.name)", at: position)
    }
  }

  // MARK: Problems

  private mutating func say(_ error: LessonExpressionError, at position: LessonPosition) {
    say("\(error)", at: position)
  }

  private mutating func say(_ text: String, at position: LessonPosition) {
    problems.append(
      LessonProblem(
        position: position, text: "step \(step.id): \(text)",
        excerpt: entry.sources[position.path]?.excerpt(position.line) ?? ""))
  }
}

extension LessonAction {
  /// What an action names and the explorer does not have; one line, nil for nothing.
  fileprivate var unknownName: String? {
    switch self {
    case .tokens(_, let scheme?, _) where TokenScheme(named: scheme) == nil:
      return "tokens: there is no tokenizer \(VisibleText.quoted(scheme))"
    case .compare(let comparison):
      guard let page = comparison.page, CompareState.Page(rawValue: page) == nil else { return nil }
      return
        "page: expected \(CompareState.Page.allCases.map(\.rawValue).joined(separator: ", ")), "
        + "found \(VisibleText.quoted(page))"
    case .race(let settings):
      do {
        _ = try LessonRaceSetup.setup(settings)
        return nil
      } catch { return VisibleText.defused("\(error)") }
    default: return nil
    }
  }
}

extension State {
  /// What the explorer had to say against what it was asked for; nil for nothing.
  fileprivate var problem: String? { notice?.kind == .problem ? notice?.text : nil }
}
