import Screen
import Testing

struct RampTests {
  /// Each half of a ramp, from dark to light.
  private static let arms: [[UInt8]] = {
    let sequential = Ramp.steps(.sequential)
    let diverging = Ramp.steps(.diverging)
    return [sequential, Array(diverging[6...]), Array(diverging[...6].reversed())]
  }()

  @Test(arguments: arms)
  func `lightness only rises from little to much`(arm: [UInt8]) {
    let colors = arm.map { PaletteColors.lab(PaletteColors.linear($0)) }
    for (one, next) in zip(colors, colors.dropFirst()) {
      #expect(next[0] > one[0])
      #expect(PaletteColors.distance(one, next) >= 2)
    }
  }

  @Test(arguments: arms)
  func `without green cones the order is the same`(arm: [UInt8]) {
    let colors = arm.map {
      PaletteColors.lab(PaletteColors.deuteranopia(PaletteColors.linear($0)))
    }
    for (one, next) in zip(colors, colors.dropFirst()) {
      #expect(next[0] > one[0])
      #expect(PaletteColors.distance(one, next) >= 2)
    }
  }

  @Test func `without green cones the two sides of zero still differ`() {
    let steps = Ramp.steps(.diverging).map {
      PaletteColors.lab(PaletteColors.deuteranopia(PaletteColors.linear($0)))
    }
    for place in 1...6 {
      #expect(PaletteColors.distance(steps[6 - place], steps[6 + place]) >= 20, "\(place)")
    }
  }

  @Test func `a number can be read on every step`() throws {
    for scale in [Scale.fixed, .symmetric(1)] {
      let ramp = Ramp(for: scale, medium: Medium())
      for value in [-1, -0.7, -0.5, -0.3, 0, 0.1, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1] {
        let style = ramp.swatch(value, in: scale).style
        let ink = try #require(UInt8(exactly: style.foreground.index))
        let ground = try #require(UInt8(exactly: style.background.index))
        #expect(PaletteColors.contrast(ink, ground) >= 4.5, "\(value) on \(ground)")
      }
    }
  }

  @Test func `every step of a ramp is used`() {
    for (scale, kind) in [(Scale.fixed, Ramp.Kind.sequential), (.symmetric(2), .diverging)] {
      let ramp = Ramp(for: scale, medium: Medium())
      let seen = scale.samples(401).map { ramp.swatch($0, in: scale).style.background }
      let distinct = seen.reduce(into: [Color]()) { if $0.last != $1 { $0.append($1) } }
      #expect(distinct == Ramp.steps(kind).map(Color.palette))
    }
  }

  @Test(arguments: [ColorDepth.none, .eight, .sixteen])
  func `without the palette magnitude is a glyph that only grows`(depth: ColorDepth) {
    let ramp = Ramp(for: .fixed, medium: Medium(colors: depth))
    let glyphs = Scale.fixed.samples(300).map { ramp.swatch($0, in: .fixed).glyph }
    let levels = glyphs.compactMap { Ramp.glyphs.firstIndex(of: $0) }
    #expect(levels.count == 300)
    #expect(levels == levels.sorted())
    #expect(Set(levels) == Set(0...9))
  }

  @Test func `without colour the sign is part of the glyph`() {
    let scale = Scale.symmetric(4)
    let ramp = Ramp(for: scale, medium: Medium(colors: .none))
    let values = [-4.0, -0.1, 0, 0.1, 2, 4]
    let swatches = values.map { ramp.swatch($0, in: scale) }
    #expect(swatches.map { String(Character($0.glyph)) } == ["i", "a", "0", "1", "5", "9"])
    #expect(swatches.map(\.pair) == ["−9", "−1", " 0", "+1", "+5", "+9"])
  }

  @Test(arguments: ColorDepth.allCases, GlyphSet.allCases)
  func `masked, NaN, infinity, zero and negative differ without colour`(
    depth: ColorDepth, glyphs: GlyphSet
  ) {
    guard depth != .palette else { return }
    for scale in [Scale.fixed, Scale(minimum: -2, maximum: 3, kind: .matrix), .symmetric(3)] {
      let ramp = Ramp(for: scale, medium: Medium(colors: depth, glyphs: glyphs))
      let values: [Double] = [-.infinity, .nan, .infinity, 0, -1, 1]
      let drawn = values.map { ramp.swatch($0, in: scale).glyph }
      #expect(Set(drawn).count == values.count, "\(scale.kind)")
    }
  }

  @Test func `masked, NaN and infinity have glyphs of their own among colours too`() {
    let ramp = Ramp(.sequential, medium: Medium())
    #expect(ramp.swatch(0.5, in: .fixed, isMasked: true).glyph == "·")
    #expect(ramp.swatch(-.infinity, in: .fixed).glyph == "·")
    #expect(ramp.swatch(.nan, in: .fixed).glyph == "?")
    #expect(ramp.swatch(.infinity, in: .fixed).glyph == "^")
    #expect(ramp.swatch(0.5, in: .fixed).glyph == " ")
  }

  @Test func `what lies beyond an end, and a scale without width, are drawn all the same`() {
    for depth in ColorDepth.allCases {
      let medium = Medium(colors: depth)
      let wide = Ramp(.sequential, medium: medium)
      #expect(wide.swatch(7, in: .fixed) == wide.swatch(1, in: .fixed))
      let flat = Scale(minimum: 2, maximum: 2, kind: .matrix)
      #expect(wide.swatch(2, in: flat) == wide.swatch(1, in: .fixed))
      let none = Scale.symmetric(0)
      _ = Ramp(for: none, medium: medium).swatch(0, in: none)
      let huge = Scale(
        minimum: -.greatestFiniteMagnitude, maximum: .greatestFiniteMagnitude, kind: .matrix)
      _ = wide.swatch(1e308, in: huge)
    }
  }
}
