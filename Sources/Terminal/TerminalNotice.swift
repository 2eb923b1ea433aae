import Tensors

/// What the reader should know about the terminal, though all works.
package enum TerminalNotice: Hashable, Sendable {
  /// The locale's characters are of another encoding, so that only ASCII is drawn.
  case onlyASCII(encoding: String)
  /// The terminal's name is not known; it is driven like another.
  case driven(name: String, like: String)
}

extension TerminalNotice: CustomStringConvertible {
  package var description: String {
    switch self {
    case .onlyASCII(let encoding):
      "the locale's encoding is \(VisibleText.escaped(encoding, limit: 40)), not UTF-8: only ASCII is "
        + "drawn; LC_ALL=C.UTF-8 would change that"
    case .driven(let name, let like):
      "TERM=\(VisibleText.quoted(name, limit: 40)) is not known here; driven like \(like)"
    }
  }
}
