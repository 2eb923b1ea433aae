import Screen
import Tracing

/// What the colours of small pictures stand for, in one line: `0 ▇▇▇ 1  scale 0 to 1`.
struct ScaleLegend {
  let scale: Scale
  let language: DisplayLanguage

  /// Draws the legend at the right end of a line, if the line has room for it after what stands there.
  ///
  /// - Parameters:
  ///   - canvas: Where to.
  ///   - line: The line.
  ///   - used: How many columns of it are taken.
  func draw(into canvas: inout Canvas, in line: Rect, after used: Int) {
    let ramp = Ramp(for: scale, medium: canvas.medium)
    let count = ramp.usesGlyphs ? (scale.minimum < 0 ? 19 : 10) : Ramp.steps(ramp.kind).count
    let low = Number.text(scale.minimum, digits: 3)
    let high = Number.text(scale.maximum, digits: 3)
    let name = MatrixStage.words(language)[scale.kind]
    let ends = TextWidth.cells(low) + TextWidth.cells(high) + 2
    let full = ends + count + 2 + TextWidth.cells(name)
    let hasName = used + 2 + full <= line.width
    let width = hasName ? full : ends + count
    guard used + 2 + width <= line.width else { return }
    let theme = canvas.theme
    var x = canvas.put(low, x: line.maxX - width, y: line.y, theme[.faint]) + 1
    for value in scale.samples(count) {
      let swatch = ramp.swatch(value, in: scale)
      x = canvas.put(String(Character(swatch.glyph)), x: x, y: line.y, swatch.style)
    }
    x = canvas.put(high, x: x + 1, y: line.y, theme[.faint])
    if hasName { canvas.put(name, x: x + 2, y: line.y, theme[.faint]) }
  }
}
