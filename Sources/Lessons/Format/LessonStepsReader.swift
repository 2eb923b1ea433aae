/// Reads `lesson.steps`.
struct LessonStepsReader {
  private var reader: StatementReader
  private var header = Header()
  private var steps: [LessonStep] = []

  private struct Header {
    var id: String?
    var part: Int?
    var number: Int?
    var after: [String] = []
    var terms: [String] = []
    var facts: [LessonFact] = []
    var recalls: [StepReference] = []
    var isShuffled = false
    /// The statements that may stand once, with the lines where they stand.
    var seen: [String: Int] = [:]
  }

  private static let keywords = [
    "lesson", "part", "number", "after", "terms", "fact", "recall", "shuffled", "step",
  ]

  init(_ source: LessonSource) throws(LessonProblem) {
    reader = try StatementReader(source)
  }

  /// The lesson.
  mutating func lesson() throws(LessonProblem) -> Lesson {
    while let statement = try reader.next(at: 0) {
      if isSame(statement.keyword, "step") {
        try readStep(statement)
      } else {
        guard steps.isEmpty else {
          throw statement.problem(
            at: 0,
            Self.keywords.contains(statement.keyword)
              ? "\(statement.keyword): expected before the first step; move it there"
              : "expected a step or, indented by two spaces, a line of one, "
                + "found \(statement.shown(0))")
        }
        try readHeader(statement)
      }
    }
    guard let id = header.id else { throw missing("lesson ID") }
    guard let part = header.part else { throw missing("part NUMBER") }
    guard !steps.isEmpty else { throw missing("a step: step ID") }
    return Lesson(
      id: id, part: part, number: header.number, after: header.after, terms: header.terms,
      facts: header.facts, recalls: header.recalls, isShuffled: header.isShuffled, steps: steps)
  }

  private func missing(_ what: String) -> LessonProblem {
    reader.source.problem(line: 1, column: 1, "expected \(what), found none in this file")
  }

  // MARK: Header

  private mutating func readHeader(_ statement: LessonStatement) throws(LessonProblem) {
    let keyword = statement.keyword
    guard Self.keywords.contains(where: { isSame($0, keyword) }) else {
      throw statement.unknown(expected: Self.keywords)
    }
    if !["fact", "recall"].contains(keyword) {
      if let line = header.seen[keyword] { throw statement.repeated(keyword, line) }
      header.seen[keyword] = statement.line
    }
    switch keyword {
    case "lesson":
      header.id = try statement.id(1, "the lesson's id")
      try statement.end(at: 2)
    case "part":
      header.part = try statement.integer(1, in: 1...99)
      try statement.end(at: 2)
    case "number":
      header.number = try statement.integer(1, in: 1...999)
      try statement.end(at: 2)
    case "after": header.after = try statement.ids(from: 1, "a lesson's id")
    case "terms": header.terms = try statement.ids(from: 1, "a term's id")
    case "fact": try readFact(statement)
    case "recall": try readRecalls(statement)
    default:
      header.isShuffled = true
      try statement.end(at: 1)
    }
  }

  private mutating func readFact(_ statement: LessonStatement) throws(LessonProblem) {
    let name = try statement.id(1, "the fact's name")
    guard !header.facts.contains(where: { isSame($0.name, name) }) else {
      throw statement.unexpected(at: 1, expected: "each name once")
    }
    let value = try statement.number(2)
    let source = try statement.quoted(3, "where the number is from, in double quotes")
    try statement.end(at: 4)
    header.facts.append(LessonFact(name: name, value: value, source: source))
  }

  private mutating func readRecalls(_ statement: LessonStatement) throws(LessonProblem) {
    for word in 1..<max(2, statement.words.count) {
      let parts = try statement.name(word, "LESSON/STEP").split(
        separator: "/", omittingEmptySubsequences: false
      ).map(String.init)
      guard parts.count == 2, parts.allSatisfy(isLessonID) else {
        throw statement.unexpected(at: word, expected: "LESSON/STEP")
      }
      let reference = StepReference(lesson: parts[0], step: parts[1])
      guard !header.recalls.contains(reference) else {
        throw statement.unexpected(at: word, expected: "each step once")
      }
      header.recalls.append(reference)
    }
  }

  // MARK: Steps

  private mutating func readStep(_ statement: LessonStatement) throws(LessonProblem) {
    let id = try statement.id(1, "the step's id")
    try statement.end(at: 2)
    if let other = steps.first(where: { isSame($0.id, id) }) {
      throw statement.repeated("step \(id)", other.position.line)
    }
    var step = LessonStep(id: id, position: statement.position)
    var seen: [String: Int] = [:]
    while let line = try reader.next(at: 1) {
      let keyword = line.keyword
      if ["revision", "ask", "then", "unasked"].contains(keyword) {
        if let first = seen[keyword] { throw line.repeated(keyword, first) }
        seen[keyword] = line.line
      }
      switch keyword {
      case "revision":
        step.revision = try line.integer(1, in: 1...9999)
        try line.end(at: 2)
      case "claim":
        let predicate = try line.expression(from: 1, "a predicate")
        step.claims.append(LessonClaim(predicate, position: line.place(of: 1)))
      case "ask": step.question = try QuestionReader.question(line, &reader)
      case "unasked":
        step.waiver = try line.quoted(1, "the reason, in double quotes")
        try line.end(at: 2)
      case "then":
        try line.end(at: 1)
        while let action = try reader.next(at: 2) {
          step.reveal.append(try ActionReader.action(action, &reader, also: []))
        }
        guard !step.reveal.isEmpty else {
          throw line.unexpected(at: 1, expected: "what the explorer does, in lines below it")
        }
      default:
        step.actions.append(
          try ActionReader.action(
            line, &reader, also: ["revision", "claim", "ask", "then", "unasked"]))
      }
    }
    steps.append(step)
  }
}

extension Lesson {
  /// Reads `lesson.steps`.
  ///
  /// - Parameters:
  ///   - bytes: What stands in the file.
  ///   - path: The file, as it is to be named.
  /// - Returns: The lesson.
  /// - Throws: ``LessonProblem`` for the first thing that is not as it must be.
  package static func read(_ bytes: [UInt8], path: String) throws(LessonProblem) -> Lesson {
    var reader = try LessonStepsReader(LessonSource(bytes, path: path))
    return try reader.lesson()
  }
}
