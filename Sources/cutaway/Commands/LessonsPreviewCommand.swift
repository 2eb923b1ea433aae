import ArgumentParser
import Explorer
import Lessons
import Screen
import Tensors

/// `cutaway lessons preview`: steps as they will look.
struct LessonsPreviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Draw the steps of lessons as a reader will see them.",
    discussion: """
      Examples:
        cutaway lessons preview my-lessons/heads
        cutaway lessons preview my-lessons --only heads --step which-head --lang zh --revealed
        cutaway lessons preview my-lessons/heads --size 120x40 --format ansi
      """)

  @OptionGroup var chosen: ChosenLessons

  @Option(help: ArgumentHelp("Only this step.", valueName: "id"))
  var step: String?

  @Option(
    name: .customLong("lang"),
    help: ArgumentHelp("Only this language; all if not given.", valueName: "l"))
  var language: DisplayLanguage?

  @Flag(help: "With the answer shown.")
  var revealed = false

  @Option(help: ArgumentHelp("Columns and rows (80x24).", valueName: "WxH"))
  var size: String?

  @Option(help: ArgumentHelp("text, ansi or svg.", valueName: "format"))
  var format = PictureFormat.text

  func validate() throws {
    try PictureSize.validate(size)
    guard [.text, .ansi, .svg].contains(format) else {
      throw ValidationError("--format: a preview is text, ansi or svg")
    }
  }

  func run() throws {
    Workers.count = min(2, Workers.processorCount)
    let (library, entries) = try chosen.lessons()
    if let step, !entries.contains(where: { $0.lesson.steps.contains { $0.id == step } }) {
      throw Failure(
        .usage,
        "--step: there is no step \(VisibleText.quoted(step)); there are "
          + entries.flatMap(\.lesson.steps).map(\.id).joined(separator: ", "))
    }
    var state = ExploreScreen.state()
    state.learn = LearnState(library: library)
    let shelf = ModelShelf()
    var output = Output()
    for entry in entries {
      for language in DisplayLanguage.allCases
      where entry.prose[language.rawValue] != nil && (self.language ?? language) == language {
        state.language = language
        for wanted in entry.lesson.steps where (step ?? wanted.id) == wanted.id {
          var explorer = HeadlessExplorer(state, shelf: shelf)
          explorer.send(
            .input(.resized(size.flatMap(PictureSize.parse) ?? Size(width: 80, height: 24))))
          explorer.begin { $0.learn(lesson: entry.lesson.id, step: wanted.id) }
          if revealed { explorer.begin { $0.revealStep() } }
          try draw(explorer.state, "\(entry.lesson.id)/\(wanted.id), \(language.rawValue)", &output)
        }
      }
    }
    try output.flush()
  }

  private func draw(_ state: State, _ name: String, _ output: inout Output) throws {
    let canvas = RootView(state).canvas
    switch format {
    case .ansi:
      try output.line("— " + name)
      try output.line(canvas.ansi(.palette))
    case .svg: try output.line(canvas.svg(title: name))
    default:
      try output.line("— " + name)
      for line in canvas.lines { try output.line(line) }
    }
  }
}
