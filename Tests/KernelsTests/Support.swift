import Kernels
import TestSupport
import Testing

/// All the tests: one suite, because the level and the number of threads belong to the process.
@Suite(.serialized, .switchesKernels) enum KernelTests {}

/// A level and a number of threads to run at.
struct Setting: CustomStringConvertible {
  let level: kernel_level
  let threads: Int32

  /// Every level this machine has, on one thread and on two.
  static let all: [Setting] =
    [KERNEL_LEVEL_PORTABLE, KERNEL_LEVEL_AVX2, KERNEL_LEVEL_AVX512]
    .filter { kernel_level_available($0) }
    .flatMap { [Setting(level: $0, threads: 1), Setting(level: $0, threads: 2)] }

  var description: String {
    let names = ["portable", "avx2", "avx512"]
    return "\(names[Int(level.rawValue)]), \(threads) thread\(threads == 1 ? "" : "s")"
  }

  func apply() {
    kernel_set_level(level)
    kernel_set_threads(threads)
  }
}

/// Runs the body at every setting, then goes back to the best level and one thread.
func atEverySetting(_ body: (Setting) throws -> Void) rethrows {
  let best = Setting.all[Setting.all.count - 2]
  defer { best.apply() }
  for setting in Setting.all {
    setting.apply()
    try body(setting)
  }
}

/// Repeatable pseudorandom numbers (Steele, Lea and Flood 2014, SplitMix64).
struct Random {
  var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func float(_ range: ClosedRange<Float> = -1...1) -> Float {
    let unit = Float(next() >> 40) * 0x1p-24
    return range.lowerBound + (range.upperBound - range.lowerBound) * unit
  }

  mutating func floats(_ count: Int, _ range: ClosedRange<Float> = -1...1) -> [Float] {
    (0..<count).map { _ in float(range) }
  }
}

/// Lengths about every multiple of every vector width, primes, and one that two threads share.
let lengths = [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 67, 127, 131, 257]
let longLength = 70_001

/// Records the worst element that is further from its expected value than its tolerance.
///
/// NaN equals NaN, and an infinity only itself.
func expectClose(
  _ found: [Float], _ expected: [Double], _ what: @autoclosure () -> String,
  sourceLocation: SourceLocation = #_sourceLocation, tolerance: (_ index: Int) -> Double
) {
  guard found.count == expected.count else {
    Issue.record("\(what()): \(found.count) values", sourceLocation: sourceLocation)
    return
  }
  var worst = -1
  var worstRatio = 1.0
  for index in expected.indices {
    let a = Double(found[index])
    let b = expected[index]
    if a == b || (a.isNaN && b.isNaN) || Float(b) == found[index] { continue }
    let ratio = abs(a - b) / tolerance(index)
    if !(ratio <= worstRatio) {
      worst = index
      worstRatio = ratio.isNaN ? .infinity : ratio
    }
  }
  if worst >= 0 {
    Issue.record(
      """
      \(what()): worst at index \(worst): found \(found[worst]), expected \(expected[worst]), \
      off by \(worstRatio) times the tolerance
      """, sourceLocation: sourceLocation)
  }
}
