import Kernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The figures of one benchmark.
struct Measurement {
  /// `train-decoder-4x64`.
  let name: String
  /// One figure a run.
  let figures: [Double]
  /// `ms`, `steps/s`, `tokens/s`, `GFLOP/s`.
  let unit: String
  /// What else was counted, in words.
  var remark: String?

  private var isRate: Bool { unit.hasSuffix("/s") }
  var median: Double {
    let sorted = figures.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
  var best: Double { (isRate ? figures.max() : figures.min()) ?? 0 }
  var worst: Double { (isRate ? figures.min() : figures.max()) ?? 0 }

  var json: String {
    let note = remark.map { ", \"remark\": \"\($0)\"" } ?? ""
    return "{\"name\": \"\(name)\", \"median\": \(median), \"best\": \(best), "
      + "\"worst\": \(worst), \"n\": \(figures.count), \"unit\": \"\(unit)\"\(note)}"
  }

  var text: String {
    func round(_ value: Double) -> String {
      let scale = pow(10, max(0, 3 - floor(log10(max(abs(value), 1e-9)))))
      return "\((value * scale).rounded() / scale)"
    }
    return "\(name): median \(round(median)) \(unit) [\(round(best)) .. \(round(worst))], "
      + "\(figures.count) runs" + (remark.map { "; \($0)" } ?? "")
  }
}

/// Seconds on a clock that only goes forward.
func now() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// Seconds that one of `inner` calls takes, measured `runs` times after `warm` calls.
func measure(runs: Int, inner: Int = 1, warm: Int = 2, _ work: () throws -> Void) rethrows
  -> [Double]
{
  for _ in 0..<warm { try work() }
  var times: [Double] = []
  for _ in 0..<runs {
    let start = now()
    for _ in 0..<inner { try work() }
    times.append((now() - start) / Double(inner))
  }
  return times
}
