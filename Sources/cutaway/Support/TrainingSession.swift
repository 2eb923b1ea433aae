import ModelFiles
import Tensors
import Training

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A run from its first step to its last or to a signal, with what is printed and saved on the way.
struct TrainingSession {
  private let run: TrainingRun
  private let folder: TrainingFolder?
  private let printsJSON: Bool
  /// After how many steps a step is printed.
  private let every: Int
  private var output = Output()
  private var line: ProgressLine?
  private var progress: TrainingProgress
  private let firstStep: Int
  private let begin = Self.now()

  /// Prepares a session.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - folder: Where it saves; nil saves nothing.
  ///   - printsJSON: Whether standard output gets JSON lines.
  ///   - every: After how many steps a step is printed there.
  init(_ run: TrainingRun, in folder: TrainingFolder?, printsJSON: Bool, every: Int) {
    self.run = run
    self.folder = folder
    self.printsJSON = printsJSON
    self.every = every
    // Both on one terminal would tear each other apart.
    line = printsJSON && isatty(1) == 1 ? nil : ProgressLine()
    progress = TrainingProgress(step: run.step, steps: run.recipe.steps)
    firstStep = run.step
  }

  /// Trains until the recipe's steps are done.
  ///
  /// - Throws: ``Stopped`` after a signal, when everything is saved and said.
  mutating func train(threads: Int) throws {
    StopSignal.watch()
    try print(TrainingJSON.start(run, folder: folder?.path, threads: threads))
    while run.step < run.recipe.steps {
      try takeStep()
      // After the last step there is nothing to stop any more.
      if run.step < run.recipe.steps, let number = StopSignal.number { try stop(number) }
    }
    try finish()
  }

  // MARK: Steps

  private mutating func takeStep() throws {
    // What is not printed is not measured.
    let isPrinted = (run.step + 1) % every == 0 || run.step + 1 == run.recipe.steps
    let report = run.takeStep(measures: printsJSON && isPrinted)
    let isLast = run.step == run.recipe.steps
    progress.step = run.step
    progress.loss = report.loss
    progress.rate = report.rate
    if isPrinted {
      try print(TrainingJSON.step(report, seconds: seconds))
    }
    if isDue(run.recipe.validationEvery) || (isLast && run.recipe.validationEvery > 0),
      let loss = run.validate()
    {
      progress.validation = loss
      try print(TrainingJSON.validation(loss, step: run.step, seconds: seconds))
    }
    if let folder, isDue(run.recipe.checkpointEvery), !isLast {
      try run.saveCheckpoint(to: folder.path)
      try print(TrainingJSON.checkpoint(in: folder.path, step: run.step, seconds: seconds))
    }
    show()
  }

  private func isDue(_ every: Int) -> Bool { every > 0 && run.step % every == 0 }

  // MARK: Ends

  private mutating func finish() throws {
    if let folder {
      try run.saveCheckpoint(to: folder.path)
      try run.saveModel(to: folder.path)
    }
    line?.clear()
    try print(end("done", hasModel: folder != nil))
    guard !printsJSON else { return }
    var parts = ["\(TrainingProgress.grouped(run.step)) steps"]
    if let loss = progress.loss { parts.append("loss \(TrainingProgress.loss(loss))") }
    if let loss = progress.validation { parts.append("validation \(TrainingProgress.loss(loss))") }
    parts.append(TrainingProgress.duration(seconds))
    try output.line(parts.joined(separator: ", "))
    if let folder {
      try output.line(
        "saved in \(VisibleText.escaped(folder.path)); "
          + "look at it with: cutaway inspect --model \(folder.argument)")
    } else {
      try output.line("nothing was saved")
    }
    try output.flush()
  }

  /// Saves first, for the terminal may be gone; then says what to do.
  private mutating func stop(_ number: Int32) throws -> Never {
    if let folder { try run.saveCheckpoint(to: folder.path) }
    line?.clear()
    let step = "stopped at step \(TrainingProgress.grouped(run.step))"
    if let folder {
      Output.complain("cutaway: \(step); go on with: cutaway train --resume \(folder.argument)")
    } else {
      Output.complain("cutaway: \(step); nothing was kept, for there was no --out")
    }
    try print(end("stopped", hasModel: false))
    throw Stopped(number: number)
  }

  private func end(_ reason: String, hasModel: Bool) -> JSONValue {
    TrainingJSON.end(
      step: run.step, reason: reason, folder: folder?.path, hasModel: hasModel, seconds: seconds)
  }

  // MARK: Printing

  /// Prints a line for other programs at once, so that they can follow.
  private mutating func print(_ value: JSONValue) throws {
    guard printsJSON else { return }
    try output.line(JSONWriter.bytes(of: value, notFinite: .string))
    try output.flush()
  }

  private mutating func show() {
    let seconds = seconds
    var progress = progress
    progress.pace = (run.step - firstStep, seconds)
    line?.show(at: seconds) { progress.line(width: $0) }
  }

  private var seconds: Double { Self.now() - begin }

  /// Seconds on a clock that only goes forward.
  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
