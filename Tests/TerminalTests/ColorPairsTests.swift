import Screen
import Testing

@testable import Terminal

/// Which number a pair of colours gets.
@Suite struct ColorPairsTests {
  private func colors(_ foreground: UInt8, _ background: UInt8) -> ColorPairs.Colors {
    ColorPairs.Colors(foreground: .palette(foreground), background: .palette(background))
  }

  @Test func `numbers are given as they are needed, and kept`() {
    var pairs = ColorPairs(capacity: 3)
    let own = ColorPairs.Colors(foreground: .standard, background: .standard)
    #expect(pairs.number(for: own, needed: { [] }) == .init(number: 0, isNew: false))
    #expect(pairs.number(for: colors(1, 2), needed: { [] }) == .init(number: 1, isNew: true))
    #expect(pairs.number(for: colors(2, 1), needed: { [] }) == .init(number: 2, isNew: true))
    #expect(pairs.number(for: colors(1, 2), needed: { [] }) == .init(number: 1, isNew: false))
  }

  @Test func `the one longest unused goes first, unless the frame needs it`() {
    var pairs = ColorPairs(capacity: 3)
    for color: UInt8 in 1...3 { _ = pairs.number(for: colors(color, 0), needed: { [] }) }
    _ = pairs.number(for: colors(1, 0), needed: { [] })
    // Pair 2 is the oldest, pair 3 the next.
    #expect(
      pairs.number(for: colors(4, 0), needed: { [colors(2, 0)] }) == .init(number: 3, isNew: true))
    #expect(pairs.number(for: colors(2, 0), needed: { [] }) == .init(number: 2, isNew: false))
    #expect(pairs.number(for: colors(3, 0), needed: { [] }) == .init(number: 1, isNew: true))
  }

  @Test func `when all are needed, one with the same background stands in`() {
    var pairs = ColorPairs(capacity: 2)
    _ = pairs.number(for: colors(1, 5), needed: { [] })
    _ = pairs.number(for: colors(1, 6), needed: { [] })
    let needed: Set = [colors(1, 5), colors(1, 6)]
    #expect(pairs.number(for: colors(2, 6), needed: { needed }) == .init(number: 2, isNew: false))
    #expect(pairs.number(for: colors(2, 7), needed: { needed }) == .init(number: 0, isNew: false))
    var none = ColorPairs(capacity: -1)
    #expect(none.number(for: colors(1, 5), needed: { [] }) == .init(number: 0, isNew: false))
  }
}
