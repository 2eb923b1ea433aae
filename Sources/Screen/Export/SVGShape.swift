/// Characters that are drawn as shapes in a picture: fonts leave gaps between lines and disagree about the
/// width of Braille.
enum SVGShape: Equatable {
  /// A rectangle in eighths of a cell: where it begins and ends across and down.
  case block(left: Int, top: Int, right: Int, bottom: Int)
  /// Light lines of a box.
  case lines
  /// Dots.
  case braille

  /// The shape of a character; nil for one that is written.
  init?(_ scalar: UInt32) {
    switch scalar {
    case 0x2588: self = .block(left: 0, top: 0, right: 8, bottom: 8)
    case 0x2580: self = .block(left: 0, top: 0, right: 8, bottom: 4)
    case 0x2584: self = .block(left: 0, top: 4, right: 8, bottom: 8)
    case 0x2590: self = .block(left: 4, top: 0, right: 8, bottom: 8)
    // The left blocks, from seven eighths down to one.
    case 0x2589...0x258F:
      self = .block(left: 0, top: 0, right: 8 - Int(scalar - 0x2588), bottom: 8)
    case 0x2801...0x28FF: self = .braille
    default:
      guard Self.arms(scalar) != nil || Self.corner(scalar) != nil else { return nil }
      self = .lines
    }
  }

  /// The outline of Braille dots, or the middle of lines, with the cell's corner at a place.
  static func path(_ scalar: UInt32, x: Int, y: Int) -> String {
    if (0x2801...0x28FF).contains(scalar) {
      return (0..<8).filter { scalar >> UInt32($0) & 1 == 1 }.map { dot in
        // Dots 1 to 3 and 4 to 6 go down the columns, 7 and 8 below them.
        let column = dot < 6 ? dot / 3 : dot - 6
        let row = dot < 6 ? dot % 3 : 3
        return "M\(x + 1 + column * 5) \(y + [1, 6, 10, 15][row])h2v2h-2z"
      }.joined()
    }
    if let (toRight, toBottom) = corner(scalar) {
      let end = toRight ? x + 9 : x
      let bend = toRight ? "4" : "-4"
      let rise = toBottom ? "-4" : "4"
      return "M\(x + 4).5 \(toBottom ? y + 18 : y)V\(toBottom ? y + 13 : y + 5).5"
        + "q0 \(rise) \(bend) \(rise)H\(end)"
    }
    guard let arms = arms(scalar) else { return "" }
    var path = ""
    if arms.contains(.up) { path += "M\(x + 4).5 \(y)v9.5" }
    if arms.contains(.down) { path += "M\(x + 4).5 \(y + 18)v-8.5" }
    if arms.contains(.left) { path += "M\(x) \(y + 9).5h4.5" }
    if arms.contains(.right) { path += "M\(x + 9) \(y + 9).5h-4.5" }
    return path
  }

  private struct Arms: OptionSet {
    let rawValue: Int
    static let up = Arms(rawValue: 1)
    static let down = Arms(rawValue: 2)
    static let left = Arms(rawValue: 4)
    static let right = Arms(rawValue: 8)
  }

  /// Where the lines of a box character go from its middle.
  private static func arms(_ scalar: UInt32) -> Arms? {
    switch scalar {
    case 0x2500: [.left, .right]
    case 0x2502: [.up, .down]
    case 0x250C: [.down, .right]
    case 0x2510: [.down, .left]
    case 0x2514: [.up, .right]
    case 0x2518: [.up, .left]
    case 0x251C: [.up, .down, .right]
    case 0x2524: [.up, .down, .left]
    case 0x252C: [.left, .right, .down]
    case 0x2534: [.left, .right, .up]
    case 0x253C: [.up, .down, .left, .right]
    default: nil
    }
  }

  /// The directions of a round corner.
  private static func corner(_ scalar: UInt32) -> (toRight: Bool, toBottom: Bool)? {
    switch scalar {
    case 0x256D: (true, true)
    case 0x256E: (false, true)
    case 0x256F: (false, false)
    case 0x2570: (true, false)
    default: nil
    }
  }
}
