import Tensors

/// Reads a lesson's text from left to right.
struct LessonTemplateParser {
  private(set) var pieces: [LessonTemplate.Piece] = []
  private let characters: [Character]
  private var position = 0
  private var words = ""
  /// Where emphasis, strong words and code began, from 0.
  private var emphasis: Int?
  private var strong: Int?
  private var code: Int?
  /// The characters that are read as they are, with where they stand; nil where a placeholder breaks a word.
  private var typed: [(character: Character, column: Int)?] = []

  init(_ text: String) { characters = Array(text) }

  /// Where digits are typed.
  var typedDigits: [Int] { TypedDigits.columns(in: typed) }

  private var style: LessonSpan.Style {
    code != nil ? .code : strong != nil ? .strong : emphasis != nil ? .emphasis : .plain
  }

  private func at(_ index: Int) -> Character? {
    characters.indices.contains(index) ? characters[index] : nil
  }

  mutating func parse() throws(LessonExpressionError) {
    while let current = at(position) {
      switch current {
      case "\\": takeEscape()
      case "`":
        flush()
        code = code == nil ? position : nil
        typed.append(nil)
        position += 1
      case "{": try takePlaceholder()
      case "}": throw LessonExpressionError(.brace, at: position + 1)
      case "*" where code == nil: takeStar()
      default: take(current)
      }
    }
    for (begin, sign) in [(code, "`"), (strong, "**"), (emphasis, "*")] {
      guard let begin else { continue }
      throw LessonExpressionError(
        .unclosed("'\(sign)'", end: "'\(sign)', or '\\' before it"), at: begin + 1)
    }
    flush()
  }

  private mutating func take(_ character: Character) {
    words.append(VisibleText.defused(String(character)))
    typed.append((character, position + 1))
    position += 1
  }

  private mutating func flush() {
    guard !words.isEmpty else { return }
    pieces.append(.text(words, style))
    words = ""
  }

  /// A backslash before a sign that has a meaning takes it away; before anything else it stands for itself.
  private mutating func takeEscape() {
    if let next = at(position + 1), "*`{}\\".contains(next) { position += 1 }
    take(characters[position])
  }

  /// A star begins something unless a space follows, and ends it unless one stands before.
  private mutating func takeStar() {
    let isDouble = at(position + 1) == "*"
    let length = isDouble ? 2 : 1
    let isOpen = (isDouble ? strong : emphasis) != nil
    let neighbour = isOpen ? at(position - 1) : at(position + length)
    guard let neighbour, neighbour != " " else {
      for _ in 0..<length { take("*") }
      return
    }
    flush()
    if isDouble { strong = isOpen ? nil : position } else { emphasis = isOpen ? nil : position }
    typed.append(nil)
    position += length
  }

  // MARK: Placeholders

  private mutating func takePlaceholder() throws(LessonExpressionError) {
    let begin = position + 1
    guard let end = endOfPlaceholder(from: begin) else {
      throw LessonExpressionError(.unclosed("'{'", end: "'}'"), at: position + 1)
    }
    flush()
    typed.append(nil)
    let inside = Array(characters[begin..<end])
    position = end + 1
    if inside.starts(with: "key ") {
      let name = String(inside.dropFirst(4).drop { $0 == " " })
      pieces.append(.key(name, column: begin + 1))
      return
    }
    let colon = Self.formatColon(in: inside)
    var format = LessonNumberFormat.own
    if let colon {
      let text = String(inside[(colon + 1)...])
      guard let found = LessonNumberFormat(text) else {
        throw LessonExpressionError(.format(text), at: begin + colon + 2)
      }
      format = found
    }
    let expression: LessonExpression
    do throws(LessonExpressionError) {
      expression = try LessonExpression(parsing: String(inside[..<(colon ?? inside.count)]))
    } catch {
      throw error.shifted(by: begin)
    }
    switch expression.kind {
    case .number: break
    case .text where format == .own: break
    case .text:
      throw LessonExpressionError(
        .kind(expected: "a number before a format", found: "a text"), at: begin + 1)
    case .predicate:
      throw LessonExpressionError(
        .kind(expected: "a number or a text", found: "a predicate"), at: begin + 1)
    }
    pieces.append(.value(expression, format, style, column: begin + 1))
  }

  /// Where the brace is that ends a placeholder; braces in texts end none.
  private func endOfPlaceholder(from begin: Int) -> Int? {
    var isText = false
    var index = begin
    while let character = at(index) {
      if isText, character == "\\" {
        index += 1
      } else if character == "\"" {
        isText.toggle()
      } else if character == "}", !isText {
        return index
      }
      index += 1
    }
    return nil
  }

  /// The last colon outside texts, unless it ends a side's name.
  private static func formatColon(in inside: [Character]) -> Int? {
    var isText = false
    var colon: Int?
    var index = 0
    while index < inside.count {
      if isText, inside[index] == "\\" {
        index += 1
      } else if inside[index] == "\"" {
        isText.toggle()
      } else if inside[index] == ":", !isText {
        colon = index
      }
      index += 1
    }
    guard let colon else { return nil }
    let word = String(inside[..<colon].reversed().prefix { $0.isLetter }.reversed())
    let isSide = ["before", "a", "b", "c"].contains(word)
    // What follows a side is an address, unless it has a format's very form.
    return isSide && LessonNumberFormat(String(inside[(colon + 1)...])) == nil ? nil : colon
  }
}
