/// The line that says which keys do what here.
///
/// - Units: useful from 12×1. As many hints as fit, the first of them first; none is cut.
package struct KeyHints {
  /// A key and what it does.
  package struct Hint: Hashable, Sendable {
    /// The key's name.
    package var key: String
    /// What it does.
    package var label: String

    /// Makes a hint.
    package init(_ key: String, _ label: String) {
      self.key = key
      self.label = label
    }
  }

  /// The hints, the most important first.
  package var hints: [Hint]

  /// Makes a line.
  package init(_ hints: [Hint]) { self.hints = hints }

  /// Draws the line.
  package func draw(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let theme = canvas.theme
    canvas.clipped(to: area) { canvas in
      canvas.fill(area)
      var x = area.x
      for hint in hints {
        let gap = x == area.x ? 0 : 2
        let key = name(of: hint.key, canvas.medium)
        let width = TextWidth.cells(key) + 1 + TextWidth.cells(hint.label)
        guard x + gap + width <= area.maxX else { continue }
        x = canvas.put(key, x: x + gap, y: area.y, theme[.key])
        x = canvas.put(hint.label, x: x + 1, y: area.y, theme[.faint])
      }
    }
  }

  /// A key's name; the twin of `⏎` would be another key.
  private func name(of key: String, _ medium: Medium) -> String {
    medium.glyphs == .ascii ? key.replacing("⏎", with: "Enter") : key
  }
}
