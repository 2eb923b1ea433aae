import Explorer
import Lessons
import Screen
import Testing

/// A reader in a lesson: effects are carried out at once, what is kept is at hand.
struct LessonWalker {
  var state: State
  /// What was kept last.
  private(set) var saved: LessonProgress?
  /// How often something was kept.
  private(set) var saves = 0
  /// How many scenes were opened.
  private(set) var openings = 0
  private let runner: EffectRunner

  /// Begins at home, with lessons that there are.
  init(
    _ width: Int = 80, _ height: Int = 24, _ language: DisplayLanguage = .english,
    medium: Medium = Medium(), progress: LessonProgress = LessonProgress(),
    shelf: ModelShelf = ModelShelf()
  ) throws {
    runner = EffectRunner(wake: {}, shelf: shelf, start: { $0() })
    state = State(
      size: Size(width: width, height: height), medium: medium, language: language,
      models: ModelChoice.shipped())
    state.learn = try SmallLessons.state(progress)
  }

  /// Opens a lesson, or a step of it.
  mutating func open(_ lesson: String = "first-look", _ step: String? = nil) {
    carryOut(state.learn(lesson: lesson, step: step))
  }

  mutating func press(_ names: String...) throws {
    for name in names { send(.key(try #require(Recording.key(named: name), "key \(name)"))) }
  }

  mutating func send(_ event: InputEvent) { carryOut(state.update(.input(event))) }

  private mutating func carryOut(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .openStage(let request):
        openings += 1
        runner.openStage(request)
      case .open(let request): runner.open(request)
      case .openGeneration(let request): runner.openGeneration(request)
      case .openComparison(let request): runner.openComparison(request)
      case .saveLessons(let progress):
        saved = progress
        saves += 1
      default: break
      }
    }
    for result in runner.results() { carryOut(state.update(.result(result))) }
  }

  /// The open lesson.
  var lesson: OpenLesson {
    get throws { try #require(state.learn?.lesson) }
  }

  /// The id of the step that is shown.
  var step: String? { state.learn?.lesson?.item?.step.id }

  /// Where the explorer's cursor is.
  var cell: String? { state.explore.map { $0.subject.trace.text(of: $0.cell) } }

  /// The rows of the screen.
  var lines: [String] { RootView(state).canvas.lines }

  /// Whether a row of the screen contains a text.
  func shows(_ text: String) -> Bool { lines.contains { $0.contains(text) } }
}

extension LessonWalker: CustomTestStringConvertible {
  /// The screen, in place of everything that it was drawn from.
  var testDescription: String { "\n" + lines.joined(separator: "\n") }
}
