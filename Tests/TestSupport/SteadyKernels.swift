import Kernels
import Testing

/// Keeps tests that switch the kernels' level or threads apart from tests that compare bits.
///
/// Both settings belong to the process, and Swift Testing runs suites side by side.
package struct KernelTrait: SuiteTrait, TestTrait, TestScoping {
  let isExclusive: Bool
  package var isRecursive: Bool { true }

  package func provideScope(
    for test: Test, testCase: Test.Case?, performing body: @Sendable () async throws -> Void
  ) async throws {
    await Gate.shared.enter(exclusively: isExclusive)
    do {
      try await body()
      await Gate.shared.leave()
    } catch {
      await Gate.shared.leave()
      throw error
    }
  }
}

extension Trait where Self == KernelTrait {
  /// The test computes with whatever kernels are set, and they stay so while it runs.
  package static var steadyKernels: KernelTrait { KernelTrait(isExclusive: false) }
  /// The test changes the kernels' level or threads; none that computes runs beside it.
  package static var switchesKernels: KernelTrait { KernelTrait(isExclusive: true) }
}

private actor Gate {
  static let shared = Gate()
  private var inside = 0
  private var isClosed = false
  private var waiting: [(isExclusive: Bool, resume: CheckedContinuation<Void, Never>)] = []

  func enter(exclusively: Bool) async {
    if waiting.isEmpty, admits(exclusively) {
      admit(exclusively)
    } else {
      // Whoever opens the gate admits us before we go on.
      await withCheckedContinuation { waiting.append((exclusively, $0)) }
    }
  }

  func leave() {
    inside -= 1
    isClosed = false
    while let first = waiting.first, admits(first.isExclusive) {
      waiting.removeFirst()
      admit(first.isExclusive)
      first.resume.resume()
    }
  }

  private func admits(_ exclusively: Bool) -> Bool {
    exclusively ? inside == 0 : !isClosed
  }

  private func admit(_ exclusively: Bool) {
    inside += 1
    isClosed = exclusively
  }
}

// MARK: Levels

/// Runs `body` with every instruction set that this processor has; only within ``switchesKernels``.
package func withEveryKernelLevel(_ body: () throws -> Void) rethrows {
  let previous = kernel_current_level()
  defer { _ = kernel_set_level(previous) }
  let levels: [(String, kernel_level)] = [
    ("portable", KERNEL_LEVEL_PORTABLE), ("AVX2", KERNEL_LEVEL_AVX2),
    ("AVX-512", KERNEL_LEVEL_AVX512),
  ]
  for (name, level) in levels where kernel_level_available(level) {
    _ = kernel_set_level(level)
    try Context.$current.withValue(Context.current + [name]) { try body() }
  }
}
