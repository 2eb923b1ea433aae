extension ColorDepth {
  /// What a colour of xterm's palette becomes where there are fewer.
  ///
  /// The nearest of the 16 by the hue and lightness of the colour; greys become black, bright black, white
  /// or bright white by lightness alone. Where there are eight, bright colours lose their brightness.
  /// The terminal's own colour stays, and is all there is without colours.
  package func shown(_ color: Color) -> Color {
    guard color != .standard else { return color }
    switch self {
    case .palette: return color
    case .sixteen: return .palette(UInt8(Self.sixteenth(of: Int(color.index))))
    case .eight:
      // Bright black is a dark grey: nearer to black, if there is only black and white.
      return .palette(UInt8(Self.sixteenth(of: Int(color.index)) & 7))
    case .none: return .standard
    }
  }

  /// What a style becomes where there are fewer colours; character and background never become one.
  package func shown(_ style: Style) -> Style {
    var shown = style
    shown.foreground = self.shown(style.foreground)
    shown.background = self.shown(style.background)
    guard self != .palette, self != .none else { return shown }
    // Dark grey letters on the terminal's own background would vanish as black ones.
    if self == .eight, shown.background == .standard, shown.foreground == .palette(0) {
      shown.foreground = .standard
    } else if shown.foreground == shown.background, style.foreground != style.background {
      shown.foreground = Self.isLight(shown.background) ? .palette(0) : .palette(7)
    }
    return shown
  }

  private static func isLight(_ color: Color) -> Bool {
    // Green, yellow, cyan and white, and the bright ones but blue and black.
    [2, 3, 6, 7, 9, 10, 11, 13, 14, 15].contains(color.index)
  }

  // MARK: The palette

  /// The number below 16 of a colour of the palette.
  private static func sixteenth(of index: Int) -> Int {
    switch index {
    case ..<16: return index
    case 232...: return grey((index - 232) * 10 + 8)
    default:
      // A cube of six steps a side.
      let levels = [0, 95, 135, 175, 215, 255]
      let cube = index - 16
      return nearest(levels[cube / 36], levels[cube / 6 % 6], levels[cube % 6])
    }
  }

  private static func grey(_ lightness: Int) -> Int {
    switch lightness {
    case ..<56: 0
    case ..<146: 8
    case ..<220: 7
    default: 15
    }
  }

  private static func nearest(_ red: Int, _ green: Int, _ blue: Int) -> Int {
    let most = max(red, green, blue)
    let least = min(red, green, blue)
    // Hardly any hue.
    if most - least < 50 { return grey((red + green + blue) / 3) }
    // Which of the three are at least as near to the strongest as to the weakest.
    let middle = (most + least) / 2
    let hue = (red >= middle ? 1 : 0) + (green >= middle ? 2 : 0) + (blue >= middle ? 4 : 0)
    // Bright ones are pale, or of full strength.
    return most > 200 || least > 100 ? hue + 8 : hue
  }
}
