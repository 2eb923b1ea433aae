import Foundation
import Kernels
import Synchronization
import Testing

/// What the bodies of a parallel region record: a place for each index, in plain memory, so that the
/// thread sanitizer sees whether the region itself orders the accesses.
///
/// (It cannot see into Synchronization's `Mutex`, whose use here it reported as races.)
private struct Record {
  struct Place {
    var visits = 0
    var thread: UInt = 0
    var strangers = 0  // how many bodies of an inner region ran on another thread
  }

  let places: UnsafeMutableBufferPointer<Place>

  init(_ count: Int) {
    places = .allocate(capacity: max(count, 1))
    places.initialize(repeating: Place())
  }

  var context: UnsafeMutableRawPointer? { UnsafeMutableRawPointer(places.baseAddress) }

  /// Frees the memory and returns what was in it.
  consuming func take(_ count: Int) -> [Place] {
    defer { places.deallocate() }
    return Array(places[..<count])
  }
}

/// Counts a visit, and stays long enough for any other worker to come too.
private func visit(_ context: UnsafeMutableRawPointer?, _ index: Int) {
  guard let context else { return }
  let place = context.assumingMemoryBound(to: Record.Place.self) + index
  place.pointee.visits += 1
  place.pointee.thread = UInt(pthread_self())
  if index < 17 { busyWork(300_000) }
}

/// Keeps this thread busy for some hundred microseconds: longer than idle workers stay awake.
private func busyWork(_ rounds: UInt64) {
  var state: UInt64 = 1
  for _ in 0..<rounds { state = state &* 6_364_136_223_846_793_005 &+ 1 }
  // An odd multiplier and increment flip the lowest bit every round.
  precondition(state & 1 == 1 - rounds & 1, "the work was not done")
}

extension KernelTests {
  @Suite struct Threads {
    @Test func `every index is visited once, on no more threads than allowed`() {
      defer { kernel_set_threads(1) }
      // Five first: later regions must leave the workers above their limit out.
      for threads in [5, 1, 2, 3] as [Int32] {
        kernel_set_threads(threads)
        for count in [0, 1, 2, 3, 17, 1000] {
          let record = Record(count)
          kernel_parallel(count, { visit($0, $1) }, record.context)
          let places = record.take(count)
          let used = Set(places.map(\.thread)).count
          #expect(places.allSatisfy { $0.visits == 1 }, "\(threads) threads, \(count) indices")
          #expect(used <= min(Int(threads), count), "\(threads) threads, \(count) indices")
        }
      }
    }

    @Test func `many short regions, some after a pause in which the workers fall asleep`() {
      kernel_set_threads(3)
      defer { kernel_set_threads(1) }
      for round in 0..<2000 {
        if round % 500 == 0 { busyWork(1_000_000) }
        var visits = [0, 0, 0, 0, 0, 0, 0]
        visits.withUnsafeMutableBytes {
          kernel_parallel(
            7, { context, index in context?.assumingMemoryBound(to: Int.self)[index] += 1 },
            $0.baseAddress)
        }
        #expect(visits == [1, 1, 1, 1, 1, 1, 1], "round \(round)")
      }
    }

    @Test(arguments: [1, 4])
    func `a region inside a region runs on the thread that meets it`(outer: Int) {
      kernel_set_threads(2)
      defer { kernel_set_threads(1) }
      let record = Record(outer)
      kernel_parallel(
        outer,
        { context, index in
          let inner = Record(5)
          kernel_parallel(5, { visit($0, $1) }, inner.context)
          let strangers = inner.take(5).count { $0.thread != UInt(pthread_self()) }
          guard let context else { return }
          let place = context.assumingMemoryBound(to: Record.Place.self) + index
          place.pointee.visits += 1
          place.pointee.strangers = strangers
        }, record.context)
      for place in record.take(outer) {
        #expect(place.visits == 1)
        #expect(place.strangers == 0)
      }
    }

    @Test func `regions of several threads at once all finish`() {
      kernel_set_threads(2)
      defer { kernel_set_threads(1) }
      let total = Atomic(0)
      DispatchQueue.concurrentPerform(iterations: 4) { _ in
        for _ in 0..<200 {
          var visits = [0, 0, 0]
          visits.withUnsafeMutableBytes {
            kernel_parallel(
              3, { context, index in context?.assumingMemoryBound(to: Int.self)[index] += 1 },
              $0.baseAddress)
          }
          if visits == [1, 1, 1] { total.add(1, ordering: .relaxed) }
        }
      }
      #expect(total.load(ordering: .relaxed) == 4 * 200)
    }

    @Test func `products of several threads at once use scratch of their own`() {
      kernel_set_threads(2)
      defer { kernel_set_threads(1) }
      var random = Random(21)
      let (m, n, k) = (17, 530, 270)
      let a = random.floats(m * k)
      let b = random.floats(k * n)
      @Sendable func compute() -> [Float] {
        var c = [Float](repeating: 0, count: m * n)
        var product = kernel_product(
          m: m, n: n, k: k, alpha: 1, beta: 0, a: nil, a_row: k, a_column: 1, b: nil, b_row: 1,
          b_column: k, c: nil, c_row: n, bias: nil)
        multiply(&product, a, b, &c)
        return c
      }
      let expected = compute()
      let wrong = Atomic(0)
      DispatchQueue.concurrentPerform(iterations: 4) { _ in
        for _ in 0..<10 where compute() != expected { wrong.add(1, ordering: .relaxed) }
      }
      #expect(wrong.load(ordering: .relaxed) == 0)
    }

    @Test func `the number of threads is kept within bounds`() {
      defer { kernel_set_threads(1) }
      for (asked, given) in [(-3, 1), (0, 1), (1, 1), (2, 2), (64, 64), (1000, 64)]
        as [(Int32, Int32)]
      {
        kernel_set_threads(asked)
        #expect(kernel_threads() == given)
      }
    }
  }

  @Suite struct Levels {
    @Test func `a level is set only where it is available`() {
      let before = kernel_current_level()
      defer { kernel_set_level(before) }
      #expect(kernel_level_available(KERNEL_LEVEL_PORTABLE))
      for level in [KERNEL_LEVEL_PORTABLE, KERNEL_LEVEL_AVX2, KERNEL_LEVEL_AVX512] {
        let current = kernel_current_level()
        let available = kernel_level_available(level)
        #expect(kernel_set_level(level) == available)
        #expect(kernel_current_level() == (available ? level : current))
      }
      let current = kernel_current_level()
      #expect(!kernel_set_level(kernel_level(rawValue: 9)))
      #expect(kernel_current_level() == current)
    }
  }
}
