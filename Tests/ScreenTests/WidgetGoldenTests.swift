import Screen
import TestSupport
import Testing

/// One picture of every widget on each medium; `CUTAWAY_RECORD=1` draws them anew.
struct WidgetGoldenTests {
  private static let media: [(String, Medium)] = [
    ("palette", Medium()), ("none", Medium(colors: .none)),
    ("ascii-palette", Medium(glyphs: .ascii)),
    ("ascii-none", Medium(colors: .none, glyphs: .ascii)),
  ]

  @Test(arguments: WidgetSample.all)
  func `a widget looks as it did`(sample: WidgetSample) {
    let pictures = Self.media.map { name, medium in
      var canvas = Canvas(size: sample.size, medium: medium)
      sample.draw(&canvas, canvas.bounds)
      return "== \(name)\n" + canvas.golden
    }
    expectGolden(pictures.joined(separator: "\n"), "widget-\(sample.name)")
  }
}
