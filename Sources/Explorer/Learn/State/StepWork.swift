import Lessons
import Tensors

/// What a reader did at a step.
package struct StepWork: Equatable, Sendable {
  /// How the step came to its end.
  package enum Outcome: Equatable, Sendable {
    /// It was answered.
    case answered
    /// The answer was shown.
    case shown
    /// It was passed over.
    case skipped
  }

  /// An answer that was judged.
  package struct Given: Equatable, Sendable {
    /// The answer.
    package let answer: LessonAnswer
    /// What is said to it.
    package let verdict: LessonVerdict
    /// Where the cursor was, for an answer that was pointed at; visible text.
    package var place = ""
  }

  /// How it came to its end; nil while it is open.
  package internal(set) var outcome: Outcome?
  /// The answer that was judged last.
  package internal(set) var given: Given?
  /// How many answers were given.
  package internal(set) var tries = 0
  /// How many hints are shown, up to 3.
  package internal(set) var hints = 0
  /// The mistake that the explorer's state makes now; it is told when it begins.
  var standing: String?

  // MARK: What is not judged yet

  /// The choice that the cursor is on, from 0.
  package internal(set) var choice: Int?
  /// What is typed: a number, or one for each blank.
  package internal(set) var fields: [String]
  /// The blank that is typed in.
  package internal(set) var field = 0
  /// The items that are put in order, as they are shown.
  package let mixed: [String]
  /// Those that were put in order so far.
  package internal(set) var order: [String] = []

  /// The most characters of a number.
  static let longestNumber = 16

  init(_ item: OpenLesson.Item, _ status: StepStatus?, seed: UInt64) {
    switch status {
    case .answered(let tries):
      outcome = .answered
      self.tries = tries
    case .shown: outcome = .shown
    case .skipped: outcome = .skipped
    case .seen, nil: break
    }
    var blanks = 0
    var mixed: [String] = []
    switch item.question?.kind {
    case .number: blanks = 1
    case .derive(let lines): blanks = lines.count { $0.isBlank }
    case .order(let items):
      // Another step with as many items is mixed in another way.
      mixed = Self.mixed(
        items, item.step.id.utf8.reduce(seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
    default: break
    }
    fields = [String](repeating: "", count: blanks)
    self.mixed = mixed
  }

  /// Items in an order that a seed determines, and that is not the right one.
  static func mixed(_ items: [String], _ seed: UInt64) -> [String] {
    var generator = SeededGenerator(seed: seed)
    let mixed = items.shuffled(using: &generator)
    guard mixed == items, items.count > 1 else { return mixed }
    return Array(items.dropFirst() + items.prefix(1))
  }

  /// What the step is kept as.
  var status: StepStatus {
    switch outcome {
    case .answered: .answered(tries: tries)
    case .shown: .shown
    case .skipped: .skipped
    case nil: .seen
    }
  }
}
