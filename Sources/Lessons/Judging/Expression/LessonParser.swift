import Tensors
import Tracing

/// Reads an expression: by precedence climbing, so that what is nested costs two calls a level.
struct LessonParser {
  /// Words that join predicates.
  static let keywords: Set<String> = ["and", "or", "not", "within"]

  let tokens: [LessonToken]
  private(set) var position = 0

  init(_ text: String) throws(LessonExpressionError) { tokens = try LessonLexer.tokens(of: text) }

  /// The expression that all tokens make.
  mutating func whole() throws(LessonExpressionError) -> LessonTerm {
    let term = try parse(0, level: 1)
    guard current.what == .end else {
      throw syntax(expected: "an operator between two parts, or the end")
    }
    return term
  }

  // MARK: Tokens

  var current: LessonToken { tokens[position] }

  mutating func take() -> LessonToken {
    defer { if position < tokens.count - 1 { position += 1 } }
    return tokens[position]
  }

  func syntax(expected: String) -> LessonExpressionError {
    LessonExpressionError(.syntax(expected: expected, found: current.text), at: current.column)
  }

  func make(
    _ what: LessonTerm.What, at column: Int, around parts: [LessonTerm]
  ) throws(LessonExpressionError) -> LessonTerm {
    let term = LessonTerm(what, at: column, around: parts)
    guard term.depth <= LessonExpression.mostLevels else { throw tooDeep(at: column) }
    return term
  }

  private func tooDeep(at column: Int) -> LessonExpressionError {
    LessonExpressionError(.tooDeep(limit: LessonExpression.mostLevels), at: column)
  }

  func require(
    _ kind: LessonExpression.Kind, _ term: LessonTerm
  ) throws(LessonExpressionError) {
    guard term.kind == kind else {
      throw LessonExpressionError(
        .kind(expected: kind.text, found: term.kind.text), at: term.column)
    }
  }

  // MARK: Operators

  /// Reads what binds at least so tightly: 1 `or`, 2 `and`, 4 comparisons, 5 sums, 6 products, 7 parts.
  mutating func parse(
    _ minimum: Int, level: Int
  ) throws(LessonExpressionError) -> LessonTerm {
    guard level <= LessonExpression.mostLevels else { throw tooDeep(at: current.column) }
    var left = try prefix(level: level)
    while true {
      switch current.what {
      case .word("or") where minimum <= 1:
        left = try join(left, level, 2) { .either($0, $1) }
      case .word("and") where minimum <= 2:
        left = try join(left, level, 3) { .both($0, $1) }
      case .sign(let sign) where sign.precedence >= minimum:
        left = try operate(left, sign, level: level)
      default: return left
      }
    }
  }

  private mutating func join(
    _ left: LessonTerm, _ level: Int, _ minimum: Int,
    _ what: (LessonTerm, LessonTerm) -> LessonTerm.What
  ) throws(LessonExpressionError) -> LessonTerm {
    _ = take()
    try require(.predicate, left)
    let right = try parse(minimum, level: level)
    try require(.predicate, right)
    return try make(what(left, right), at: left.column, around: [left, right])
  }

  private mutating func operate(
    _ left: LessonTerm, _ sign: LessonSign, level: Int
  ) throws(LessonExpressionError) -> LessonTerm {
    _ = take()
    let right = try parse(sign.precedence + 1, level: level)
    guard sign.isComparison else {
      try require(.number, left)
      try require(.number, right)
      return try make(.arithmetic(sign, left, right), at: left.column, around: [left, right])
    }
    var within: LessonTerm?
    if sign == .equal, left.kind == .text {
      try require(.text, right)
    } else {
      try require(.number, left)
      try require(.number, right)
      if sign == .equal, current.what == .word("within") {
        _ = take()
        let tolerance = try parse(5, level: level)
        try require(.number, tolerance)
        within = tolerance
      }
    }
    return try make(
      .comparison(sign, left, right, within: within), at: left.column,
      around: [left, right] + (within.map { [$0] } ?? []))
  }

  // MARK: Parts

  private mutating func prefix(level: Int) throws(LessonExpressionError) -> LessonTerm {
    let token = current
    switch token.what {
    case .number(let number):
      _ = take()
      return LessonTerm(.number(number), at: token.column)
    case .text(let text):
      _ = take()
      return LessonTerm(.text(text), at: token.column)
    case .negative:
      _ = take()
      let part = try parse(7, level: level + 1)
      try require(.number, part)
      return try make(.negative(part), at: token.column, around: [part])
    case .word("not"):
      _ = take()
      let part = try parse(4, level: level + 1)
      try require(.predicate, part)
      return try make(.not(part), at: token.column, around: [part])
    case .word(let word) where !Self.keywords.contains(word):
      guard let constant = LessonConstant(rawValue: word) else { return try reference() }
      _ = take()
      return LessonTerm(.constant(constant), at: token.column)
    case .indexed: return try reference()
    case .function(let name): return try call(name, level: level)
    case .open:
      _ = take()
      let part = try parse(0, level: level + 1)
      guard current.what == .close else {
        throw current.what == .end
          ? LessonExpressionError(.unclosed("'('", end: "')'"), at: token.column)
          : syntax(expected: "')' or an operator")
      }
      _ = take()
      return part
    case .word, .sign, .close, .comma, .end:
      throw syntax(expected: "a number, an address, a function or a text")
    }
  }

  mutating func reference() throws(LessonExpressionError) -> LessonTerm {
    let token = take()
    var (word, indices) = ("", "")
    switch token.what {
    case .word(let name): word = name
    case .indexed(let name, let inside): (word, indices) = (name, "[\(inside)]")
    default: break
    }
    var side = LessonWorld.Side.now
    var isPrefixed = false
    if let colon = word.firstIndex(of: ":") {
      let name = String(word[..<colon])
      guard let found = Self.sides[name] else {
        throw LessonExpressionError(
          .word(what: "side", name, allowed: ["before:", "a:", "b:", "c:"]), at: token.column)
      }
      (side, isPrefixed) = (found, true)
      word = String(word[word.index(after: colon)...])
    }
    let found: CellReference
    do throws(CellReferenceError) {
      found = try CellReference(parsing: word + indices)
    } catch {
      throw LessonExpressionError(.reference(error), at: token.column)
    }
    for index in found.indices {
      guard let axis = index.axis, Axis(rawValue: axis) == nil else { continue }
      throw LessonExpressionError(
        .word(what: "axis", axis, allowed: Axis.allCases.map(\.rawValue)), at: token.column)
    }
    return LessonTerm(
      .reference(LessonReference(side: side, reference: found, isPrefixed: isPrefixed)),
      at: token.column)
  }

  static let sides: [String: LessonWorld.Side] = [
    "before": .before, "a": .compared(0), "b": .compared(1), "c": .compared(2),
  ]
}
