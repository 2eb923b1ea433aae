import Explorer
import Kernels
import Screen
import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The explorer without a terminal: from nothing to the first screen, from a key to the next one.
///
/// `CUTAWAY_BENCH_MODEL` names a folder in place of the shipped translator, for models of real size.
enum ExplorerWorkload {
  private static let size = Size(width: 200, height: 60)

  static func run(_ runs: Int) throws -> [Measurement] {
    let start = measure(runs: max(runs, 9)) { _ = RootView(home()).canvas }
    let opening = try measure(runs: max(runs, 5)) { _ = try RootView(walk()).canvas }
    let (times, slowest) = try keys()
    return [
      Measurement(name: "explore-home", figures: start.map { $0 * 1e3 }, unit: "ms"),
      Measurement(
        name: "explore-open", figures: opening.map { $0 * 1e3 }, unit: "ms",
        remark: "model opened, text computed, first screen at 200×60"),
      Measurement(
        name: "explore-key", figures: times.map { $0 * 1e3 }, unit: "ms",
        remark: "key to screen at 200×60; slowest: \(slowest); at most \(mostMegabytes) MB resident"
      ),
    ]
  }

  private static func home() -> State {
    State(
      size: size, medium: Medium(), language: .english, models: ModelChoice.shipped())
  }

  private static func walk() throws -> State {
    var state = home()
    let model = getenv("CUTAWAY_BENCH_MODEL").map { String(cString: $0) } ?? "translator"
    let request = OpenRequest(
      model: model, text: "The animal did not cross the street because it was too tired.")
    _ = state.begin(request)
    _ = state.update(.result(.opened(request: request, try SubjectOpener.open(request))))
    return state
  }

  /// Seconds of each of 1,000 keys that a reader would press, and the slowest key with its step.
  private static func keys() throws -> (times: [Double], slowest: String) {
    let keys: [Key] =
      "njljknlajnbnHnYn}ik".unicodeScalars.map(Key.character)
      + [.enter, .down, .enter, .escape, .escape]
      + "wn>-n-nn+n+nSnInUn".unicodeScalars
      .map(Key.character)
    var state = try walk()
    var times: [Double] = []
    var slowest = (time: 0.0, what: "")
    for number in 0..<1_000 {
      let key = keys[number % keys.count]
      let begin = now()
      _ = state.update(.input(.key(key)))
      let canvas = RootView(state).canvas
      let time = now() - begin
      precondition(canvas.size == size)
      times.append(time)
      if time > slowest.time, let walk = state.explore {
        slowest = (time, "\(key.label) at \(walk.subject.trace[walk.spot.node].address)")
      }
      // At the end of the computation it begins anew.
      if let walk = state.explore, walk.step + 1 == walk.subject.steps.count {
        _ = state.update(.input(.key(.character("("))))
      }
    }
    return (times, slowest.what)
  }

  /// The most of the process that was in memory.
  private static var mostMegabytes: Int {
    var usage = rusage()
    // 0 is the process itself; each system has another type for the name of it.
    getrusage(0, &usage)
    #if canImport(Darwin)
      return usage.ru_maxrss >> 20
    #else
      return usage.ru_maxrss >> 10
    #endif
  }
}
