import Screen

/// One view on every medium, as a text that a person can review.
///
/// Of each screen the rows come first, then how they look: a letter for each stretch of a style and how many
/// cells it takes. A row that is that of the screen before is a single `"`. The letters are explained once, at
/// the end.
struct ScreenSheet {
  private var text = ""
  private var names: [Style: String] = [.plain: "."]
  private var legend: [String] = []
  private var before: [Size: (rows: [String], styles: [String])] = [:]

  /// Adds a screen under a heading.
  mutating func add(_ canvas: Canvas, _ heading: String) {
    let rows = canvas.lines
    let styles = (0..<canvas.size.height).map { runs(canvas.row($0)) }
    let old = before[canvas.size]
    text += "== \(heading)\n"
    text += lines(rows, unlike: old?.rows)
    text += "-- styles\n"
    text += lines(styles, unlike: old?.styles)
    if let cursor = canvas.cursor { text += "-- cursor \(cursor.x),\(cursor.y)\n" }
    before[canvas.size] = (rows, styles)
  }

  /// The whole sheet.
  var whole: String { text + "== letters\n" + legend.map { $0 + "\n" }.joined() }

  private func lines(_ lines: [String], unlike old: [String]?) -> String {
    lines.enumerated().map { index, line in
      old.map { $0[index] == line } == true && line.count > 1 ? "\"\n" : line + "\n"
    }.joined()
  }

  private mutating func runs(_ row: ArraySlice<Cell>) -> String {
    var runs: [(name: String, count: Int)] = []
    for cell in row {
      let name = name(of: cell.style)
      if runs.last?.name == name { runs[runs.count - 1].count += 1 } else { runs.append((name, 1)) }
    }
    // What is plain to the end needs no saying.
    if runs.last?.name == "." { runs.removeLast() }
    return runs.map { $0.name + ($0.count > 1 ? "\($0.count)" : "") }.joined()
  }

  private mutating func name(of style: Style) -> String {
    if let name = names[style] { return name }
    let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    let number = legend.count
    let name =
      (number < letters.count ? "" : "(\(number / letters.count))")
      + String(letters[number % letters.count])
    names[style] = name
    legend.append("\(name) \(words(style))")
    return name
  }

  private func words(_ style: Style) -> String {
    var words = [style.foreground.index < 0 ? "standard" : "\(style.foreground.index)"]
    if style.background.index >= 0 { words += ["on", "\(style.background.index)"] }
    let attributes: [(Style.Attributes, String)] = [
      (.bold, "bold"), (.reversed, "reversed"), (.underlined, "underlined"), (.dim, "dim"),
    ]
    words += attributes.filter { style.attributes.contains($0.0) }.map(\.1)
    return words.joined(separator: " ")
  }
}
