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
    let samples = Self.samples(scale, ramp)
    let count = samples.count
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
    for value in samples {
      let swatch = ramp.swatch(value, in: scale)
      x = canvas.put(String(Character(swatch.glyph)), x: x, y: line.y, swatch.style)
    }
    x = canvas.put(high, x: x + 1, y: line.y, theme[.faint])
    if hasName { canvas.put(name, x: x + 2, y: line.y, theme[.faint]) }
  }

  /// Numbers from end to end; of glyphs the middles of their levels, so that each is there once.
  private static func samples(_ scale: Scale, _ ramp: Ramp) -> [Double] {
    guard ramp.usesGlyphs else { return scale.samples(Ramp.steps(ramp.kind).count) }
    let middles = (0..<9).map { (Double($0) + 0.5) / 9 }
    return scale.minimum < 0
      ? (middles.reversed().map { -$0 } + [0] + middles).map { $0 * scale.magnitude }
      : middles.map { scale.minimum + $0 * (scale.maximum - scale.minimum) }
  }
}
