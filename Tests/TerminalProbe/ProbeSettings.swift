import Screen
import Terminal

/// What the probe is told on its command line.
struct ProbeSettings {
  var options = TerminalOptions()
  /// Whether it ends between taking the terminal and running in it.
  var endsEarly = false
  /// A file that says that progress was saved.
  var saved: String?
  /// What the picture shows: `probe`, `ramp`, `cells` or `wide`.
  var picture = "probe"

  init(_ arguments: some Sequence<String>) {
    for argument in arguments {
      let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
      let value = parts.count > 1 ? parts[1] : ""
      switch parts[0] {
      case "colors": options.colors = ColorChoice(rawValue: value) ?? .auto
      case "glyphs": options.glyphs = GlyphSet(rawValue: value)
      case "ambiguous": options.ambiguousWidth = AmbiguousWidth(rawValue: value) ?? .narrow
      case "mouse": options.mouse = true
      case "early": endsEarly = true
      case "saved": saved = value
      case "picture": picture = value
      default: break
      }
    }
  }
}
