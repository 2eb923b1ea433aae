extension Canvas {
  /// All that a canvas holds, as text that a person can review: what is drawn, how, and the cursor.
  ///
  /// The rows come first. In the block below them each cell is a letter for its style, `.` for plain, and
  /// the letters are explained; a test that looked at characters alone would miss a wrong colour.
  package var golden: String {
    let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    var names: [Style: Character] = [.plain: "."]
    var legend: [String] = []
    var styles = ""
    for y in 0..<size.height {
      for cell in row(y) {
        if names[cell.style] == nil {
          let letter = legend.count < letters.count ? letters[legend.count] : "+"
          names[cell.style] = letter
          legend.append("\(letter) \(cell.style.words)\n")
        }
        styles.append(names[cell.style] ?? "?")
      }
      styles += "\n"
    }
    let place = cursor.map { "cursor \($0.x),\($0.y)\n" } ?? "no cursor\n"
    return "\(size.width)×\(size.height)\n" + plainText + "styles\n" + styles
      + legend.joined() + place
  }
}

extension Style {
  /// The style in words: `231 on 24 bold`.
  fileprivate var words: String {
    var words = [foreground.index < 0 ? "standard" : "\(foreground.index)"]
    if background.index >= 0 { words += ["on", "\(background.index)"] }
    let names: [(Attributes, String)] = [
      (.bold, "bold"), (.reversed, "reversed"), (.underlined, "underlined"), (.dim, "dim"),
    ]
    return (words + names.filter { attributes.contains($0.0) }.map(\.1)).joined(separator: " ")
  }
}
