import Kernels

/// The threads that large operations and training share.
package enum Workers {
  /// How many threads an operation may use, the caller's included.
  package static var count: Int {
    get { Int(kernel_threads()) }
    set { kernel_set_threads(Int32(clamping: max(1, newValue))) }
  }

  /// How many processors the system offers.
  package static var processorCount: Int { max(1, Int(kernel_processors())) }

  /// Runs `body` for every index below `count`, at most ``count`` at a time, and waits for all.
  ///
  /// A call from inside `body` runs on its own thread alone: work is split at the outermost place.
  /// What two indices touch must not overlap; nothing checks that.
  package static func forEach(_ count: Int, _ body: (Int) -> Void) {
    withoutActuallyEscaping(body) { Job($0).run(count) }
  }

  /// One of `parts` about equal slices of `count` numbers, cut at cache lines so that no two threads
  /// write to one.
  package static func slice(_ part: Int, of parts: Int, count: Int) -> Range<Int> {
    let size = (count / parts + 15) / 16 * 16
    let start = min(part * size, count)
    return start..<(part == parts - 1 ? count : min(start + size, count))
  }

  /// Work that is done again and again: made once, it takes nothing from the heap when it runs.
  package final class Job {
    private let body: (Int) -> Void

    /// Wraps the work for one index; see ``Workers/forEach(_:_:)`` for its rules.
    package init(_ body: @escaping (Int) -> Void) { self.body = body }

    /// Does the work for every index below `count` and waits.
    package func run(_ count: Int) {
      kernel_parallel(
        count,
        { context, index in
          guard let context else { return }
          Unmanaged<Job>.fromOpaque(context).takeUnretainedValue().body(index)
        }, Unmanaged.passUnretained(self).toOpaque())
    }
  }
}
