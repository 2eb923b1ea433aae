import Tensors

/// A line of a file of statements: words, of which some are texts in quotes.
struct LessonStatement {
  /// A word.
  struct Word {
    /// The word as written.
    let raw: String
    /// What stands between the quotes, where the word is a text in quotes.
    let quoted: String?
    /// The place of its first character in the line, from 0.
    let start: Int
  }

  /// The file.
  let source: LessonSource
  /// The line, from 1.
  let line: Int
  /// How far it is indented: two spaces make a level.
  let level: Int
  /// The words, at least one.
  let words: [Word]
  /// The line's characters up to the comment.
  private let content: ArraySlice<Unicode.Scalar>

  /// Reads a line; nil where there is nothing in it.
  init?(_ source: LessonSource, line: Int) throws(LessonProblem) {
    let scalars = source.lines[line - 1]
    var words: [Word] = []
    var index = 0
    while true {
      while index < scalars.count, scalars[index] == " " { index += 1 }
      guard index < scalars.count, scalars[index] != "#" else { break }
      words.append(try Self.word(scalars, &index, source, line))
    }
    guard let first = words.first, let last = words.last else { return nil }
    guard first.start.isMultiple(of: 2) else {
      throw source.problem(
        line: line, column: 1,
        "expected two spaces for each level, found \(first.start) spaces; add one or take one away")
    }
    self.source = source
    self.line = line
    self.words = words
    level = first.start / 2
    content = scalars[..<(last.start + last.raw.unicodeScalars.count)]
  }

  private static func word(
    _ scalars: [Unicode.Scalar], _ index: inout Int, _ source: LessonSource, _ line: Int
  ) throws(LessonProblem) -> Word {
    let start = index
    var quoted = ""
    var end: Int?
    while index < scalars.count, scalars[index] != " ", scalars[index] != "#" {
      let opening = index
      index += 1
      guard scalars[opening] == "\"" else { continue }
      while true {
        guard index < scalars.count else {
          throw source.problem(
            line: line, column: opening + 1,
            "expected a closing quotation mark, found the end of the line; "
              + "write \\\" for a quotation mark inside a text")
        }
        let scalar = scalars[index]
        index += 1
        if scalar == "\"" { break }
        guard scalar == "\\" else {
          quoted.unicodeScalars.append(scalar)
          continue
        }
        guard index < scalars.count, ["\"", "\\"].contains(scalars[index]) else {
          throw source.problem(
            line: line, column: index,
            "expected \\\" or \\\\, found another backslash; write \\\\ for one")
        }
        quoted.unicodeScalars.append(scalars[index])
        index += 1
      }
      if opening == start { end = index }
    }
    return Word(
      raw: text(scalars[start..<index]), quoted: end == index ? quoted : nil, start: start)
  }

  // MARK: Parts

  /// The first word.
  var keyword: String { words.first?.raw ?? "" }
  /// Where the statement begins.
  var position: LessonPosition {
    LessonPosition(path: source.path, line: line, column: level * 2 + 1)
  }

  /// What is written from a word on, up to the comment; nil where there is nothing.
  func rest(from word: Int) -> String? {
    words.indices.contains(word) ? text(content[words[word].start...]) : nil
  }

  /// What is written between two words, without the second.
  func rest(from word: Int, before end: Int) -> String? {
    guard word < end, words.indices.contains(word), words.indices.contains(end) else { return nil }
    var part = content[words[word].start..<words[end].start]
    while part.last == " " { part.removeLast() }
    return text(part)
  }

  /// Where a word stands.
  func place(of word: Int) -> LessonPosition {
    let column = words.indices.contains(word) ? words[word].start : content.endIndex
    return LessonPosition(path: source.path, line: line, column: column + 1)
  }

  // MARK: Problems

  /// A problem at a word; behind the last one where the word is missing.
  func problem(at word: Int, _ text: String) -> LessonProblem {
    source.problem(line: line, column: place(of: word).column, text)
  }

  /// "expected …, found …" at a word.
  func unexpected(at word: Int, expected: String) -> LessonProblem {
    problem(at: word, "\(keyword): expected \(expected), found \(shown(word))")
  }

  /// What stands at a word, for messages.
  func shown(_ word: Int) -> String {
    words.indices.contains(word) ? VisibleText.quoted(words[word].raw) : "nothing"
  }

  /// A statement that may stand once, found again.
  func repeated(_ what: String, _ line: Int) -> LessonProblem {
    problem(at: 0, "\(what): expected once, found again after line \(line); take one of them out")
  }
}
