import Explorer
import Lessons
import ModelFiles
import Screen
import Tensors
import Terminal
import Training

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The explorer as every command begins it: what the environment and the last start say, then what the
/// command line does.
struct ExploreScreen {
  /// What it begins with.
  var state: State
  /// What the terminal is asked for.
  private let options: TerminalOptions
  /// Where settings are kept; nil where they must not be written.
  private let file: MemoryFile?

  init(_ screen: ScreenOptions) {
    let environment = Environment.variables
    let file = MemoryFile(environment: environment)
    let kept = file?.read()
    state = Self.state(kept?.memory ?? Memory())
    if let language = screen.language { state.language = language }
    state.isMouseOn = screen.mouse
    if let notice = kept?.notice { state.notice = Notice(.problem, notice) }
    options = screen.terminal
    self.file = kept?.mayWrite == true ? file : nil
  }

  /// A state before any terminal is known.
  static func state(_ memory: Memory = Memory()) -> State {
    let environment = Environment.variables
    return State(
      size: Size(width: 80, height: 24), medium: Medium(),
      language: DisplayLanguage(environment: environment), models: ModelChoice.shipped(),
      memory: memory, cache: HubCache(environment: environment))
  }

  /// Shows the explorer until it ends.
  ///
  /// - Parameters:
  ///   - record: The file into which is written what the reader does.
  ///   - replay: What is done in the reader's place.
  ///   - lessons: Where progress in the lessons that the state has is kept; nil keeps none.
  ///   - begin: What the command line asks for, before the first key.
  /// - Returns: The status that the program ends with, and the race as it stands.
  /// - Throws: ``TerminalError``, or that the file cannot be written.
  func show(
    record: String? = nil, replay: [Message] = [], lessons: LessonProgressFile? = nil,
    begin: @MainActor (ExploreProgram) -> Void
  ) throws -> (status: Int32, race: RaceReport?) {
    try MainActor.assumeIsolated {
      let recorder = try record.map { try Recorder(path: $0) }
      let program = ExploreProgram(
        state, file: file, lessons: lessons, recorder: recorder, replay: replay)
      begin(program)
      let cause = try run(program, options: options)
      return (cause == .done ? 0 : cause.status, program.raceReport)
    }
  }

  /// Ends the program where the status says so.
  static func end(_ status: Int32) {
    if status != 0 { exit(status) }
  }
}
