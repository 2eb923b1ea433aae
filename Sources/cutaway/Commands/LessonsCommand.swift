import ArgumentParser
import Explorer
import Lessons
import ModelFiles
import Screen
import Tensors

/// `cutaway lessons`: for those who write lessons.
struct LessonsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lessons",
    abstract: "List, check and preview lessons; `cutaway learn` takes them.",
    discussion: """
      Examples:
        cutaway lessons list
        cutaway lessons lint my-lessons
        cutaway lessons preview my-lessons/heads --step which-head --lang zh
        cutaway lessons check                            (the built-in ones)

      Docs/Lessons.md says how a lesson is written.
      """,
    subcommands: [
      LessonsListCommand.self, LessonsLintCommand.self, LessonsPreviewCommand.self,
      LessonsCheckCommand.self,
    ])
}

/// `cutaway lessons list`: what there is.
struct LessonsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "The course: its lessons, and those that are still to come.")

  @OptionGroup var folders: LessonFolders

  @Option(
    name: .customLong("lang"),
    help: ArgumentHelp("The language: en or zh; otherwise as LANG says.", valueName: "l"))
  var language: DisplayLanguage?

  @Flag(help: "Print one JSON object a line.")
  var json = false

  @Flag(help: "List the actions whose keys a lesson may name instead: {key NAME}.")
  var actions = false

  func run() throws {
    var output = Output()
    let language = language ?? DisplayLanguage(environment: Environment.variables)
    if actions {
      for action in Action.allCases {
        try output.line("\(action.rawValue)\t\(action.name(language))")
      }
    } else {
      let library = try folders.library()
      let list = CourseList(library, language)
      if json {
        for line in list.json { try output.line(line) }
      } else {
        for line in list.lines { try output.line(line) }
      }
    }
    try output.flush()
  }
}

/// `cutaway lessons lint`: every mistake that an author can make.
struct LessonsLintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Every mistake in lessons, as file:line:column, without playing them.",
    discussion: """
      Ids and cross references, missing words, languages that lag behind, numbers that were typed, terms \
      before their lesson, claims that the models do not bear out, questions that are answered before they \
      are asked, steps that do not fit 80×24. The exit status is 1 if there is one.
      """)

  @OptionGroup var chosen: ChosenLessons

  func run() throws { try chosen.check(plays: false, records: false) }
}

/// `cutaway lessons check`: plays lessons.
struct LessonsCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Play lessons in every language: right answers, wrong ones, claims, every number.",
    discussion: """
      What `lint` checks, and then each step as a reader meets it: each wrong answer is given and must be \
      refused with its own explanation, the right one accepted; every placeholder must say what the file \
      `figures` beside the lesson says. The exit status is 1 if something is wrong.
      """)

  @OptionGroup var chosen: ChosenLessons

  @Flag(help: "Write the numbers that the models give now into the files called figures.")
  var record = false

  func run() throws { try chosen.check(plays: true, records: record) }
}

/// The lessons that a check is about.
struct ChosenLessons: ParsableArguments {
  @Argument(
    help: ArgumentHelp("Folders of lessons, or of one; the built-in ones if none is given."))
  var paths: [String] = []

  @OptionGroup var folders: LessonFolders

  @Option(
    name: .customLong("only"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Only this lesson; may be given again.", valueName: "id"))
  var ids: [String] = []

  /// All lessons there are, and those that were chosen.
  func lessons() throws -> (library: LessonLibrary, entries: [LessonEntry]) {
    var library = try folders.library()
    var entries = library.entries
    if !paths.isEmpty {
      entries = []
      for path in paths {
        let other = try LessonLibrary.folder(path)
        library = library.adding(other)
        entries += other.entries
      }
    }
    for id in ids where !entries.contains(where: { $0.lesson.id == id }) {
      throw Failure(
        .usage,
        "--only: there is no lesson \(VisibleText.quoted(id)); there are "
          + entries.map(\.lesson.id).joined(separator: ", "))
    }
    return (library, ids.isEmpty ? entries : entries.filter { ids.contains($0.lesson.id) })
  }

  /// Checks them and says what is wrong.
  func check(plays: Bool, records: Bool) throws {
    Workers.count = min(2, Workers.processorCount)
    let (library, entries) = try lessons()
    let check = LessonCheck(library, ExploreScreen.state())
    var output = Output()
    var count = 0
    for entry in entries {
      let kept = try records ? nil : LessonFigures.beside(entry)
      let result = check.check(entry, kept: plays ? kept : nil, plays: plays)
      for problem in result.problems {
        try output.line(problem.description)
        if !problem.excerpt.isEmpty { try output.line("    " + problem.excerpt) }
      }
      count += result.problems.count
      if records, result.problems.isEmpty { try result.figures.write(beside: entry) }
      if result.problems.isEmpty {
        try output.line("\(entry.lesson.id): \(summary(entry, result, plays: plays))")
      }
      try output.flush()
    }
    guard count == 0 else {
      throw Failure(.failed, count == 1 ? "1 mistake" : "\(count) mistakes")
    }
  }

  private func summary(
    _ entry: LessonEntry, _ result: LessonCheck.Result, plays: Bool
  ) -> String {
    let languages = entry.prose.keys.sorted().joined(separator: ", ")
    let said =
      "\(entry.lesson.steps.count) steps in \(languages), \(result.claims) claims, "
      + "\(result.figures.figures.count) figures"
    return plays ? said + ", \(result.answers) answers" : said
  }
}

extension LessonFigures {
  /// The figures that are kept beside a lesson; nil where there is no such file.
  ///
  /// - Throws: ``FileError``.
  static func beside(_ entry: LessonEntry) throws(FileError) -> LessonFigures? {
    let path = "\(entry.path)/\(name)"
    if let bytes = BundledFile.bytes(path) {
      return LessonFigures(reading: String(decoding: bytes, as: UTF8.self))
    }
    do throws(FileError) {
      let bytes = try SmallFile.read(path: path, limit: 1 << 20)
      return LessonFigures(reading: String(decoding: bytes, as: UTF8.self))
    } catch .notFound { return nil }
  }

  /// Keeps the figures beside a lesson.
  ///
  /// - Throws: ``FileError``; ``Failure`` for a lesson that is part of the program.
  func write(beside entry: LessonEntry) throws {
    let path = "\(entry.path)/\(Self.name)"
    guard BundledFile.bytes("\(entry.path)/lesson.steps") == nil else {
      throw Failure(
        .usage, "--record: \(entry.lesson.id) is part of the program; name the folder of its source"
      )
    }
    var file = try AtomicFile(path: path)
    try file.write(Array(text.utf8))
    try file.commit()
  }
}
