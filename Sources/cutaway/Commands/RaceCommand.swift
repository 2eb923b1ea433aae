import ArgumentParser
import ModelFiles
import Tensors
import Training

/// `cutaway race`: two to four runs on the same seed and batches, side by side.
struct RaceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "race",
    abstract: "Train two to four models side by side on the same batches: Pre-LN against Post-LN.",
    discussion: """
      Examples:
        cutaway race
        cutaway race --wiring post,pre,sandwich --depth 12
        cutaway race --wiring post --warm-up 0,400
        cutaway race --headless --json --steps 500 > race.jsonl

      A list with commas gives each run its own value; a single value is for all.
      """)

  @OptionGroup var race: RaceArguments

  @Flag(help: "Train without a screen and print where the runs stand.")
  var headless = false

  @Flag(help: "With --headless: one JSON object a line.")
  var json = false

  @Option(help: ArgumentHelp("Print after so many steps.", valueName: "n"))
  var every = 100

  func validate() throws {
    guard every >= 1 else { throw ValidationError("--every must be at least 1, is \(every)") }
  }

  func run() throws {
    let setup = try race.setup()
    try runHeadless(setup)
  }

  private func runHeadless(_ setup: RaceSetup) throws {
    Workers.count = Workers.processorCount
    guard let race = try Race(setup) else { return }
    var output = Output()
    if json { try print(RaceJSON.start(race.report), &output) }
    StopSignal.watch()
    while !race.isOver, StopSignal.number == nil {
      race.run(min(every, setup.shared.steps - race.step))
      let report = race.report
      for lane in report.lanes.indices {
        if json {
          try print(RaceJSON.lane(report, lane), &output)
        } else {
          let l = report.lanes[lane]
          try output.line(
            "\(l.step) \(setup.lanes[lane].recipe.wiring) loss \(l.loss.recent(every) ?? 0) val \(l.validation.last?.loss ?? 0) grad \(l.gradient.last ?? 0) \(RaceJSON.status(l.status))"
          )
        }
      }
      try output.flush()
    }
    try output.flush()
    if let number = StopSignal.number { throw Stopped(number: number) }
  }

  private func print(_ value: JSONValue, _ output: inout Output) throws {
    try output.line(JSONWriter.bytes(of: value, notFinite: .string))
    try output.flush()
  }
}
