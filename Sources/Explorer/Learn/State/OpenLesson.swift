import Lessons
import Tensors

/// A lesson that is open: its steps in the order in which they are taken, and what the reader did at each.
package struct OpenLesson: Equatable, Sendable {
  /// What has the keys.
  package enum Focus: Sendable { case lesson, explorer }

  /// A step that is taken: of this lesson, or of an earlier one that is asked again.
  package struct Item: Equatable, Sendable {
    /// The lesson that the step is of.
    package let entry: LessonEntry
    /// The step's number in it, by the order of the file.
    package let index: Int
    /// Whether it is of an earlier lesson.
    package let isRecall: Bool

    /// The step.
    package var step: LessonStep { entry.lesson.steps[index] }
    /// What progress is kept by: an earlier lesson's step is none of this one's.
    var key: String { isRecall ? entry.lesson.id + "/" + step.id : step.id }
    /// What it asks; nil where there is only something to see.
    package var question: LessonQuestion? { step.question }
  }

  /// The lesson.
  package let entry: LessonEntry
  /// The steps in the order in which they are taken, those of earlier lessons first.
  package let items: [Item]
  /// The number of the step that is shown; after the last comes the end.
  package internal(set) var number = 0
  /// What the reader did at each step.
  package internal(set) var works: [StepWork]
  /// What has the keys.
  package internal(set) var focus = Focus.lesson
  /// What the explorer is to show of the step.
  package internal(set) var scene = LessonScene()
  /// Whether the explorer shows it, or has shown it before the reader went elsewhere.
  package internal(set) var isShown = false
  /// What is being opened.
  package internal(set) var awaited: [StageRequest] = []
  /// Whether what was changed is shown as it was before.
  package internal(set) var showsBefore = false
  /// Why the scene cannot be shown; one line.
  package internal(set) var problem: String?
  /// What is said at the step, with its numbers.
  package internal(set) var page = LessonPage()
  /// The first line of it that is shown; nil where that is for the page to say.
  var first: Int?
  /// Whether the next press begins the lesson again.
  var asksToRestart = false
  /// The tokenizer whose steps are to be shown once it is open.
  var awaitedScheme: (name: String, step: Int)?
  /// What the orders of items are drawn from.
  let seed: UInt64

  /// Whether something in the lesson is read from tokenizers.
  let usesTokenizers: Bool

  /// Opens a lesson.
  init(_ entry: LessonEntry, in library: LessonLibrary, _ record: LessonRecord) {
    self.entry = entry
    seed = record.seed
    let recalls = entry.lesson.recalls.compactMap { reference -> Item? in
      guard let other = library[reference.lesson],
        let index = other.lesson.steps.firstIndex(where: { $0.id == reference.step })
      else { return nil }
      return Item(entry: other, index: index, isRecall: true)
    }
    let own = Self.order(entry.lesson, record.seed).map {
      Item(entry: entry, index: $0, isRecall: false)
    }
    items = recalls + own
    usesTokenizers = items.contains { item in
      item.entry.prose.values.contains { words in
        words[item.step.id].map { words in
          (words.paragraphs + words.entries.map(\.text)).contains { $0.source.contains("piece") }
        } ?? false
      } || item.step.question?.kind.speaksOfPieces == true
        || item.step.claims.contains { $0.predicate.contains("piece") }
        || (item.step.actions + item.step.reveal).contains {
          if case .tokens = $0 { true } else { false }
        }
    }
    works = items.map { item in
      StepWork(item, record.steps[item.key], seed: record.seed)
    }
  }

  /// The numbers of the lesson's steps in the order in which they are taken.
  static func order(_ lesson: Lesson, _ seed: UInt64) -> [Int] {
    var order = Array(lesson.steps.indices)
    guard lesson.isShuffled, order.count > 3 else { return order }
    let places = order.dropFirst().dropLast().filter { lesson.steps[$0].question != nil }
    var generator = SeededGenerator(seed: seed)
    for (place, step) in zip(places, places.shuffled(using: &generator)) { order[place] = step }
    return order
  }

  /// The numbers that no model computes, of the lesson that the step is of.
  var facts: [String: Double] {
    let facts = (item?.entry ?? entry).lesson.facts
    return Dictionary(facts.map { ($0.name, $0.value) }) { first, _ in first }
  }

  /// How many steps of earlier lessons come first.
  var recallCount: Int { items.count { $0.isRecall } }
  /// The step that is shown; nil at the end.
  package var item: Item? { items.indices.contains(number) ? items[number] : nil }
  /// What the reader did at the step that is shown.
  package var work: StepWork? { works.indices.contains(number) ? works[number] : nil }
  /// Whether all steps are behind the reader.
  package var isAtEnd: Bool { number >= items.count }
  /// Whether the step's answer is known, or nothing is asked.
  package var isRevealed: Bool { Self.isRevealed(item, work) }

  static func isRevealed(_ item: Item?, _ work: StepWork?) -> Bool {
    item?.question == nil || work?.outcome != nil
  }

  /// Whether the step is one of those that a game is made of, and open.
  var isGame: Bool {
    guard let item, !item.isRecall, item.entry.lesson.isShuffled, !isRevealed else { return false }
    return item.index > 0 && item.index < item.entry.lesson.steps.count - 1
  }

  /// Whether the explorer must have the keys for the step to be answered.
  var isAnsweredInExplorer: Bool {
    guard !isRevealed else { return false }
    switch item?.question?.kind {
    case .point, .bring: return true
    default: return false
    }
  }

  /// The words of the step that is shown.
  func words(_ language: DisplayLanguage) -> StepProse? {
    item.flatMap { $0.entry.words(language)?[$0.step.id] }
  }

  package static func == (left: OpenLesson, right: OpenLesson) -> Bool {
    left.entry == right.entry && left.number == right.number && left.works == right.works
      && left.focus == right.focus && left.scene == right.scene
      && left.showsBefore == right.showsBefore && left.problem == right.problem
      && left.page == right.page && left.first == right.first && left.seed == right.seed
      && left.asksToRestart == right.asksToRestart && left.isShown == right.isShown
      && left.awaited == right.awaited
  }
}

extension LessonQuestion.Kind {
  /// Whether a tokenizer decides what is right.
  var speaksOfPieces: Bool {
    let sources: [String]
    switch self {
    case .choose(let choices):
      sources = choices.map { choice in
        if case .when(let text) = choice.rule { text } else { "" }
      }
    case .number(let answer): sources = [answer.expression]
    case .point(let cells): sources = cells
    case .bring(let goal): sources = [goal]
    case .order: sources = []
    case .derive(let lines): sources = lines.map(\.answer.expression)
    }
    return sources.contains { $0.contains("piece") }
  }
}
