import Screen
import Tracing

/// The columns at the left of a list of terms or readers: the number that each adds, and a bar of its size.
struct ShareColumn {
  private let numberWidth: Int
  private let barWidth: Int

  init(_ context: StageContext, width: Int) {
    numberWidth = width >= 40 ? 10 : 7
    barWidth = width >= 56 ? min(16, width / 8) : 0
  }

  /// Draws a number and its bar, and says where the rest of the line begins.
  func draw(
    _ value: Double, largest: Double, style: Style?, into canvas: inout Canvas, in area: Rect
  ) -> Int {
    let theme = canvas.theme
    let number = TextLayout.pad(
      Number.text(value, digits: numberWidth >= 10 ? 4 : 3), to: numberWidth, .right)
    var x = canvas.put(number, x: area.x, y: area.y, style ?? theme[.text], width: area.width)
    guard barWidth > 0 else { return x + 1 }
    let share = value.isFinite && largest > 0 ? abs(value) / largest : value == 0 ? 0 : 1
    x += 1
    canvas.put(
      BarStroke.text(share, width: barWidth, canvas.medium.glyphs), x: x, y: area.y,
      style ?? theme[value < 0 ? .negative : .positive])
    return x + barWidth + 1
  }
}
