import Explorer
import Foundation
import Screen
import Tensors
import TestSupport
import Testing

/// Whatever is pressed, the explorer goes on, and every screen is whole.
@Suite struct RandomWalkTests {
  /// The keys of a walk; the two that end the program are left out, Home's ^C among them.
  private static let keys: [Key] = {
    let bound = Keymap.bindings.flatMap(\.keys).filter { $0 != .control("c") }
    let others: [Key] = [
      .character("x"), .character("你"), .character("5"), .character("9"), .backspace, .delete,
      .insert, .alt("b"), .control("k"), .function(12), .shiftUp, .character("\u{301}"),
    ]
    return bound + others
  }()

  private static let sizes = [
    Size(width: 120, height: 40), Size(width: 80, height: 24), Size(width: 40, height: 15),
    Size(width: 20, height: 6), Size(width: 200, height: 60), Size(width: 1, height: 1),
    Size(width: 97, height: 3), Size(width: 16, height: 50), Size(width: 0, height: 0),
  ]

  private static func event(_ generator: inout SeededGenerator) -> InputEvent {
    func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &generator) }
    switch below(100) {
    case 0..<2: return .resized(sizes[below(sizes.count)])
    case 2: return .paste(["decoder/1", "weights[2", "\u{1B}[31m\n好", ""][below(4)])
    case 3: return .click(Point(x: below(200), y: below(60)))
    case 4: return .wheel(Point(x: below(200), y: below(60)), rows: below(7) - 3)
    default: return .key(keys[below(keys.count)])
    }
  }

  /// 1,700 events for each of six models, ten thousand in all; `CUTAWAY_SEED` begins elsewhere.
  @Test(arguments: ToySubject.all.indices)
  func `ten thousand random keys leave every screen whole`(index: Int) throws {
    let base =
      ProcessInfo.processInfo.environment["CUTAWAY_SEED"].flatMap(UInt64.init) ?? 20_260_801
    let seed = base + UInt64(index)
    let (model, text) = ToySubject.all[index]
    var generator = SeededGenerator(seed: seed)
    let medium = Medium(
      colors: ColorDepth.allCases[index % 4], glyphs: index % 2 == 0 ? .unicode : .ascii)
    var walker = Walker(
      opening: model, text, Size(width: 80, height: 24), medium,
      index % 3 == 0 ? .chinese : .english)
    var recent: [String] = []
    var walked = 0
    for number in 0..<1_700 {
      // At Home letters are typed: too long a stay there would leave the walk untried.
      if walker.state.place != .explore, number % 25 == 24 {
        walker = Walker(opening: model, text, walker.state.size, medium, walker.state.language)
      }
      if walker.state.place == .explore { walked += 1 }
      let event = Self.event(&generator)
      recent = recent.suffix(11) + [Recording.line(event)]
      walker.send(event)
      if number % 3 == 0 { _ = walker.tick() }
      // The screen is drawn at every size, but the largest only now and then.
      guard walker.state.size.width <= 120 || number % 20 == 0 else { continue }
      let isWhole = expectWellFormed(
        walker.canvas, "seed \(seed), event \(number), after \(recent.joined(separator: "; "))")
      guard isWhole else { return }
    }
    #expect(walked > 750, "only \(walked) events reached the walk")
  }
}
