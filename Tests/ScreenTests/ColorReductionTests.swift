import Screen
import Testing

/// What the palette's colours become where there are fewer.
@Suite struct ColorReductionTests {
  private static let samples: [(UInt8, sixteen: UInt8, eight: UInt8)] = [
    (0, 0, 0), (1, 1, 1), (7, 7, 7), (8, 8, 0), (9, 9, 1), (15, 15, 7),
    // The cube's corners.
    (16, 0, 0), (21, 12, 4), (46, 10, 2), (51, 14, 6), (196, 9, 1), (201, 13, 5), (226, 11, 3),
    (231, 15, 7),
    // Dark and middling ones: navy, green, brown, orange, teal, purple, sky.
    (18, 4, 4), (28, 2, 2), (94, 3, 3), (208, 11, 3), (37, 6, 6), (97, 5, 5), (153, 14, 6),
    (66, 8, 0),
    // Greys, of the cube and of the ramp.
    (59, 8, 0), (102, 8, 0), (145, 7, 7), (188, 7, 7), (232, 0, 0), (236, 0, 0), (238, 8, 0),
    (244, 8, 0), (246, 7, 7), (250, 7, 7), (254, 15, 7), (255, 15, 7),
  ]

  @Test(arguments: samples)
  func `a colour becomes the nearest there is`(index: UInt8, sixteen: UInt8, eight: UInt8) {
    #expect(ColorDepth.palette.shown(.palette(index)) == .palette(index))
    #expect(ColorDepth.sixteen.shown(.palette(index)) == .palette(sixteen))
    #expect(ColorDepth.eight.shown(.palette(index)) == .palette(eight))
    #expect(ColorDepth.none.shown(.palette(index)) == .standard)
  }

  @Test(arguments: ColorDepth.allCases) func `the terminal's own colour stays`(depth: ColorDepth) {
    #expect(depth.shown(.standard) == .standard)
    let style = Style(.standard, .reversed)
    #expect(depth.shown(style) == style)
  }

  @Test func `no letter vanishes in its background`() {
    var vanished: [String] = []
    for depth in [ColorDepth.sixteen, .eight] {
      for foreground in UInt8.min...UInt8.max {
        for background in UInt8.min...UInt8.max where foreground != background {
          let shown = depth.shown(Style(.palette(foreground), on: .palette(background)))
          if shown.foreground == shown.background {
            vanished.append("\(depth) \(foreground) on \(background)")
          }
        }
      }
    }
    #expect(vanished == [])
  }

  @Test func `dark grey letters stay visible with eight colours`() {
    #expect(ColorDepth.eight.shown(Style(.palette(240))) == Style(.standard))
    #expect(ColorDepth.eight.shown(Style(.palette(250))) == Style(.palette(7)))
    #expect(ColorDepth.sixteen.shown(Style(.palette(240))) == Style(.palette(8)))
  }
}
