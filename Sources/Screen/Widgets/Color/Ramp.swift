/// Numbers as colours, or as glyphs where there are too few colours.
///
/// The palette's steps were picked by hand so that lightness (CIE L*) only rises along a ramp, also for
/// readers without green cones: the nearest palette colours of a published ramp go back and forth. In both
/// ramps dark is little and light is much. The sequential one runs in the manner of viridis from navy over
/// green to yellow; the diverging one from blue over dark grey to orange.
///
/// Without the palette, magnitude is a glyph: `.:-=+*#%@` where no number of the scale is negative, blank for
/// exactly zero; otherwise a digit for what is positive and a letter for what is negative, `1` and `a` small,
/// `9` and `i` large, `0` for zero. `x` is masked (−∞), `^` is ∞, `?` is NaN, in every medium.
package struct Ramp: Equatable, Sendable {
  /// Which ramp.
  package enum Kind: Sendable {
    /// From little to much.
    case sequential
    /// From negative over zero to positive.
    case diverging
  }

  /// Which ramp.
  package let kind: Kind
  /// What is drawn on.
  package let medium: Medium

  /// Makes a ramp.
  package init(_ kind: Kind, medium: Medium) {
    self.kind = kind
    self.medium = medium
  }

  /// Makes the ramp that suits a scale: diverging when zero is its middle.
  package init(for scale: Scale, medium: Medium) {
    self.init(scale.kind == .symmetric ? .diverging : .sequential, medium: medium)
  }

  /// The palette indices from the lower end to the upper.
  package static func steps(_ kind: Kind) -> [UInt8] {
    switch kind {
    case .sequential: [17, 54, 24, 25, 31, 36, 78, 113, 149, 185, 221, 227]
    case .diverging: [195, 117, 74, 32, 25, 24, 236, 58, 94, 166, 172, 215, 223]
    }
  }

  /// The glyphs of magnitudes, from little to much.
  package static let glyphs = Array(" .:-=+*#%@".unicodeScalars)

  /// Whether magnitudes are glyphs rather than colours.
  package var usesGlyphs: Bool { medium.colors != .palette }

  /// How a number is drawn.
  package func swatch(_ value: Double, in scale: Scale, isMasked: Bool = false) -> Swatch {
    let theme = Theme(medium)
    if isMasked || value == -.infinity {
      // A quiet dot says it among colours; among glyphs a dot would be a small number.
      return usesGlyphs
        ? Swatch(style: theme[.masked], glyph: "x")
        : Swatch(style: theme[.masked], glyph: "·", pair: " ·")
    }
    if value.isNaN {
      let style = usesGlyphs ? theme[.bad] : Style(.palette(231), on: .palette(161), .bold)
      return Swatch(style: style, glyph: "?")
    }
    if value == .infinity {
      let style = usesGlyphs ? theme[.warning] : Style(.palette(16), on: .palette(231), .bold)
      return Swatch(style: style, glyph: "^")
    }
    return usesGlyphs ? drawn(value, in: scale, theme) : colored(value, in: scale)
  }

  private func colored(_ value: Double, in scale: Scale) -> Swatch {
    let steps = Self.steps(kind)
    let index = steps[step(of: value, in: scale, count: steps.count)]
    return Swatch(
      style: Style(.palette(Self.ink(on: index)), on: .palette(index)), glyph: " ")
  }

  /// What is written on a step: white on the dark ones, black on the others.
  private static func ink(on index: UInt8) -> UInt8 {
    [17, 24, 25, 54, 58, 94, 236].contains(index) ? 231 : 16
  }

  /// The step of a finite number; what lies beyond an end is drawn as the end.
  private func step(of value: Double, in scale: Scale, count: Int) -> Int {
    switch kind {
    case .sequential:
      let span = scale.maximum - scale.minimum
      guard span > 0 else { return value > 0 ? count - 1 : 0 }
      return level((value - scale.minimum) / span * Double(count), count: count)
    case .diverging:
      let middle = count / 2
      guard scale.magnitude > 0 else { return middle }
      let share = min(1, max(-1, value / scale.magnitude))
      return middle + Int((share * Double(middle)).rounded())
    }
  }

  private func level(_ value: Double, count: Int) -> Int {
    guard value.isFinite else { return 0 }
    return Int(min(Double(count - 1), max(0, value)))
  }

  private func drawn(_ value: Double, in scale: Scale, _ theme: Theme) -> Swatch {
    guard scale.minimum < 0 || value < 0 else {
      guard value > 0 else { return Swatch(style: .plain, glyph: " ") }
      let count = Self.glyphs.count - 1
      let level = step(of: value, in: scale, count: count)
      return Swatch(style: .plain, glyph: Self.glyphs[1 + level])
    }
    guard value != 0 else { return Swatch(style: theme[.faint], glyph: "0", pair: " 0") }
    let magnitude = scale.magnitude
    let level = magnitude > 0 ? level(abs(value) / magnitude * 9, count: 9) : 8
    let digit = Character(Unicode.Scalar(UInt8(ascii: "1") + UInt8(level)))
    return value < 0
      ? Swatch(
        style: theme[.negative], glyph: Unicode.Scalar(UInt8(ascii: "a") + UInt8(level)),
        pair: "−\(digit)")
      : Swatch(
        style: theme[.positive], glyph: Unicode.Scalar(UInt8(ascii: "1") + UInt8(level)),
        pair: "+\(digit)")
  }
}
