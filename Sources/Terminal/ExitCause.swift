/// Why a run came back; a run that a signal ended does not.
package enum ExitCause: Hashable, Sendable {
  /// The program was done.
  case done
  /// The terminal went away without a signal that would have said so (it is ignored under `nohup`).
  case disconnected

  /// The exit status that tells it: 0, or 129 as if by SIGHUP.
  package var status: Int32 {
    switch self {
    case .done: 0
    case .disconnected: 129
    }
  }
}
