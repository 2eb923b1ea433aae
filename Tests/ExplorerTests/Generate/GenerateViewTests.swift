import Explorer
import Screen
import TestSupport
import Testing

/// The screen on which a model writes or fills in.
@Suite(.steadyKernels)
struct GenerateViewTests {
  @Test func `the cut is drawn between what is kept and what falls away`() throws {
    var driver = try GenerateDriver(
      "storyteller", "Mia has a red", size: Size(width: 80, height: 24))
    while driver.writing?.shownSettings.topK != 3 { try driver.type("[") }
    let kept = try #require(driver.writing?.draw).cut.kept
    let lines = driver.lines
    let cut = try #require(lines.firstIndex { $0.contains("top-k 3 cuts here") })
    // Text, panel, header: the first candidate stands on line 7.
    #expect(cut == 7 + kept)
    #expect(lines[cut - 1].contains("0."))
    #expect(lines[cut + 1].contains("– │"))
    #expect(lines[5].contains("\(kept) of 312 kept"))
  }

  @Test func `the reason names the number, the part and the token`() throws {
    var driver = try GenerateDriver("storyteller", "Mia has")
    try driver.type("nn")
    let draw = try #require(driver.writing?.draw)
    let name = try #require(driver.writing?.session.label(of: draw.id(at: draw.index)))
    let text = try #require(driver.lines.first { $0.contains("the dice show 0.") })
    #expect(text.contains(": ‘\(name)’"))
    let chinese = try {
      var state = driver.state
      state.language = .chinese
      return try #require(RootView(state).canvas.lines.first { $0.contains("骰子掷出 0.") })
    }()
    #expect(chinese.contains("：“\(name)”"))
  }

  private static let texts = [
    ("storyteller", "Mia has a red cup."), ("translator", "I like apples."),
    ("reader", "The film was not [MASK]."),
  ]

  @Test(arguments: texts.indices, DisplayLanguage.allCases)
  func `every size and medium is drawn, and nothing leaves its place`(
    index: Int, language: DisplayLanguage
  ) throws {
    let (model, text) = Self.texts[index]
    var driver = try GenerateDriver(model, text, language: language)
    try driver.type("nn")
    for (width, height) in [
      (16, 3), (20, 6), (40, 15), (71, 20), (72, 20), (80, 24), (100, 30), (120, 40), (200, 60),
    ] {
      for glyphs in GlyphSet.allCases {
        for colors in [ColorDepth.none, .palette] {
          var state = driver.state
          state.size = Size(width: width, height: height)
          state.medium = Medium(colors: colors, glyphs: glyphs)
          let canvas = RootView(state).canvas
          for y in 0..<height {
            #expect(canvas.row(y).count == width)
          }
          if glyphs == .ascii {
            #expect(!canvas.text.unicodeScalars.contains { !$0.isASCII }, "\(width)×\(height)")
          }
        }
      }
    }
  }
}
