/// What a step asks.
///
/// Expressions and predicates are kept as written; they are read when the lesson is (see
/// ``LessonExpression``).
package struct LessonQuestion: Equatable, Sendable {
  /// What kind of answer is wanted.
  package enum Kind: Equatable, Sendable {
    /// One of several.
    case choose([Choice])
    /// A number.
    case number(NumberAnswer)
    /// A cell: the cursor is put on it. Axes that an alternative does not name may be anything.
    case point([String])
    /// A state of the explorer.
    case bring(goal: String)
    /// Items in the order in which they happen; kept in the right one.
    case order([String])
    /// A calculation with blanks, from top to bottom.
    case derive([Line])
  }

  /// One of several answers.
  package struct Choice: Equatable, Sendable {
    /// What it is called.
    package var id: String
    /// What says whether it is right.
    package var rule: Rule

    /// Makes a choice.
    package init(_ id: String, _ rule: Rule) {
      self.id = id
      self.rule = rule
    }
  }

  /// What says whether a choice is right.
  package enum Rule: Equatable, Sendable {
    /// The author: for what no model decides.
    case right, wrong
    /// The model: a predicate.
    case when(String)
  }

  /// A number that is wanted.
  package struct NumberAnswer: Equatable, Sendable {
    /// The right one, an expression.
    package var expression: String
    /// How far an answer may be off.
    package var tolerance: Tolerance

    /// Makes a wanted number.
    package init(_ expression: String, within tolerance: Tolerance) {
      self.expression = expression
      self.tolerance = tolerance
    }
  }

  /// How far an answer may be off.
  package enum Tolerance: Equatable, Sendable {
    /// By so much.
    case absolute(Double)
    /// By such a share of the right number.
    case relative(Double)
  }

  /// A line of a calculation.
  package struct Line: Equatable, Sendable {
    /// What it is called.
    package var id: String
    /// What stands there.
    package var answer: NumberAnswer
    /// Whether the reader fills it in.
    package var isBlank: Bool

    /// Makes a line.
    package init(_ id: String, _ answer: NumberAnswer, isBlank: Bool) {
      self.id = id
      self.answer = answer
      self.isBlank = isBlank
    }
  }

  /// A mistake that is recognized and answered by name.
  package struct Mistake: Equatable, Sendable {
    /// What recognizes it.
    package enum Sign: Equatable, Sendable {
      /// A number near this expression's, in a line of a calculation where one is named.
      case number(String, line: String?)
      /// A cell like this.
      case cell(String)
      /// A state in which this holds.
      case state(String)
      /// An item put before another that it must follow.
      case before(String, String)
    }

    /// What it is called.
    package var id: String
    /// What recognizes it.
    package var sign: Sign

    /// Makes a mistake.
    package init(_ id: String, _ sign: Sign) {
      self.id = id
      self.sign = sign
    }
  }

  /// What kind of answer is wanted.
  package var kind: Kind
  /// The mistakes that are recognized.
  package var mistakes: [Mistake]
  /// Keys that bring the explorer into the state that is wanted; for ``Kind/bring(goal:)``.
  package var solution: [String]
  /// Keys that bring it elsewhere, each of them refused.
  package var wrong: [[String]]
  /// Where it begins in its file.
  package var position: LessonPosition

  /// Makes a question.
  package init(
    _ kind: Kind, mistakes: [Mistake] = [], solution: [String] = [], wrong: [[String]] = [],
    position: LessonPosition = LessonPosition()
  ) {
    self.kind = kind
    self.mistakes = mistakes
    self.solution = solution
    self.wrong = wrong
    self.position = position
  }
}
