/// The colours of xterm's palette in red, green and blue, for pictures.
enum PaletteColor {
  /// Behind everything.
  static let ground = "#121212"
  /// The terminal's own foreground.
  static let ink = "#cccccc"

  // The first sixteen are what the reader's terminal makes of them; these are VS Code's.
  private static let basic = [
    "#000000", "#cd3131", "#0dbc79", "#e5e510", "#2472c8", "#bc3fbc", "#11a8cd", "#e5e5e5",
    "#666666", "#f14c4c", "#23d18b", "#f5f543", "#3b8eea", "#d670d6", "#29b8db", "#ffffff",
  ]

  /// A colour as `#rrggbb`; `standard` for the terminal's own.
  static func hexadecimal(_ color: Color, standard: String) -> String {
    let index = Int(color.index)
    guard index >= 0 else { return standard }
    guard index >= 16 else { return basic[index] }
    let channels: [Int]
    if index >= 232 {
      channels = [Int](repeating: 8 + 10 * (index - 232), count: 3)
    } else {
      // A cube of six levels a channel.
      let cube = index - 16
      channels = [cube / 36, cube / 6 % 6, cube % 6].map { $0 == 0 ? 0 : 55 + 40 * $0 }
    }
    return "#" + channels.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
