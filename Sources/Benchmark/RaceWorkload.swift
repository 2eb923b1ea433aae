import Explorer
import Screen
import Synchronization
import Tensors
import Training
import Transformers

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Two runs that train side by side, one on each of two threads, while another draws the race's screen 14
/// times a second: the work of `train-decoder-4x64` twice, Pre-LN and Post-LN.
enum RaceWorkload {
  /// What the thread that draws tells.
  private struct Drawing {
    var isDone = false
    var screens = 0
    var seconds = 0.0
  }

  private static let drawing = Mutex(Drawing())

  static func run(_ runs: Int) throws -> [Measurement] {
    Workers.count = 2
    let length = 32
    let source = (0..<16).map { Workload.ids(length, below: 128, seed: UInt64($0 + 10)) }
    let input = ModelInput(ids: source, targets: source.map { Array($0[1...] + $0[..<1]) })
    let trainers = try [Configuration.Wiring.pre, .post].map { wiring in
      var c = Configuration(
        tower: .decoder, vocabularySize: 128, dModel: 64, headCount: 4, dFF: 256, layerCount: 4,
        wiring: wiring, positions: .learned(count: length, offset: 0))
      c.tiesHead = false
      let model = try Model(c, Parameters(random: c, seed: 1, layout: .inputOutput))
      return try Trainer(model, shape: TraceShape(input))
    }
    let state = try screen()
    drawing.withLock { $0 = Drawing() }
    let begin = now(CLOCK_MONOTONIC)
    let thread = try start { draw(state) }
    // A stretch is about as long as the program's own between two looks at what was ordered.
    let job = Workers.Job { index in for _ in 0..<4 { _ = trainers[index].step(input) } }
    let times = measure(runs: runs, inner: 30, warm: 5) { job.run(2) }
    let told = drawing.withLock { drawing in
      drawing.isDone = true
      return drawing
    }
    pthread_join(thread, nil)
    let wall = now(CLOCK_MONOTONIC) - begin
    let share = 100 * told.seconds / (2 * wall)
    return [
      Measurement(
        name: "race-decoder-4x64", figures: times.map { 8 / $0 }, unit: "steps/s",
        remark: "steps of both runs together; \(Int(Double(told.screens) / wall + 0.5)) screens a "
          + "second took \(Float((share * 100).rounded() / 100)) % of two processors")
    ]
  }

  /// A race's screen with everything on it.
  private static func screen() throws -> State {
    var options = RaceSetup.Options()
    options.lists = [.depth: "4", .width: "16"]
    options.steps = 40
    options.settings = ["examples=300", "validation-examples=16", "batch=8"].map {
      RecipeSetting(text: $0)
    }
    guard let race = try Race(RaceSetup(options)) else { preconditionFailure("nobody gave it up") }
    race.run(40)
    var state = State(
      size: Size(width: 200, height: 60), medium: Medium(), language: .english,
      models: ModelChoice.shipped())
    state.show(race.report)
    return state
  }

  private static func draw(_ state: State) {
    while !drawing.withLock({ $0.isDone }) {
      let begin = now(CLOCK_THREAD_CPUTIME_ID)
      let canvas = RootView(state).canvas
      let seconds = now(CLOCK_THREAD_CPUTIME_ID) - begin
      drawing.withLock {
        $0.screens += canvas.cells.isEmpty ? 0 : 1
        $0.seconds += seconds
      }
      usleep(70_000)
    }
  }

  private static func now(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  private final class Box {
    let work: () -> Void
    init(_ work: @escaping () -> Void) { self.work = work }
  }

  private static func start(_ work: @escaping () -> Void) throws -> pthread_t {
    var thread = pthread_t()
    let box = Unmanaged.passRetained(Box(work)).toOpaque()
    let code = pthread_create(
      &thread, nil,
      { pointer in
        guard let pointer else { return nil }
        Unmanaged<Box>.fromOpaque(pointer).takeRetainedValue().work()
        return nil
      }, box)
    guard code == 0 else { throw StartupError(description: "no thread could be started") }
    return thread
  }
}
