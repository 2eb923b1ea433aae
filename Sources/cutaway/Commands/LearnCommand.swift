import ArgumentParser
import Explorer
import Lessons
import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// `cutaway learn`: lessons beside the explorer.
struct LearnCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn",
    abstract: "Take a lesson: beside the running explorer, judged by what the model computes.",
    discussion: """
      Examples:
        cutaway learn                            (the list of lessons)
        cutaway learn scores-to-weights
        cutaway learn causal-mask --plain        (line by line)
        cutaway learn --lessons my-lessons heads

      A lesson goes on where it was left. Docs/Course.md has the course.
      """)

  @Argument(help: ArgumentHelp("A lesson; the list if none is given.", valueName: "lesson"))
  var lesson: String?

  @Option(help: ArgumentHelp("Begin at this step.", valueName: "id"))
  var step: String?

  @OptionGroup var folders: LessonFolders

  @OptionGroup var screen: ScreenOptions

  @Flag(help: "No screen: steps as lines, answers as lines.")
  var plain = false

  func validate() throws {
    guard step == nil || lesson != nil else {
      throw ValidationError("--step: name the lesson that it is a step of")
    }
  }

  func run() throws {
    Workers.count = min(2, Workers.processorCount)
    let library = try folders.library()
    try check(library)
    let file = LessonProgressFile(environment: Environment.variables)
    let kept = file?.read()
    let learn = LearnState(
      library: library, progress: kept?.progress ?? LessonProgress(),
      seed: UInt64(truncatingIfNeeded: time(nil)))
    var explorer = ExploreScreen(screen)
    explorer.state.learn = learn
    if let notice = kept?.notice { explorer.state.notice = Notice(.problem, notice) }
    let writable = kept?.mayWrite == true ? file : nil
    if plain || PlainProgram.isWanted(environment: Environment.variables) {
      if screen.ascii { explorer.state.medium.glyphs = .ascii }
      var program = PlainLessonProgram(explorer.state, file: writable)
      return try program.run(lesson, step: step)
    }
    let ending = try explorer.show(lessons: writable) { program in
      program.learn(lesson, step: step)
    }
    ExploreScreen.end(ending.status)
  }

  /// Makes sure that there is what was asked for.
  private func check(_ library: LessonLibrary) throws {
    guard let lesson else { return }
    guard let entry = library[lesson] else {
      let ids = library.entries.map(\.lesson.id)
      let nearest = ids.min { editDistance($0, lesson) < editDistance($1, lesson) }
      let meant = nearest.flatMap {
        editDistance($0, lesson) <= 4 ? "; did you mean '\($0)'?" : nil
      }
      throw Failure(
        .usage,
        "there is no lesson \(VisibleText.quoted(lesson))"
          + (meant ?? "; there are \(ids.joined(separator: ", "))"))
    }
    guard let step, !entry.lesson.steps.contains(where: { $0.id == step }) else { return }
    throw Failure(
      .usage,
      "--step: there is no step \(VisibleText.quoted(step)) in \(lesson); there are "
        + entry.lesson.steps.map(\.id).joined(separator: ", "))
  }
}
