#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A moment on the clock that only ever goes forward, whatever happens to the time of day.
package struct MonotonicTime: Hashable, Comparable, Sendable {
  /// Since some moment in the past.
  package let nanoseconds: Int64

  /// Makes a moment.
  package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// Now.
  package static var now: MonotonicTime {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return MonotonicTime(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
  }

  /// A moment later, or earlier if the number is negative.
  package func adding(milliseconds: Int) -> MonotonicTime {
    MonotonicTime(nanoseconds: nanoseconds + Int64(milliseconds) * 1_000_000)
  }

  /// How long it is to another moment, in whole milliseconds, rounded up; 0 if that has passed.
  package func milliseconds(until later: MonotonicTime) -> Int {
    guard later > self else { return 0 }
    return Int((later.nanoseconds - nanoseconds + 999_999) / 1_000_000)
  }

  package static func < (left: MonotonicTime, right: MonotonicTime) -> Bool {
    left.nanoseconds < right.nanoseconds
  }
}
