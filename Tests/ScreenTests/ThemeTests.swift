import Screen
import Testing

struct ThemeTests {
  @Test(arguments: Theme.Role.allCases)
  func `every accent reads on black and on white`(role: Theme.Role) throws {
    let style = Theme(Medium(colors: .palette))[role]
    guard style.foreground != .standard else { return }
    let ink = try #require(UInt8(exactly: style.foreground.index))
    if style.background == .standard {
      #expect(PaletteColors.contrast(ink, 16) >= 3.5, "on black")
      #expect(PaletteColors.contrast(ink, 231) >= 3.5, "on white")
    } else {
      let ground = try #require(UInt8(exactly: style.background.index))
      #expect(PaletteColors.contrast(ink, ground) >= 4.5)
    }
  }

  @Test(arguments: Theme.Role.allCases)
  func `a medium is never asked for a colour that it lacks`(role: Theme.Role) {
    for depth in ColorDepth.allCases {
      let style = Theme(Medium(colors: depth))[role]
      let most: Int16 =
        switch depth {
        case .none: -1
        case .eight, .sixteen: 7
        case .palette: 255
        }
      #expect(style.foreground.index <= most, "\(depth)")
      #expect(style.background.index <= most, "\(depth)")
    }
  }

  @Test(arguments: ColorDepth.allCases)
  func `the cursor and the selection differ from text and from each other`(depth: ColorDepth) {
    let theme = Theme(Medium(colors: depth))
    #expect(theme[.focus].attributes.contains(.reversed))
    #expect(Set([theme[.focus], theme[.selected], theme[.text]]).count == 3)
    #expect(theme[.changed] != theme[.text])
    #expect(theme[.borderFocused] != theme[.border])
  }
}
