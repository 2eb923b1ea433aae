import Lessons

/// The lessons: which there are, how far the reader has come, the one that is open.
package struct LearnState: Equatable, Sendable {
  /// The lessons that there are.
  package let library: LessonLibrary
  /// How far the reader has come in each.
  package internal(set) var progress: LessonProgress
  /// The list of lessons.
  package internal(set) var list = LessonListState()
  /// The lesson that is open; nil while the list is shown.
  package internal(set) var lesson: OpenLesson?
  /// The seed that the next lesson's orders are drawn from.
  var seed: UInt64
  /// Where the reader came from; the list itself where lessons are all that was asked for.
  var cameFrom = State.Place.home
  /// What the explorer showed there: lessons have it show other things.
  var kept: KeptScreens?
  /// The race that a lesson began: the same settings give the same race, so it need not be trained again.
  var race: LessonRace?
  /// What was opened for scenes last, the latest last.
  var stages: [LessonStage] = []

  /// The most scenes that are kept open.
  static let mostStages = 6

  /// Makes the lessons that a library has.
  ///
  /// - Parameters:
  ///   - library: The lessons.
  ///   - progress: How far the reader has come.
  ///   - seed: What orders are drawn from, for lessons that are begun.
  package init(
    library: LessonLibrary, progress: LessonProgress = LessonProgress(), seed: UInt64 = 1
  ) {
    self.library = library
    self.progress = progress
    self.seed = seed
    list.select(progress.last, in: rows)
  }

  /// The rows of the list.
  package var rows: [LessonRow] { LessonRow.all(of: library, progress, matching: list.words) }

  /// What was opened for a scene, if it is kept.
  func stage(_ request: StageRequest?) -> LessonStage? {
    request.flatMap { request in stages.last { $0.request == request } }
  }

  /// Keeps what was opened for a scene.
  mutating func keep(_ stage: LessonStage) {
    stages.removeAll { $0.request == stage.request }
    stages.append(stage)
    if stages.count > Self.mostStages { stages.removeFirst() }
  }
}

/// A race that a lesson began.
struct LessonRace: Equatable, Sendable {
  /// Its number.
  var number: Int
  /// What it was asked to be.
  var settings: [LessonSetting]
}

/// What the explorer showed before a lesson took it over.
struct KeptScreens: Equatable, Sendable {
  var explore: ExploreState?
  var walkReturn: State.Place
  var generate: GenerateState?
  var generateReturn: State.Place
  var compare: CompareState?
  var comparedFrom: ComparedFrom?
  var tokens: TokensState
}

extension LessonEntry {
  /// The words in a language, or else in English, or else in any.
  func words(_ language: DisplayLanguage) -> LessonProse? {
    prose[language.rawValue] ?? prose[DisplayLanguage.english.rawValue]
      ?? prose.sorted { $0.key < $1.key }.first?.value
  }

  /// The lesson's name.
  func title(_ language: DisplayLanguage) -> String { words(language)?.title ?? lesson.id }
}
