/// Which entries of the terminfo database to try for a terminal.
enum TerminalName {
  /// The entries, best first: the name itself, then, if it plausibly is such a terminal, xterm's.
  ///
  /// Newer terminals come with entries of their own that other machines lack; they all understand
  /// xterm's sequences.
  static func candidates(for name: String) -> [String] {
    isLikeXterm(name) ? [name] + fallbacks.filter { $0 != name } : [name]
  }

  private static let fallbacks = ["xterm-256color", "xterm", "vt100"]

  private static let families = [
    "xterm", "tmux", "screen", "rxvt", "kitty", "foot", "alacritty", "ghostty", "wezterm", "iterm",
    "konsole", "gnome", "vte", "st", "contour", "rio", "mintty", "putty", "mlterm", "terminator",
    "nsterm", "vscode", "ms-terminal", "zellij", "dtterm", "vt100", "vt220", "vt320", "vt420",
  ]

  private static func isLikeXterm(_ name: String) -> Bool {
    let parts = name.split(separator: "-").map { $0.lowercased() }
    guard let first = parts.first else { return false }
    if ["256color", "direct", "truecolor"].contains(parts[parts.count - 1]) { return true }
    return parts.contains { families.contains($0) }
      || families.contains { $0.count > 2 && first.hasPrefix($0) }
  }
}
