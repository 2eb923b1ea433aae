import Screen

/// The numbers of colour pairs, of which a terminal has few or many; those long unused are given anew.
struct ColorPairs {
  /// Two colours that appear together.
  struct Colors: Hashable {
    let foreground: Color
    let background: Color
  }

  /// A pair's number, and whether the terminal must still be told its colours.
  struct Assignment: Equatable {
    let number: Int
    let isNew: Bool
  }

  private let capacity: Int
  private var numbers: [Colors: Int] = [:]
  /// What pair n + 1 holds, and when it was asked for last.
  private var held: [(colors: Colors, use: Int)] = []
  private var clock = 0

  /// Makes a table of the pairs from 1 to `capacity`; 0 stands for the terminal's own colours.
  init(capacity: Int) { self.capacity = max(0, capacity) }

  /// The number of two colours.
  ///
  /// - Parameters:
  ///   - colors: The colours.
  ///   - needed: All colours of the frame; asked for only when there is no free pair, because a pair on
  ///     the screen must keep its colours.
  /// - Returns: The number. If every pair is needed, it is one with the same background, or 0.
  mutating func number(for colors: Colors, needed: () -> Set<Colors>) -> Assignment {
    if colors.foreground == .standard, colors.background == .standard {
      return Assignment(number: 0, isNew: false)
    }
    clock += 1
    if let number = numbers[colors] {
      held[number - 1].use = clock
      return Assignment(number: number, isNew: false)
    }
    guard held.count >= capacity else {
      held.append((colors, clock))
      numbers[colors] = held.count
      return Assignment(number: held.count, isNew: true)
    }
    let needed = needed()
    let free = held.indices.filter { !needed.contains(held[$0].colors) }
    guard let place = free.min(by: { held[$0].use < held[$1].use }) else {
      let alike = held.firstIndex { $0.colors.background == colors.background }
      return Assignment(number: alike.map { $0 + 1 } ?? 0, isNew: false)
    }
    numbers[held[place].colors] = nil
    held[place] = (colors, clock)
    numbers[colors] = place + 1
    return Assignment(number: place + 1, isNew: true)
  }
}
