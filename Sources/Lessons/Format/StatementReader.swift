import Tensors
import Training

/// Goes through the statements of a file, block by block.
struct StatementReader {
  /// The file.
  let source: LessonSource
  private let statements: [LessonStatement]
  private var index = 0

  /// Reads all lines.
  init(_ source: LessonSource) throws(LessonProblem) {
    self.source = source
    var statements: [LessonStatement] = []
    for line in source.lines.indices {
      guard let statement = try LessonStatement(source, line: line + 1) else { continue }
      statements.append(statement)
    }
    self.statements = statements
  }

  /// The next statement of the block at a level; nil where the block ends.
  ///
  /// - Throws: ``LessonProblem`` for one that is indented further.
  mutating func next(at level: Int) throws(LessonProblem) -> LessonStatement? {
    guard index < statements.count else { return nil }
    let statement = statements[index]
    guard statement.level <= level else {
      throw statement.problem(
        at: 0,
        "expected at most \(level * 2) spaces before it, found \(statement.level * 2); "
          + "the line above takes no lines of its own")
    }
    guard statement.level == level else { return nil }
    index += 1
    return statement
  }

  /// The next statement of the block at a level if it is one of these.
  mutating func next(
    at level: Int, oneOf keywords: [String]
  ) throws(LessonProblem) -> LessonStatement? {
    guard index < statements.count, statements[index].level == level,
      keywords.contains(where: { isSame($0, statements[index].keyword) })
    else { return nil }
    return try next(at: level)
  }
}

extension LessonStatement {
  /// A keyword that there is not here.
  func unknown(expected: [String]) -> LessonProblem {
    let nearest = keyword.utf8.count > 60 ? nil : nearestWord(to: keyword, among: expected)
    return problem(
      at: 0,
      "expected " + (nearest.map { "perhaps \($0), or " } ?? "")
        + "one of \(expected.joined(separator: " ")), found \(VisibleText.quoted(keyword))")
  }
}
