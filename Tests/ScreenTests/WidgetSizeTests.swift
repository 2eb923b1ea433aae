import Screen
import Testing

struct WidgetSizeTests {
  private static let media: [Medium] = [
    Medium(), Medium(colors: .none, glyphs: .ascii), Medium(colors: .sixteen, glyphs: .neutral),
    Medium(colors: .none, glyphs: .unicode),
  ]

  /// Draws on a canvas full of marks and says what is wrong with it.
  private func fault(_ sample: WidgetSample, _ size: Size, _ medium: Medium) -> String? {
    let area = Rect(x: 2, y: 1, width: size.width, height: size.height)
    var canvas = Canvas(
      size: Size(width: size.width + 5, height: size.height + 2), medium: medium)
    canvas.fill(canvas.bounds, "~", .bold)
    sample.draw(&canvas, area)
    let mark = Cell("~", style: .bold)
    for y in 0..<canvas.size.height {
      let isInside = y >= area.y && y < area.maxY
      let row = canvas.row(y)
      let outside =
        isInside ? Array(row.prefix(2)) + row.suffix(canvas.size.width - area.maxX) : Array(row)
      if outside.contains(where: { $0 != mark }) { return "row \(y): \(canvas.lines[y])" }
    }
    if !CanvasTests.isPaired(canvas) { return "halves of wide characters" }
    if let cursor = canvas.cursor, !area.contains(cursor) { return "cursor \(cursor)" }
    if medium.glyphs == .ascii, !canvas.text.utf8.allSatisfy({ $0 < 0x7F }) { return "not ASCII" }
    return nil
  }

  @Test(arguments: WidgetSample.all)
  func `a widget draws at any size and nothing outside`(sample: WidgetSample) {
    for (number, medium) in Self.media.enumerated() {
      // All sizes on the first medium, a grid of them on the others.
      for width in stride(from: 0, through: 40, by: number == 0 ? 1 : 3) {
        for height in stride(from: 0, through: 15, by: number == 0 ? 1 : 2) {
          let size = Size(width: width, height: height)
          if let fault = fault(sample, size, medium) {
            Issue.record("\(sample.name) at \(width)×\(height), \(medium): \(fault)")
            return
          }
        }
      }
    }
  }

  @Test(arguments: WidgetSample.all)
  func `a widget that is half off the canvas is cut`(sample: WidgetSample) {
    for origin in [-7, 3, 11] {
      var canvas = Canvas(size: Size(width: 12, height: 5))
      sample.draw(&canvas, Rect(x: origin, y: origin / 3, width: 30, height: 12))
      #expect(CanvasTests.isPaired(canvas))
    }
  }
}
