import Tensors
import Tracing

/// The words and signs of an expression.
struct LessonToken: Equatable {
  enum What: Equatable {
    case number(Double)
    case text(String)
    /// A word, alone.
    case word(String)
    /// A word with an opening parenthesis right behind it.
    case function(String)
    /// A word with indices in brackets right behind it.
    case indexed(word: String, indices: String)
    case sign(LessonSign)
    /// A minus that belongs to what follows it.
    case negative
    case open, close, comma, end
  }

  let what: What
  /// Where it begins, in characters, from 1.
  let column: Int

  /// What it is called in messages.
  var text: String {
    switch what {
    case .number(let number): "the number \(Number.text(number))"
    case .text: "a text"
    case .word(let word), .function(let word): "'\(VisibleText.defused(word, limit: 60))'"
    case .indexed(let word, let indices):
      "'\(VisibleText.defused("\(word)[\(indices)]", limit: 80))'"
    case .sign(let sign): "'\(sign.rawValue)'"
    case .negative: "'-'"
    case .open: "'('"
    case .close: "')'"
    case .comma: "','"
    case .end: "the end"
    }
  }
}

/// Splits an expression into words and signs.
struct LessonLexer {
  private let characters: [Character]
  private var position = 0
  private var tokens: [LessonToken] = []

  private init(_ text: String) { characters = Array(text) }

  /// The words and signs of a text, with one for its end.
  static func tokens(of text: String) throws(LessonExpressionError) -> [LessonToken] {
    let bytes = text.utf8.count
    guard bytes <= LessonExpression.mostBytes else {
      throw LessonExpressionError(
        .tooLong(what: "an expression", bytes: bytes, limit: LessonExpression.mostBytes), at: 1)
    }
    var lexer = LessonLexer(text)
    while try lexer.next() {}
    return lexer.tokens
  }

  private var current: Character? { position < characters.count ? characters[position] : nil }

  private mutating func add(_ what: LessonToken.What, length: Int = 1) {
    tokens.append(LessonToken(what: what, column: position + 1))
    position += length
  }

  private mutating func next() throws(LessonExpressionError) -> Bool {
    while current == " " { position += 1 }
    guard let current else {
      add(.end, length: 0)
      return false
    }
    switch current {
    case "(": add(.open)
    case ")": add(.close)
    case ",": add(.comma)
    case "\"": try addText()
    case _ where Self.isLetter(current): try addWord()
    case _ where Self.isDigit(current): try addNumber()
    default: try addSign(current)
    }
    return true
  }

  // MARK: Signs

  private mutating func addSign(_ first: Character) throws(LessonExpressionError) {
    // A true minus sign is one too.
    var name = first == "−" ? "-" : String(first)
    let follower = position + 1 < characters.count ? characters[position + 1] : nil
    if first == "<" || first == ">", follower == "=" { name.append("=") }
    guard let sign = LessonSign(rawValue: name) else {
      throw LessonExpressionError(
        .syntax(
          expected: "a number, an address, a function or a text",
          found: VisibleText.quoted(String(first))), at: position + 1)
    }
    let last = position + name.count
    let isOpenLeft = position == 0 || characters[position - 1] == " "
    let isOpenRight = last >= characters.count || characters[last] == " "
    if sign == .minus, !isOpenRight, !followsOperand {
      add(.negative)
      return
    }
    guard isOpenLeft, isOpenRight else {
      throw LessonExpressionError(.spaces(around: name), at: position + 1)
    }
    add(.sign(sign), length: name.count)
  }

  /// Whether something stands in front that a sign may come after.
  private var followsOperand: Bool {
    switch tokens.last?.what {
    case .number, .text, .indexed, .close: true
    case .word(let word): !LessonParser.keywords.contains(word)
    case .function, .sign, .negative, .open, .comma, .end, nil: false
    }
  }

  // MARK: Words and numbers

  private static func isLetter(_ character: Character) -> Bool {
    character.isASCII && character.isLetter
  }

  private static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isNumber
  }

  private static func isWord(_ character: Character) -> Bool {
    isLetter(character) || isDigit(character) || "-_/.:".contains(character)
  }

  private func run() -> String {
    String(characters[position...].prefix { Self.isWord($0) })
  }

  private mutating func addWord() throws(LessonExpressionError) {
    let word = run()
    let end = position + word.count
    switch end < characters.count ? characters[end] : nil {
    case "(" where !LessonParser.keywords.contains(word): add(.function(word), length: word.count)
    case "[":
      guard let close = characters[end...].firstIndex(of: "]") else {
        throw LessonExpressionError(.unclosed("'['", end: "']'"), at: end + 1)
      }
      add(
        .indexed(word: word, indices: String(characters[end + 1..<close])),
        length: close + 1 - position)
    default: add(.word(word), length: word.count)
    }
  }

  private mutating func addNumber() throws(LessonExpressionError) {
    let text = run()
    guard let number = Self.number(text) else {
      if let sign = text.first(where: { "/-".contains($0) }), let at = text.firstIndex(of: sign) {
        let column = position + 1 + text.distance(from: text.startIndex, to: at)
        throw LessonExpressionError(.spaces(around: String(sign)), at: column)
      }
      throw LessonExpressionError(
        .syntax(
          expected: "a number such as 0.02 or 1e-3",
          found: "'\(VisibleText.defused(text, limit: 60))'"), at: position + 1)
    }
    add(.number(number), length: text.count)
  }

  /// A number as it is written: digits, perhaps decimals, perhaps a power of ten.
  private static func number(_ text: String) -> Double? {
    var rest = Substring(text)
    func digits(_ rest: inout Substring) -> Bool {
      let count = rest.count
      rest = rest.drop { isDigit($0) }
      return rest.count < count
    }
    guard digits(&rest) else { return nil }
    if rest.first == "." {
      rest = rest.dropFirst()
      guard digits(&rest) else { return nil }
    }
    if rest.first == "e" {
      rest = rest.dropFirst()
      if rest.first == "-" { rest = rest.dropFirst() }
      guard digits(&rest) else { return nil }
    }
    return rest.isEmpty ? Double(text) : nil
  }

  private mutating func addText() throws(LessonExpressionError) {
    var text = ""
    var index = position + 1
    while index < characters.count, characters[index] != "\"" {
      if characters[index] == "\\" {
        index += 1
        guard index < characters.count, "\\\"".contains(characters[index]) else {
          throw LessonExpressionError(
            .syntax(
              expected: "'\\\"' or '\\\\'",
              found: index < characters.count
                ? VisibleText.quoted("\\" + String(characters[index])) : "the end"), at: index)
        }
      }
      text.append(characters[index])
      index += 1
    }
    guard index < characters.count else {
      throw LessonExpressionError(.unclosed("the text", end: "'\"'"), at: position + 1)
    }
    add(.text(text), length: index + 1 - position)
  }
}
