import CTerminal

/// How characters are encoded between us and the terminal.
enum LocalePlan: Equatable {
  /// The locale is set, and is UTF-8's.
  case keep
  /// No encoding was asked for: UTF-8, as nearly all terminals take it.
  case useUTF8
  /// Another encoding was asked for: only ASCII is safe.
  case useASCII(encoding: String)

  /// Decides from the environment and what came of it.
  ///
  /// - Parameters:
  ///   - environment: The environment's variables.
  ///   - encoding: The encoding of the locale that they name; nil if there is no such locale here.
  init(environment: [String: String], encoding: String?) {
    let name = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty }
    switch encoding {
    case .some(let encoding) where Self.isUTF8(encoding): self = .keep
    // The encodings of the locale C.
    case .some("ANSI_X3.4-1968"), .some("US-ASCII"), .some("ASCII"), .some("646"), nil:
      let parts = (name ?? "").split(separator: "@", omittingEmptySubsequences: false)[0]
        .split(separator: ".", maxSplits: 1)
      if parts.count == 2, !Self.isUTF8(String(parts[1])) {
        self = .useASCII(encoding: String(parts[1]))
      } else {
        self = .useUTF8
      }
    case .some(let encoding): self = .useASCII(encoding: encoding)
    }
  }

  private static func isUTF8(_ name: String) -> Bool {
    name.lowercased().filter { $0 != "-" } == "utf8"
  }

  /// Sets the process's locale for characters; nil if all characters can be drawn.
  static func settle(environment: [String: String]) -> TerminalNotice? {
    let encoding = terminal_set_locale(nil) ? currentEncoding : nil
    switch LocalePlan(environment: environment, encoding: encoding) {
    case .keep: return nil
    case .useASCII(let encoding): return .onlyASCII(encoding: encoding)
    case .useUTF8:
      for name in ["C.UTF-8", "C.utf8", "en_US.UTF-8", "POSIX.UTF-8"]
      where terminal_set_locale(name) && isUTF8(currentEncoding) {
        return nil
      }
      return .onlyASCII(encoding: currentEncoding)
    }
  }

  private static var currentEncoding: String { String(cString: terminal_encoding()) }
}
