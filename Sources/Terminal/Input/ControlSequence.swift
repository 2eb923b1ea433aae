import Screen

/// The sequences that begin with Esc [ (ECMA-48, section 5.4), as xterm and its kin use them for keys.
enum ControlSequence {
  /// Longer ones are no keys.
  private static let limit = 64

  /// Reads a sequence from its Esc on.
  static func read(_ bytes: ArraySlice<UInt8>) -> InputDecoder.Reading {
    let body = bytes.dropFirst(2)
    // The Linux console's function keys: Esc [ [ A.
    if body.first == UInt8(ascii: "["), body.count < 2 { return .incomplete }
    if body.first == UInt8(ascii: "[") {
      let number = Int(body[body.startIndex + 1]) - 0x40
      return .event((1...5).contains(number) ? .key(.function(number)) : nil, length: 4)
    }
    for (count, byte) in body.enumerated() {
      if (0x40...0x7E).contains(byte) {
        return event(parameters: body.prefix(count), final: byte, length: count + 3)
      }
      // Whatever breaks a sequence off is read by itself.
      if !(0x20...0x3F).contains(byte) || count >= limit {
        return .event(nil, length: count + 2)
      }
    }
    return .incomplete
  }

  /// The key that Esc O and this byte stand for: arrows and the number pad in application mode.
  static func applicationKey(_ final: UInt8) -> Key? {
    switch final {
    case UInt8(ascii: "M"): return .enter
    case UInt8(ascii: "j")...UInt8(ascii: "y"):
      // Its digits and signs lie 0x40 above their own codes.
      return .character(Unicode.Scalar(final - 0x40))
    case UInt8(ascii: "X"): return .character("=")
    default: return key(of: final, modifiers: 1)
    }
  }

  private static func event(
    parameters: ArraySlice<UInt8>, final: UInt8, length: Int
  ) -> InputDecoder.Reading {
    if parameters.first == UInt8(ascii: "<") {
      return .event(mouse(numbers(parameters.dropFirst()), final: final), length: length)
    }
    // Answers of the terminal, and what we do not know.
    guard parameters.allSatisfy({ (0x30...0x3B).contains($0) }) else {
      return .event(nil, length: length)
    }
    let numbers = numbers(parameters)
    let modifiers = numbers.count > 1 ? numbers[1] : 1
    switch final {
    case UInt8(ascii: "~"):
      if numbers.first == 200 { return .pasteBegins(length: length) }
      return .event(editingKey(numbers.first ?? 0).map { .key($0) }, length: length)
    // A report of the cursor's place looks like F3 with a modifier.
    case UInt8(ascii: "R") where !numbers.isEmpty: return .event(nil, length: length)
    default:
      return .event(key(of: final, modifiers: modifiers).map { .key($0) }, length: length)
    }
  }

  private static func numbers(_ parameters: ArraySlice<UInt8>) -> [Int] {
    guard !parameters.isEmpty else { return [] }
    return parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map {
      // Cut where it could overflow.
      $0.prefix(6).reduce(0) { $0 * 10 + max(0, Int($1) - 0x30) }
    }
  }

  private static func key(of final: UInt8, modifiers: Int) -> Key? {
    // The number less one is a set of bits: 1 is Shift.
    let hasShift = modifiers > 1 && (modifiers - 1) & 1 == 1
    switch final {
    case UInt8(ascii: "A"): return hasShift ? .shiftUp : .up
    case UInt8(ascii: "B"): return hasShift ? .shiftDown : .down
    case UInt8(ascii: "C"): return hasShift ? .shiftRight : .right
    case UInt8(ascii: "D"): return hasShift ? .shiftLeft : .left
    case UInt8(ascii: "a"): return .shiftUp
    case UInt8(ascii: "b"): return .shiftDown
    case UInt8(ascii: "c"): return .shiftRight
    case UInt8(ascii: "d"): return .shiftLeft
    case UInt8(ascii: "H"): return .home
    case UInt8(ascii: "F"): return .end
    case UInt8(ascii: "Z"): return .backTab
    case UInt8(ascii: "P")...UInt8(ascii: "S"): return .function(Int(final) - 0x4F)
    default: return nil
    }
  }

  private static func editingKey(_ number: Int) -> Key? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23, 24: .function(number - 12)
    default: nil
    }
  }

  /// The rows that one notch of the wheel stands for.
  static let wheelRows = 3

  private static func mouse(_ numbers: [Int], final: UInt8) -> InputEvent? {
    guard numbers.count == 3, final == UInt8(ascii: "M"), numbers[1] > 0, numbers[2] > 0 else {
      return nil
    }
    let place = Point(x: numbers[1] - 1, y: numbers[2] - 1)
    // 4, 8 and 16 are Shift, Alt and Ctrl.
    switch numbers[0] & ~28 {
    case 0: return .click(place)
    case 64: return .wheel(place, rows: -wheelRows)
    case 65: return .wheel(place, rows: wheelRows)
    default: return nil
    }
  }
}
