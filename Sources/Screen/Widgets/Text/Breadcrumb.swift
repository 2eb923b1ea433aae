/// Where the reader is, from the whole to the part: `Cutaway › translator › decoder › layer 2`.
///
/// - Units: useful from 10×1. Parts in the middle give way to `…`; the last part stays, cut only if it alone
///   is too wide.
package struct Breadcrumb {
  /// The parts.
  package var parts: [String]

  /// Makes a breadcrumb.
  package init(_ parts: [String]) { self.parts = parts }

  /// The parts that fit, with `…` where some were left out.
  package func shown(in width: Int) -> [String] {
    guard let last = parts.last else { return [] }
    if Self.cells(parts) <= width { return parts }
    // The first part and as many of the last as fit, then without the first.
    for head in [Array(parts.prefix(1)), []] where parts.count > 1 {
      for dropped in stride(from: head.count + 1, to: parts.count, by: 1) {
        let shown = head + ["…"] + parts[dropped...]
        if Self.cells(shown) <= width { return shown }
      }
    }
    return [TextLayout.clip(last, to: width)]
  }

  /// Draws the parts.
  package func draw(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let theme = canvas.theme
    let shown = shown(in: area.width)
    canvas.clipped(to: area) { canvas in
      var x = area.x
      for (place, part) in shown.enumerated() {
        if place > 0 { x = canvas.put(" › ", x: x, y: area.y, theme[.faint]) }
        x = canvas.put(part, x: x, y: area.y, theme[place == shown.count - 1 ? .heading : .text])
      }
    }
  }

  private static func cells(_ parts: [String]) -> Int {
    parts.reduce(0) { $0 + TextWidth.cells($1) } + 3 * max(0, parts.count - 1)
  }
}
