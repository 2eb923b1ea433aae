import CTerminal

/// Wakes the program that ``run(_:options:)`` runs, from any thread.
///
/// Waking costs one byte in a pipe that never blocks; many wakes before the program looks are one.
package struct WakeHandle: Sendable {
  /// Makes a handle; there may be many, before, during and after the run.
  package init() {}

  /// Has ``TerminalProgram/wake()`` called soon on the main thread.
  package func wake() { terminal_wake() }

  /// Keeps signals away from the calling thread, so that only the main thread is interrupted by them.
  package static func blockSignalsInThisThread() { terminal_block_signals() }
}
