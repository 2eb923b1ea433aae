import Tracing

/// A function of the expressions of lessons.
enum LessonFunction: String, CaseIterable, Sendable {
  case sum, mean, maximum, minimum, variance, deviation, norm, entropy, count
  case largest, smallest
  case dot, cosine, distance
  case rank
  case sqrt, exp, log, abs, round
  case pieces, bytes, characters
  case race
  case raceGradient = "race-gradient"
  case label
  case labelOf = "label-of"
  case piece, written
  case isLargest = "is-largest"
  case isSmallest = "is-smallest"
  case changed, unchanged
  case at, shows
  case inside = "in"

  /// What an argument must be.
  enum Parameter: Equatable, Sendable {
    case number, text
    /// Cells: an address, with or without indices.
    case cells
    /// A word of a closed set, with what the set is called.
    case word(String, [String])
    /// A tokenizer's name.
    case tokenizer
    /// A number, or `last`.
    case step

    /// What is expected, in words.
    var text: String {
      switch self {
      case .number: "a number"
      case .text: "a text in double quotes"
      case .cells: "an address"
      case .word(let what, let allowed):
        "\(what) (\(LessonExpressionError.Problem.listed(allowed)))"
      case .tokenizer: "the name of a tokenizer"
      case .step: "a step or 'last'"
      }
    }
  }

  /// The arguments.
  var parameters: [Parameter] {
    switch self {
    case .sum, .mean, .maximum, .minimum, .variance, .deviation, .norm, .entropy, .count, .largest,
      .smallest, .rank, .isLargest, .isSmallest, .changed, .unchanged, .at, .label:
      [.cells]
    case .dot, .cosine, .distance: [.cells, .cells]
    case .sqrt, .exp, .log, .abs, .round: [.number]
    case .pieces: [.tokenizer, .text]
    case .bytes, .characters: [.text]
    case .race: [.number, .word("quantity", ["loss", "validation", "gradient"]), .step]
    case .raceGradient: [.number, .number, .step]
    case .labelOf: [.number, .cells, .word("axis", Axis.allCases.map(\.rawValue))]
    case .piece: [.tokenizer, .text, .number]
    case .written: []
    case .shows: [.word("picture", Self.pictures)]
    case .inside: [.word("place", Self.places)]
    }
  }

  /// What can be shown.
  static let pictures = [
    "own", "bars", "heads", "layers", "stream", "identity", "lens", "inside", "derivation",
  ]
  /// The explorer's places.
  static let places = ["explore", "generate", "tokens", "compare", "race"]

  /// How many arguments there must be at least.
  var fewest: Int { self == .pieces ? 1 : parameters.count }

  /// How many arguments it takes, in words.
  var countText: String {
    let most = parameters.count
    if fewest != most { return "\(fewest) or \(most) arguments" }
    return switch most {
    case 0: "no arguments"
    case 1: "1 argument"
    default: "\(most) arguments"
    }
  }

  /// What its value is.
  var kind: LessonExpression.Kind {
    switch self {
    case .label, .labelOf, .piece, .written: .text
    case .isLargest, .isSmallest, .changed, .unchanged, .at, .shows, .inside: .predicate
    default: .number
    }
  }
}
