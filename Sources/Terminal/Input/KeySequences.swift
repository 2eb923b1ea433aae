import CTerminal
import Screen

/// The bytes that keys send besides the common ones, as the terminal's description gives them.
struct KeySequences: Equatable {
  private(set) var keys: [[UInt8]: Key] = [:]
  private var prefixes: Set<[UInt8]> = []

  /// Makes a table; only sequences that begin with Esc and are longer than it count.
  init(_ keys: [[UInt8]: Key] = [:]) {
    for (bytes, key) in keys where bytes.count > 1 && bytes[0] == 0x1B {
      self.keys[bytes] = key
      for count in 1..<bytes.count { prefixes.insert(Array(bytes[..<count])) }
    }
  }

  /// The sequences of the terminal that is open.
  static func ofTerminal() -> KeySequences {
    var keys: [[UInt8]: Key] = [:]
    for (name, key) in capabilities {
      guard let text = terminal_string(name) else { continue }
      keys[String(cString: text).utf8.map { $0 }] = key
    }
    return KeySequences(keys)
  }

  private static let capabilities: [(String, Key)] =
    [
      ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("kri", .shiftUp),
      ("kind", .shiftDown), ("kLFT", .shiftLeft), ("kRIT", .shiftRight), ("khome", .home),
      ("kend", .end), ("kpp", .pageUp), ("knp", .pageDown), ("kdch1", .delete),
      ("kich1", .insert), ("kcbt", .backTab), ("kent", .enter),
    ] + (1...12).map { ("kf\($0)", .function($0)) }

  /// What the bytes begin with: a key and its length, a beginning of one, or neither.
  enum Match: Equatable {
    case key(Key, length: Int)
    case incomplete
    case none
  }

  /// Finds the longest sequence that the bytes begin with.
  func match(_ bytes: ArraySlice<UInt8>) -> Match {
    var best = Match.none
    for count in 1...max(1, bytes.count) where count <= bytes.count {
      let beginning = Array(bytes.prefix(count))
      if let key = keys[beginning] { best = .key(key, length: count) }
      guard prefixes.contains(beginning) else { return best }
    }
    return best == .none && !bytes.isEmpty ? .incomplete : best
  }
}
