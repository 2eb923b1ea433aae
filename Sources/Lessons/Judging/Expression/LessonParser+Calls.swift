import Tensors
import Tracing

extension LessonParser {
  /// Reads a function with its arguments.
  mutating func call(
    _ name: String, level: Int
  ) throws(LessonExpressionError) -> LessonTerm {
    let token = take()
    guard let function = LessonFunction(rawValue: name) else {
      if let colon = name.firstIndex(of: ":") {
        let (side, rest) = (String(name[..<colon]), String(name[name.index(after: colon)...]))
        if Self.sides[side] != nil, LessonFunction(rawValue: rest) != nil {
          throw LessonExpressionError(.sidedFunction(side: side, rest), at: token.column)
        }
      }
      let known = LessonFunction.allCases.map(\.rawValue)
      let nearest = known.map { (editDistance($0, String(name.prefix(40))), $0) }
        .filter { $0.0 <= 2 }.sorted { $0 < $1 }.prefix(3).map(\.1)
      throw LessonExpressionError(.function(name, nearest: nearest), at: token.column)
    }
    let count = try argumentCount()
    guard count >= function.fewest, count <= function.parameters.count else {
      throw LessonExpressionError(
        .arguments(name, expected: function.countText, found: count), at: token.column)
    }
    _ = take()
    var arguments: [LessonTerm] = []
    for parameter in function.parameters.prefix(count) {
      if !arguments.isEmpty { _ = take() }
      arguments.append(try argument(parameter, level: level))
      guard current.what == (arguments.count == count ? .close : .comma) else {
        throw syntax(expected: arguments.count == count ? "')' or an operator" : "','")
      }
    }
    _ = take()
    try check(function, arguments)
    return try make(.call(function, arguments), at: token.column, around: arguments)
  }

  /// How many arguments stand in the parentheses that begin here.
  private func argumentCount() throws(LessonExpressionError) -> Int {
    var (depth, commas) = (0, 0)
    for index in position..<tokens.count {
      switch tokens[index].what {
      case .open: depth += 1
      case .close: depth -= 1
      case .comma where depth == 1: commas += 1
      default: break
      }
      if depth == 0 { return index == position + 1 ? 0 : commas + 1 }
    }
    throw LessonExpressionError(.unclosed("'('", end: "')'"), at: current.column)
  }

  private mutating func argument(
    _ parameter: LessonFunction.Parameter, level: Int
  ) throws(LessonExpressionError) -> LessonTerm {
    let token = current
    switch (parameter, token.what) {
    case (.number, _), (.text, _):
      let term = try parse(0, level: level + 1)
      try require(parameter == .number ? .number : .text, term)
      return term
    case (.cells, .word(let word))
    where !Self.keywords.contains(word) && LessonConstant(rawValue: word) == nil:
      return try reference()
    case (.cells, .indexed): return try reference()
    case (.word(let what, let allowed), .word(let word)):
      guard allowed.contains(word) else {
        throw LessonExpressionError(.word(what: what, word, allowed: allowed), at: token.column)
      }
      return LessonTerm(.word(word), at: take().column)
    case (.tokenizer, .word(let word)), (.tokenizer, .text(let word)):
      return LessonTerm(.word(word), at: take().column)
    case (.step, .word("last")): return LessonTerm(.word("last"), at: take().column)
    case (.step, _):
      let term = try parse(0, level: level + 1)
      try require(.number, term)
      return term
    case (.cells, _), (.word, _), (.tokenizer, _):
      throw LessonExpressionError(
        .kind(expected: parameter.text, found: token.text), at: token.column)
    }
  }

  /// Refuses what no signature says.
  private func check(
    _ function: LessonFunction, _ arguments: [LessonTerm]
  ) throws(LessonExpressionError) {
    guard let first = arguments.first, case .reference(let reference) = first.what else { return }
    switch function {
    case .changed, .unchanged, .at:
      guard !reference.isPrefixed else {
        throw LessonExpressionError(
          .kind(expected: "an address without a side", found: "one of another computation"),
          at: first.column)
      }
    case .label:
      let indices = reference.reference.indices
      guard indices.count == 1, indices[0].axis != nil else {
        throw LessonExpressionError(
          .kind(
            expected: "one index with its axis, as in label(ADDRESS[key 2])",
            found: indices.count == 1 ? "one without" : "\(indices.count)"), at: first.column)
      }
    default: break
    }
  }
}
