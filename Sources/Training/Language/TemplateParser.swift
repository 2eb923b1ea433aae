/// Cuts a template into words, insertions and marks.
struct TemplateParser {
  /// A piece with names that have not been looked up.
  indirect enum Piece {
    case word(ArraySlice<UInt8>)
    case glued([Piece])
    case mark(String, [Piece])
    /// `{x}`, `{x.part}`, or `{x.(asked.part)}`.
    case slot(String, part: String?, asked: String?)
  }

  private let bytes: ArraySlice<UInt8>
  private var index: Int
  private var depth = 0

  /// How deep marks may stand in marks.
  private static let mostDepth = 8

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  /// All pieces.
  mutating func parse() throws(LanguageProblem) -> [Piece] {
    let pieces = try sequence()
    guard index == bytes.endIndex else { throw unexpected("a word") }
    return pieces
  }

  private var next: UInt8? { index < bytes.endIndex ? bytes[index] : nil }

  private mutating func skipSpaces() {
    while let byte = next, byte.isSpace { index += 1 }
  }

  private mutating func take(_ character: UInt8) -> Bool {
    guard next == character else { return false }
    index += 1
    return true
  }

  private func unexpected(_ expected: String) -> LanguageProblem {
    let rest = bytes[min(index, bytes.endIndex)...]
    return .template(
      expected: expected, found: Array(rest.prefix(while: { !$0.isSpace }))[...].string)
  }

  /// The pieces up to the end, or up to the brace that closes a mark.
  private mutating func sequence() throws(LanguageProblem) -> [Piece] {
    var pieces: [Piece] = []
    while true {
      skipSpaces()
      guard let byte = next, byte != UInt8(ascii: "}") else { return pieces }
      var parts = [try piece()]
      while take(UInt8(ascii: "+")) { parts.append(contentsOf: [try piece()]) }
      if let byte = next, !byte.isSpace, byte != UInt8(ascii: "}") || depth == 0 {
        throw unexpected("a space or \"+\"")
      }
      if parts.count > 1 {
        pieces.append(.glued(parts))
      } else if case .word(let word) = parts[0], word.equals("\"\"") {
        continue
      } else {
        pieces.append(parts[0])
      }
    }
  }

  private mutating func piece() throws(LanguageProblem) -> Piece {
    if take(UInt8(ascii: "{")) { return try braces() }
    let start = index
    while let byte = next, !byte.isSpace, byte != UInt8(ascii: "+"), !GrammarParser.isMark(byte) {
      index += 1
    }
    guard start < index else { throw unexpected("a word or an insertion") }
    return .word(bytes[start..<index])
  }

  private mutating func name() throws(LanguageProblem) -> String {
    skipSpaces()
    let start = index
    let ends = Array(".:()}{+|".utf8)
    while let byte = next, !byte.isSpace, !ends.contains(byte) { index += 1 }
    guard bytes[start..<index].isName else {
      index = start
      throw unexpected("a name in the braces")
    }
    let name = bytes[start..<index].string
    skipSpaces()
    return name
  }

  private mutating func braces() throws(LanguageProblem) -> Piece {
    let name = try name()
    if take(UInt8(ascii: ":")) {
      guard depth < Self.mostDepth else {
        throw .template(expected: "marks in marks at most \(Self.mostDepth) deep", found: name)
      }
      depth += 1
      let pieces = try sequence()
      depth -= 1
      guard take(UInt8(ascii: "}")) else { throw unexpected("\"}\"") }
      return .mark(name, pieces)
    }
    var part: String?
    var asked: String?
    if take(UInt8(ascii: ".")) {
      if take(UInt8(ascii: "(")) {
        asked = try self.name()
        guard take(UInt8(ascii: ".")) else { throw unexpected("\".\"") }
        part = try self.name()
        guard take(UInt8(ascii: ")")) else { throw unexpected("\")\"") }
        skipSpaces()
      } else {
        part = try self.name()
      }
    }
    guard take(UInt8(ascii: "}")) else { throw unexpected("\"}\"") }
    return .slot(name, part: part, asked: asked)
  }
}
