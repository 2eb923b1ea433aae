extension ProseReader {
  /// What a line begins.
  enum LineKind {
    case heading, item, paragraph
  }

  /// What the next line that is not empty begins; nil at the end.
  mutating func nextKind() throws(LessonProblem) -> LineKind? {
    skipEmptyLines()
    guard line <= source.lines.count else { return nil }
    let scalars = source.lines[line - 1]
    switch scalars[0] {
    case "#": return .heading
    case "-" where scalars.count > 1 && scalars[1] == " ": return .item
    case " ":
      throw problem(
        line, 0,
        "expected no spaces at the beginning, found some; "
          + "only the lines of a list item go on indented, without an empty line before them")
    default: return .paragraph
    }
  }

  /// Reads a text and the lines that go on with it.
  ///
  /// - Parameters:
  ///   - start: Where it begins in its first line.
  ///   - isItem: Whether it belongs to a list item, whose further lines are indented by two spaces.
  /// - Returns: The text with its places.
  /// - Throws: ``LessonProblem``.
  mutating func readText(from start: Int, isItem: Bool) throws(LessonProblem) -> LessonText {
    let first = line
    var joined: [Unicode.Scalar] = []
    var breaks: [LessonText.Break] = []
    var column = start
    while true {
      let (part, skipped) = try content(from: column)
      if joined.isEmpty {
        column += skipped
        joined = part
        breaks = [.init(offset: 0, line: line, column: column + 1)]
      } else {
        if LineJoin.needsSpace(joined, part) { joined.append(" ") }
        breaks.append(.init(offset: joined.count, line: line, column: column + skipped + 1))
        joined += part
      }
      line += 1
      guard line <= source.lines.count, !source.lines[line - 1].allSatisfy({ $0 == " " }) else {
        break
      }
      let next = source.lines[line - 1]
      if next[0] == "#" || matches("- ", next, at: 0) { break }
      let isIndented = matches("  ", next, at: 0)
      if isItem, !isIndented {
        throw problem(
          line, 0,
          "expected two spaces before a line that goes on with a list item, "
            + "or an empty line before a paragraph")
      }
      if !isItem, next[0] == " " {
        throw problem(line, 0, "expected no spaces at the beginning, found some")
      }
      column = isItem ? 2 : 0
    }
    var result = LessonText(
      text(joined),
      position: breaks.first.map {
        LessonPosition(path: source.path, line: $0.line, column: $0.column)
      }
        ?? LessonPosition(path: source.path, line: first, column: start + 1))
    result.breaks = Array(breaks.dropFirst())
    return result
  }

  /// The characters of the current line from a place on, without spaces at both ends, and how many spaces
  /// were before them.
  private func content(
    from start: Int
  ) throws(LessonProblem) -> (part: [Unicode.Scalar], skipped: Int) {
    let scalars = source.lines[line - 1]
    var part = scalars[min(start, scalars.count)...]
    let whole = part.count
    while part.first == " " { part.removeFirst() }
    let skipped = whole - part.count
    while part.last == " " { part.removeLast() }
    try refuseMarkup(Array(part), at: start + skipped)
    return (Array(part), skipped)
  }

  /// Refuses what a terminal does not show: links, pictures, tables, code blocks, quotations, HTML.
  private func refuseMarkup(
    _ part: [Unicode.Scalar], at start: Int
  ) throws(LessonProblem) {
    for (sign, what) in [
      ("|", "a table"), ("> ", "a quotation"), ("```", "a block of code"),
      ("~~~", "a block of code"),
      ("---", "a rule"), ("* ", "a list"), ("+ ", "a list"),
    ] where matches(sign, part, at: 0) {
      throw problem(line, start, "expected prose, found \(what); write it as a paragraph")
    }
    var depth = 0
    var isCode = false
    for index in part.indices {
      switch part[index] {
      case "`": isCode.toggle()
      case "{": depth += 1
      case "}": depth = max(0, depth - 1)
      case "<" where !isCode && depth == 0 && matches("<!--", part, at: index):
        throw problem(
          line, start + index,
          "expected prose, found a comment; comments stand after a heading or at the beginning "
            + "of a list item")
      case "]" where !isCode && depth == 0 && matches("](", part, at: index):
        throw problem(
          line, start + index, "expected prose, found a link or a picture; name it in words")
      default: break
      }
    }
  }
}
