/// Whether colours are shown: what an option or a settings file says.
package enum ColorChoice: String, CaseIterable, Sendable {
  /// As the environment and the terminal say.
  case auto
  /// Whatever the environment says.
  case always
  /// Not at all.
  case never

  /// Whether colours are wanted.
  ///
  /// In this order: the choice; `NO_COLOR`, if it is not empty; `CLICOLOR_FORCE` or `FORCE_COLOR`, if
  /// neither empty nor 0; a terminal that is not called dumb. `COLORTERM` says nothing here: how many
  /// colours there are is read from the terminal's description.
  ///
  /// - Parameters:
  ///   - environment: The environment's variables.
  ///   - isTerminal: Whether the output is a terminal.
  /// - Returns: Whether to use colours, if there are any.
  package func wantsColors(environment: [String: String], isTerminal: Bool) -> Bool {
    switch self {
    case .always: return true
    case .never: return false
    case .auto: break
    }
    if let off = environment["NO_COLOR"], !off.isEmpty { return false }
    for name in ["CLICOLOR_FORCE", "FORCE_COLOR"] {
      if let force = environment[name], !force.isEmpty, force != "0" { return true }
    }
    return isTerminal && environment["TERM"] != "dumb"
  }
}
