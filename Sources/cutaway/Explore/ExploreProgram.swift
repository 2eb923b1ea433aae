import Explorer
import Lessons
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

/// The explorer in a terminal: events become messages, the state is drawn, effects are carried out.
@MainActor final class ExploreProgram: TerminalProgram {
  private var state: State
  private let runner: EffectRunner
  private let racer: RaceRunner
  private let file: MemoryFile?
  /// Where progress in lessons is kept; nil keeps none.
  private var lessons: LessonProgressFile?
  /// What it holds of this program's doing: as it was read, or written last.
  private var keptProgress: LessonProgress
  private let recorder: Recorder?
  /// The messages of a recording that are still to be played.
  private var replay: ArraySlice<Message>
  /// After how many milliseconds a tick is due when the recording has been played.
  private var tickAfterReplay: Int?
  private var isChanged = true
  private var unsaved: Memory?

  private(set) var deadline: MonotonicTime?
  private(set) var isDone = false

  /// Makes the program.
  ///
  /// - Parameters:
  ///   - state: What it begins with.
  ///   - file: Where settings are kept; nil keeps none.
  ///   - lessons: Where progress in the lessons that the state has is kept; nil keeps none.
  ///   - recorder: What writes down what the reader does.
  ///   - replay: What is done in the reader's place.
  init(
    _ state: State, file: MemoryFile?, lessons: LessonProgressFile? = nil,
    recorder: Recorder? = nil, replay: [Message] = []
  ) {
    self.state = state
    self.file = file
    self.lessons = lessons
    keptProgress = state.learn?.progress ?? LessonProgress()
    self.recorder = recorder
    self.replay = replay[...]
    let wake = WakeHandle()
    runner = EffectRunner(wake: { wake.wake() }, start: WorkerThread.start)
    racer = RaceRunner(
      wake: { wake.wake() }, start: WorkerThread.startBehind,
      now: { Double(MonotonicTime.now.nanoseconds) * 1e-9 })
  }

  /// What is asked for on the command line, before the first key.
  func open(_ request: OpenRequest) { carryOut(state.begin(request)) }

  /// A comparison that is asked for on the command line, before the first key.
  func open(_ request: ComparisonRequest) { carryOut(state.begin(request)) }

  /// A race that is asked for on the command line, before the first key.
  func race(_ setup: RaceSetup) {
    let effects = state.begin(setup)
    state.raceReturn = .race
    carryOut(effects)
  }

  /// A lesson, or their list, before the first key.
  func learn(_ lesson: String?, step: String? = nil) {
    // What was said of the files of before is still to be read.
    let notice = state.notice
    carryOut(lesson.map { state.learn(lesson: $0, step: step) } ?? state.showLessons())
    state.notice = state.notice ?? notice
    state.beginWithLessons()
  }

  /// A race that was kept, before the first key.
  func show(_ report: RaceReport) { state.show(report) }

  /// The race as it stands.
  var raceReport: RaceReport? { state.race?.report }

  var wantsMouse: Bool { state.isMouseOn }

  func begin(_ notices: [TerminalNotice]) {
    carryOut(state.start())
    state.tell(notices.prefix(1).map(\.description))
  }

  func receive(_ event: InputEvent) {
    recorder?.record(.input(event))
    handle(.input(event))
  }

  func wake() {
    if let deadline, deadline <= .now {
      self.deadline = nil
      recorder?.record(.tick)
      handle(.tick)
    }
    for result in runner.results() { handle(.result(result)) }
    if let result = racer.report() { handle(.result(result)) }
    playOn()
  }

  func canvas(size: Size, medium: Medium) -> Canvas? {
    if state.screen != size || state.medium != medium {
      state.medium = medium
      recorder?.record(.input(.resized(size)))
      handle(.input(.resized(size)))
      playOn()
    }
    guard isChanged else { return nil }
    isChanged = false
    return RootView(state).canvas
  }

  func save() {
    guard let memory = unsaved, let file else { return }
    unsaved = nil
    // A folder that cannot be written is no reason to stop anybody.
    try? file.write(memory)
  }

  // MARK: Messages and effects

  private func handle(_ message: Message) {
    isChanged = true
    carryOut(state.update(message))
  }

  private func carryOut(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .open(let request): runner.open(request)
      case .openGeneration(let request): runner.openGeneration(request)
      case .openComparison(let request): runner.openComparison(request)
      case .computeNext(let session, let text): runner.computeNext(session, text: text)
      case .computeFilled(let session, let ids): runner.computeFilled(session, ids: ids)
      case .cancelOpening: runner.cancel()
      case .openStage(let request): runner.openStage(request)
      case .openLessons: openLessons()
      // At once: what was reached is kept however the program ends.
      case .saveLessons(let progress):
        try? lessons?.write(progress, since: keptProgress)
        keptProgress = progress
      case .run(let errand): runner.run(errand)
      case .race(let order): racer.send(order)
      case .tick(let milliseconds):
        // A recording has its ticks itself.
        if replay.isEmpty {
          deadline = MonotonicTime.now.adding(milliseconds: milliseconds)
        } else {
          tickAfterReplay = milliseconds
        }
      case .save(let memory):
        unsaved = memory
        save()
      case .suspend: raise(SIGTSTP)
      case .quit: isDone = true
      }
    }
  }

  /// Reads the lessons and how far the reader has come.
  private func openLessons() {
    do {
      let library = try LessonLibrary.builtIn()
      let file = LessonProgressFile(environment: Environment.variables)
      let kept = file?.read()
      lessons = kept?.mayWrite == true ? file : nil
      keptProgress = kept?.progress ?? LessonProgress()
      let learn = LearnState(
        library: library, progress: kept?.progress ?? LessonProgress(), seed: Self.seed)
      handle(.result(.openedLessons(learn, notice: kept?.notice)))
    } catch {
      handle(.result(.failedLessons(reason: "\(error)")))
    }
  }

  /// What the orders in lessons are drawn from.
  private static var seed: UInt64 { UInt64(truncatingIfNeeded: time(nil)) }

  /// Plays the recording as far as nothing is awaited.
  private func playOn() {
    while !state.isWaiting, !isDone, let message = replay.popFirst() {
      if message == .tick { tickAfterReplay = nil }
      recorder?.record(message)
      handle(message)
    }
    if replay.isEmpty, let milliseconds = tickAfterReplay {
      tickAfterReplay = nil
      deadline = MonotonicTime.now.adding(milliseconds: milliseconds)
    }
  }
}

/// A thread for what takes time.
enum WorkerThread {
  private final class Box {
    let work: @Sendable () -> Void
    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
  }

  /// Starts a piece of work on a thread that gives way to the others, so that keys are answered at once
  /// while it computes.
  static func startBehind(_ work: @escaping @Sendable () -> Void) {
    start {
      #if os(Linux)
        // Linux has a niceness for each thread; 0 is the one that calls.
        _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
      #endif
      work()
    }
  }

  /// Starts a piece of work on a thread of its own.
  static func start(_ work: @escaping @Sendable () -> Void) {
    let box = Unmanaged.passRetained(Box(work)).toOpaque()
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    // As much as the main thread has: models of many layers are built by plain recursion in places.
    pthread_attr_setstacksize(&attributes, 8 << 20)
    var thread = pthread_t()
    let code = pthread_create(
      &thread, &attributes,
      { pointer in
        WakeHandle.blockSignalsInThisThread()
        guard let pointer else { return nil }
        Unmanaged<Box>.fromOpaque(pointer).takeRetainedValue().work()
        return nil
      }, box)
    pthread_attr_destroy(&attributes)
    // Without a thread the work is done here.
    if code != 0 { Unmanaged<Box>.fromOpaque(box).takeRetainedValue().work() }
  }
}
