import ArgumentParser
import Explorer
import ModelFiles
import Screen
import Tensors
import Terminal
import Tracing
import Training

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// `cutaway race`: two to four runs on the same seed and batches, side by side.
struct RaceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "race",
    abstract: "Train two to four models side by side on the same batches: Pre-LN against Post-LN.",
    discussion: """
      Examples:
        cutaway race
        cutaway race --wiring post,pre,sandwich --depth 12
        cutaway race --wiring post --warm-up 0,300
        cutaway race --task stories --norm LayerNorm,RMSNorm --lang zh
        cutaway race --headless --json --steps 500 > race.jsonl
        cutaway race --headless --save my.race --svg my.svg
        cutaway race --open my.race
        cutaway race --headless --again my.race

      A list with commas gives each run its own value; a single value is for all. What is not said is as \
      in the race that `cutaway race` begins: Post-LN against Pre-LN, 6 layers in each tower, a rate of \
      0.003 without warm-up. The same options and seed give the same numbers, however often the screen is \
      drawn. Docs/Norms.md says how to read the pictures.

      Exit status: 130 after Ctrl-C in --headless, 4 where the terminal cannot show a screen; otherwise as \
      always.
      """)

  @OptionGroup var race: RaceArguments
  @OptionGroup var screen: ScreenOptions

  @Flag(help: "Train without a screen, and print where the runs stand.")
  var headless = false

  @Flag(help: "With --headless: one JSON object a line (Docs/Training.md).")
  var json = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("With --headless: print after so many steps.", valueName: "n"))
  var every = 100

  @Option(help: ArgumentHelp("Keep the race in a file when it ends.", valueName: "file"))
  var save: String?

  @Option(help: ArgumentHelp("Look at a race that was kept.", valueName: "file"))
  var open: String?

  @Option(
    help: ArgumentHelp(
      "With --headless: train a kept race again with its changes; say if its numbers are the same.",
      valueName: "file"))
  var again: String?

  @Option(help: ArgumentHelp("Draw the plots into a file when it ends.", valueName: "file"))
  var svg: String?

  @Option(
    name: .customLong("size"),
    help: ArgumentHelp("How large the plots are drawn, in characters.", valueName: "WxH"))
  var size = "120x40"

  func validate() throws {
    guard every >= 1 else { throw ValidationError("--every must be at least 1, is \(every)") }
    guard headless || !json else { throw ValidationError("--json goes with --headless") }
    guard headless || again == nil else { throw ValidationError("--again goes with --headless") }
    guard (open == nil && again == nil) || race.isUntouched else {
      throw ValidationError(
        "a race that was kept says itself what it is: leave --\(open == nil ? "again" : "open") out, "
          + "or the options that set a race up")
    }
    guard again == nil || open == nil else {
      throw ValidationError("--open shows a race and --again trains it: give one of them")
    }
    try PictureSize.validate(size)
  }

  func run() throws {
    Workers.count = min(RaceSetup.laneCounts.upperBound, Workers.processorCount)
    let kept = try open.map { try RaceFile.read($0) }
    // Whether they can be written is known before anything is trained.
    var saved = try save.map { try AtomicFile(path: $0) }
    var drawn = try svg.map { try AtomicFile(path: $0) }
    var ending: Int32 = 0
    // What was asked to be kept is kept however the race was left.
    if let report = try headless ? train(kept, &ending) : look(kept, &ending) {
      try saved?.write(RaceFile.bytes(of: report))
      try saved?.commit()
      try drawn?.write(picture(report))
      try drawn?.commit()
    }
    ExploreScreen.end(ending)
  }

  private var language: DisplayLanguage {
    screen.language ?? DisplayLanguage(environment: Environment.variables)
  }

  private func picture(_ report: RaceReport) -> String {
    var state = ExploreScreen.state()
    state.size = PictureSize.parse(size) ?? state.size
    state.medium = Medium(
      colors: screen.color == .never ? .none : .palette, glyphs: screen.ascii ? .ascii : .unicode)
    state.language = language
    state.show(report)
    return RaceView.picture(state).svg(title: "cutaway race")
  }

  // MARK: With a screen

  private func look(_ kept: RaceReport?, _ ending: inout Int32) throws -> RaceReport? {
    let setup = kept == nil ? try race.setup() : nil
    let (status, report) = try ExploreScreen(screen).show { program in
      if let setup { program.race(setup) }
      if let kept { program.show(kept) }
    }
    ending = status
    return report
  }

  // MARK: Without

  private func train(_ kept: RaceReport?, _ ending: inout Int32) throws -> RaceReport? {
    if let kept {
      var output = Output()
      if json { try print(RaceJSON.start(kept), &output) }
      try tell(kept, &output)
      return kept
    }
    let old = try again.map { try RaceFile.read($0) }
    let setup = try old?.setup ?? race.setup()
    guard let race = try Race(setup, changes: old?.changes ?? []) else { return nil }
    var output = Output()
    if json { try print(RaceJSON.start(race.report), &output) }
    StopSignal.watch()
    let end = old?.step ?? .max
    race.run(0)
    while !race.isOver, race.step < end, StopSignal.number == nil {
      // In short stretches, so that Ctrl-C is soon obeyed.
      let due = every - race.step % every
      race.run(min(due, 20, end - race.step))
      if race.step % every == 0 || race.isOver || race.step >= end {
        try tell(race.report, &output)
      }
    }
    if let number = StopSignal.number {
      ending = 128 + number
      return race.report
    }
    if let old, let again {
      let isSame = RaceFile.bytes(of: race.report) == RaceFile.bytes(of: old)
      Output.complain(
        "cutaway: \(isSame ? "the same numbers as" : "other numbers than") in "
          + "\(VisibleText.escaped(again))")
      guard isSame else { throw Failure(.failed, "the race gave other numbers") }
    }
    return race.report
  }

  private func tell(_ report: RaceReport, _ output: inout Output) throws {
    for index in report.lanes.indices {
      if json {
        try print(RaceJSON.lane(report, index), &output)
        continue
      }
      try output.line(report.standing(of: index, language))
    }
    try output.flush()
  }

  private func print(_ value: JSONValue, _ output: inout Output) throws {
    try output.line(JSONWriter.bytes(of: value, notFinite: .string))
    try output.flush()
  }
}
