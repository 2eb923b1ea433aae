import Tensors

/// Reads the words of a lesson: `en.md`, `zh.md`.
struct ProseReader {
  let source: LessonSource
  /// The line that is read next, from 1.
  var line = 1
  private var steps: [StepProse] = []
  private var summary: LessonText?
  private var ability: LessonText?

  init(_ source: LessonSource) { self.source = source }

  /// The words, and the lesson that they say they belong to.
  mutating func prose() throws(LessonProblem) -> (prose: LessonProse, lesson: String) {
    let title = try readTitle()
    let names = try readNames()
    while let kind = try nextKind() {
      switch kind {
      case .heading: try readHeading()
      case .item: try readItem()
      case .paragraph:
        let paragraph = try readText(from: 0, isItem: false)
        if !steps.isEmpty {
          steps[steps.count - 1].paragraphs.append(paragraph)
        } else {
          guard summary == nil else {
            throw problem(
              paragraph.position.line, 0,
              "expected one paragraph before the first step, found a second")
          }
          summary = paragraph
        }
      }
    }
    guard let summary else {
      throw problem(1, 0, "expected a paragraph that says what the lesson is about, found none")
    }
    guard let ability else {
      throw problem(1, 0, "expected - <!-- can --> before the first step, found none")
    }
    let prose = LessonProse(
      language: names.language, title: title, summary: summary.source, ability: ability.source,
      steps: steps)
    return (prose, names.lesson)
  }

  /// A problem at a column from 0.
  func problem(_ line: Int, _ column: Int, _ text: String) -> LessonProblem {
    source.problem(line: line, column: column + 1, text)
  }

  // MARK: Head

  /// Goes to the next line that is not empty.
  mutating func skipEmptyLines() {
    while line <= source.lines.count, source.lines[line - 1].allSatisfy({ $0 == " " }) {
      line += 1
    }
  }

  private mutating func readTitle() throws(LessonProblem) -> String {
    skipEmptyLines()
    guard line <= source.lines.count, matches("# ", source.lines[line - 1], at: 0) else {
      throw problem(min(line, max(1, source.lines.count)), 0, "expected # and the lesson's title")
    }
    let title = trimmed(source.lines[line - 1][2...])
    guard !title.isEmpty, !title.utf8.contains(UInt8(ascii: "<")) else {
      throw problem(line, 2, "expected the lesson's title alone; its comment stands below it")
    }
    line += 1
    return title
  }

  private mutating func readNames() throws(LessonProblem) -> (lesson: String, language: String) {
    skipEmptyLines()
    let expected = "expected <!-- lesson: ID, language: LANGUAGE --> below the title"
    guard line <= source.lines.count, matches("<!--", source.lines[line - 1], at: 0) else {
      throw problem(min(line, max(1, source.lines.count)), 0, expected)
    }
    let comment = try ProseComment(source, line: line, at: 0)
    guard comment.fields.count == 2, let lesson = comment.value("lesson"), isLessonID(lesson),
      let language = comment.value("language"), isLanguageCode(language),
      trimmed(source.lines[line - 1][comment.range.upperBound...]).isEmpty
    else { throw problem(line, 0, expected) }
    line += 1
    return (lesson, language)
  }

  // MARK: Steps

  private mutating func readHeading() throws(LessonProblem) {
    let scalars = source.lines[line - 1]
    guard matches("## ", scalars, at: 0) else {
      throw problem(line, 0, "expected ## and a step's title; other headings there are none")
    }
    let start = scalars.indices.first { matches("<!--", scalars, at: $0) }
    guard let start else {
      throw problem(
        line, scalars.count, "expected <!-- step: ID --> at the end of the heading, found none")
    }
    let comment = try ProseComment(source, line: line, at: start)
    let title = trimmed(scalars[3..<max(3, start)])
    guard !title.isEmpty else { throw problem(line, 3, "expected the step's title, found none") }
    guard trimmed(scalars[comment.range.upperBound...]).isEmpty else {
      throw problem(line, comment.range.upperBound, "expected nothing behind the comment")
    }
    let (id, revision) = try stepNames(comment)
    if let other = steps.first(where: { isSame($0.id, id) }) {
      throw problem(
        line, start,
        "step \(id): expected once, found again after line \(other.position.line); "
          + "put both together")
    }
    steps.append(
      StepProse(
        id: id, revision: revision, title: title, paragraphs: [],
        position: LessonPosition(path: source.path, line: line)))
    line += 1
  }

  private func stepNames(_ comment: ProseComment) throws(LessonProblem) -> (String, Int) {
    var id: String?
    var revision: Int?
    for field in comment.fields {
      switch field.key {
      case "step" where id == nil && isLessonID(field.value): id = field.value
      case "revision" where revision == nil && (Int(field.value).map { (1...9999) ~= $0 } ?? false):
        revision = Int(field.value)
      default:
        throw problem(
          line, field.start,
          "expected step: ID, or step: ID, revision: NUMBER, "
            + "found \(VisibleText.quoted(comment.shown))")
      }
    }
    guard let id else {
      throw problem(line, comment.range.lowerBound, "expected step: ID in the comment, found none")
    }
    return (id, revision ?? 1)
  }

  // MARK: Items

  private mutating func readItem() throws(LessonProblem) {
    let scalars = source.lines[line - 1]
    let first = line
    guard matches("- <!--", scalars, at: 0) else {
      throw problem(
        line, 2,
        "expected a comment that says what the item is for, such as - <!-- ask -->; "
          + "prose has no lists")
    }
    let comment = try ProseComment(source, line: line, at: 2)
    let text = try readText(from: comment.range.upperBound, isItem: true)
    guard !text.source.isEmpty else {
      throw problem(
        first, comment.range.upperBound, "expected a text behind the comment")
    }
    if steps.isEmpty {
      guard comment.fields.count == 1, comment.fields[0].value.isEmpty,
        isSame(comment.fields[0].key, "can")
      else {
        throw problem(
          first, 2,
          "expected <!-- can --> before the first step, "
            + "found another comment")
      }
      guard ability == nil else {
        throw problem(first, 2, "can: expected once, found again")
      }
      ability = text
      return
    }
    guard comment.fields.count == 1, let role = StepProse.Role(comment.fields[0]) else {
      throw problem(
        first, 2,
        "expected one of ask, hint: 1, hint: 2, hint: 3, right, other, change, choice: ID, "
          + "because: ID, mistake: ID, item: ID, line: ID, found "
          + VisibleText.quoted(comment.shown))
    }
    let last = steps.count - 1
    guard steps[last].text(role) == nil else {
      throw problem(first, 2, "\(role): expected once in a step, found again")
    }
    steps[last].entries.append(StepProse.Entry(role, text))
  }
}

extension StepProse.Role: CustomStringConvertible {
  /// The role that a comment names; nil for one that there is not.
  init?(_ field: ProseComment.Field) {
    let named = isLessonID(field.value)
    switch field.key {
    case "ask" where field.value.isEmpty: self = .ask
    case "right" where field.value.isEmpty: self = .right
    case "other" where field.value.isEmpty: self = .other
    case "change" where field.value.isEmpty: self = .change
    case "hint":
      guard ["1", "2", "3"].contains(field.value), let level = Int(field.value) else { return nil }
      self = .hint(level)
    case "choice" where named: self = .choice(field.value)
    case "because" where named: self = .because(field.value)
    case "mistake" where named: self = .mistake(field.value)
    case "item" where named: self = .item(field.value)
    case "line" where named: self = .line(field.value)
    default: return nil
    }
  }

  /// The role as its comment writes it.
  package var description: String {
    switch self {
    case .ask: "ask"
    case .choice(let id): "choice: \(id)"
    case .because(let id): "because: \(id)"
    case .right: "right"
    case .mistake(let id): "mistake: \(id)"
    case .other: "other"
    case .hint(let level): "hint: \(level)"
    case .item(let id): "item: \(id)"
    case .line(let id): "line: \(id)"
    case .change: "change"
    }
  }
}

/// Whether a text names a language: two or three small letters.
func isLanguageCode(_ text: String) -> Bool {
  (2...3).contains(text.utf8.count)
    && text.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
}

extension LessonProse {
  /// Reads the words of a lesson in one language.
  ///
  /// - Parameters:
  ///   - bytes: What stands in the file.
  ///   - path: The file, as it is to be named.
  /// - Returns: The words.
  /// - Throws: ``LessonProblem`` for the first thing that is not as it must be.
  package static func read(_ bytes: [UInt8], path: String) throws(LessonProblem) -> LessonProse {
    var reader = ProseReader(try LessonSource(bytes, path: path))
    return try reader.prose().prose
  }
}
