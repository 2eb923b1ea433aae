/// Finds all that is wrong with a lesson and can be said without running a model.
package struct LessonLint {
  /// The lesson.
  let entry: LessonEntry
  /// Where it stands among others.
  let library: LessonLibrary
  /// What was found.
  private var problems: [LessonProblem] = []

  /// The languages that a lesson is written in.
  static let languages = ["en", "zh"]

  private init(_ entry: LessonEntry, _ library: LessonLibrary) {
    self.entry = entry
    self.library = library
  }

  /// What is wrong with a lesson, in the order of files and lines.
  ///
  /// - Parameters:
  ///   - entry: The lesson.
  ///   - library: The lessons that it stands among, itself too.
  /// - Returns: The problems.
  package static func problems(
    of entry: LessonEntry, in library: LessonLibrary
  ) -> [LessonProblem] {
    var lint = LessonLint(entry, library)
    lint.checkReferences()
    lint.checkSteps()
    lint.checkWords()
    lint.checkTerms()
    lint.checkExpressions()
    return lint.problems.sorted { $0.position < $1.position }
  }

  // MARK: Saying where

  /// The path of the file with the steps.
  var stepsPath: String { "\(entry.path)/lesson.steps" }

  /// The path of a language's file.
  func prosePath(_ language: String) -> String { "\(entry.path)/\(language).md" }

  /// Adds a problem.
  mutating func add(_ position: LessonPosition, _ text: String) {
    let source = entry.sources[position.path]
    problems.append(
      LessonProblem(
        position: position, text: text, excerpt: source?.excerpt(position.line) ?? ""))
  }

  /// Where a word stands in the statements that begin with a keyword and stand before the first step.
  func place(of word: String?, in keyword: String) -> LessonPosition {
    let whole = LessonPosition(path: stepsPath)
    guard let source = entry.sources[stepsPath] else { return whole }
    for line in source.lines.indices {
      guard let statement = try? LessonStatement(source, line: line + 1),
        isSame(statement.keyword, keyword)
      else { continue }
      guard let word else { return statement.position }
      if let index = statement.words.dropFirst().firstIndex(where: { isSame($0.raw, word) }) {
        return statement.place(of: index)
      }
    }
    return whole
  }

  /// Where a statement stands, from a line of the steps on, up to the next step.
  ///
  /// - Parameters:
  ///   - words: The words that it begins with.
  ///   - start: The line from which on it is looked for, and which is named where it is not found.
  /// - Returns: The statement's place.
  func place(ofStatement words: [String], from start: LessonPosition) -> LessonPosition {
    guard let source = entry.sources[start.path] else { return start }
    for line in source.lines.indices.dropFirst(start.line - 1) {
      guard let statement = try? LessonStatement(source, line: line + 1) else { continue }
      if statement.level == 0, line + 1 > start.line { return start }
      if statement.words.count >= words.count,
        zip(statement.words, words).allSatisfy({ isSame($0.raw, $1) })
      {
        return statement.position
      }
    }
    return start
  }

  /// Where a text stands that was written in a line of a step, from a line on; that line where it is not
  /// found.
  func place(of text: String, from start: LessonPosition) -> LessonPosition {
    guard let source = entry.sources[start.path] else { return start }
    let wanted = Array(text.unicodeScalars)
    for line in source.lines.indices.dropFirst(start.line - 1) {
      let scalars = source.lines[line]
      if line + 1 > start.line, scalars.starts(with: "step ".unicodeScalars) { return start }
      for column in scalars.indices where scalars[column...].starts(with: wanted) {
        return LessonPosition(path: start.path, line: line + 1, column: column + 1)
      }
    }
    return start
  }
}
