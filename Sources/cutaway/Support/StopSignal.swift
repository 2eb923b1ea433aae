import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The signal that asked a long run to stop.
///
/// The first SIGINT, SIGTERM or SIGHUP is only noted, so that the run can save what it has. It also gives
/// the signal its own effect back: a second Ctrl-C ends the program at once.
enum StopSignal {
  private static let numbers = [SIGINT, SIGTERM, SIGHUP]

  /// Begins to note signals; those that were ignored stay so (`nohup`, a script's background jobs).
  static func watch() {
    // Touched here, so that no handler is the first to make it.
    noted.store(0, ordering: .relaxed)
    var set = sigset_t()
    sigemptyset(&set)
    for number in numbers {
      var old = sigaction()
      sigaction(number, nil, &old)
      if isIgnored(old) { continue }
      var action = sigaction()
      setHandler(&action)
      action.sa_flags = Int32(truncatingIfNeeded: SA_RESETHAND) | SA_RESTART
      sigaction(number, &action, nil)
      sigaddset(&set, number)
    }
    // What starts programs from a thread of its own may leave signals blocked in them.
    sigprocmask(SIG_UNBLOCK, &set, nil)
  }

  /// The signal that came; nil as long as none did.
  static var number: Int32? {
    let number = noted.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }
}

/// What the handler leaves behind; 0 is none.
private let noted = Atomic<Int32>(0)

private func note(_ number: Int32) { noted.store(number, ordering: .relaxed) }

#if canImport(Darwin)
  private func isIgnored(_ action: sigaction) -> Bool {
    unsafeBitCast(action.__sigaction_u.__sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private func setHandler(_ action: inout sigaction) { action.__sigaction_u.__sa_handler = note }
#elseif canImport(Musl)
  private func isIgnored(_ action: sigaction) -> Bool {
    unsafeBitCast(action.__sa_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private func setHandler(_ action: inout sigaction) { action.__sa_handler.sa_handler = note }
#else
  private func isIgnored(_ action: sigaction) -> Bool {
    unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private func setHandler(_ action: inout sigaction) {
    action.__sigaction_handler.sa_handler = note
  }
#endif

/// The end of a run that a signal stopped.
struct Stopped: Error {
  /// The signal.
  let number: Int32

  /// The exit status: that of a program that the signal ended, with a lost terminal's for SIGTERM's.
  var status: Int32 { 128 + (number == SIGINT ? SIGINT : SIGTERM) }
}
