import Tracing

/// A part of an expression, as it was read.
struct LessonTerm: Equatable, Sendable {
  /// What it is.
  indirect enum What: Equatable, Sendable {
    case number(Double)
    case text(String)
    /// A word that names something to a function: an axis, a tokenizer, a picture.
    case word(String)
    case reference(LessonReference)
    case constant(LessonConstant)
    case negative(LessonTerm)
    case arithmetic(LessonSign, LessonTerm, LessonTerm)
    case comparison(LessonSign, LessonTerm, LessonTerm, within: LessonTerm?)
    case not(LessonTerm)
    case both(LessonTerm, LessonTerm)
    case either(LessonTerm, LessonTerm)
    case call(LessonFunction, [LessonTerm])
  }

  let what: What
  /// Where it begins, in characters, from 1.
  let column: Int
  /// How many parts lie inside one another.
  let depth: Int

  init(_ what: What, at column: Int, around parts: [LessonTerm] = []) {
    self.what = what
    self.column = column
    depth = 1 + (parts.map(\.depth).max() ?? 0)
  }

  /// What its value is; a slice counts as a number, and words are texts.
  var kind: LessonExpression.Kind {
    switch what {
    case .number, .reference, .constant, .negative, .arithmetic: .number
    case .text, .word: .text
    case .comparison, .not, .both, .either: .predicate
    case .call(let function, _): function.kind
    }
  }

  /// The parts that it is made of.
  var parts: [LessonTerm] {
    switch what {
    case .number, .text, .word, .reference, .constant: []
    case .negative(let part), .not(let part): [part]
    case .arithmetic(_, let left, let right), .both(let left, let right),
      .either(let left, let right):
      [left, right]
    case .comparison(_, let left, let right, let within):
      [left, right] + (within.map { [$0] } ?? [])
    case .call(_, let arguments): arguments
    }
  }
}

/// Cells of one of the computations.
struct LessonReference: Equatable, Sendable {
  let side: LessonWorld.Side
  let reference: CellReference
  /// Whether a side was written.
  let isPrefixed: Bool

  /// Whether it may be a fact's name: nothing but a word.
  var mayBeFact: Bool {
    !isPrefixed && reference.indices.isEmpty && reference.address.parts.count == 1
  }
}

/// What stands between two parts.
enum LessonSign: String, CaseIterable, Sendable {
  case plus = "+"
  case minus = "-"
  case times = "*"
  case over = "/"
  case equal = "="
  case less = "<"
  case greater = ">"
  case atMost = "<="
  case atLeast = ">="

  /// Whether it compares.
  var isComparison: Bool {
    switch self {
    case .plus, .minus, .times, .over: false
    case .equal, .less, .greater, .atMost, .atLeast: true
    }
  }

  /// How tightly it binds.
  var precedence: Int {
    switch self {
    case .equal, .less, .greater, .atMost, .atLeast: 4
    case .plus, .minus: 5
    case .times, .over: 6
    }
  }
}

/// A number of the model on the screen, or of where the reader is.
enum LessonConstant: String, CaseIterable, Sendable {
  case layers, heads, width
  case headWidth = "head-width"
  case feedForward = "feed-forward"
  case vocabulary, parameters, tokens
  /// The head that is shown.
  case head
}
