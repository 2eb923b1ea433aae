#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Asks a terminal how wide it draws a character of ambiguous width.
///
/// A line is drawn at the left edge and the cursor's place asked for (`CSI 6 n`): in column 2 it is one
/// cell wide, in column 3 two. Then the place is erased. This happens before the screen is taken over.
enum WidthProbe {
  /// What came of it.
  struct Result: Equatable {
    /// Whether the character is two cells wide; nil if the terminal did not say.
    var isWide: Bool?
    /// What came besides the answer: keys pressed meanwhile.
    var input: [UInt8] = []
  }

  /// How long the terminal has.
  private static let milliseconds = 100

  /// Asks; the terminal's modes are afterwards what they were.
  static func ask(input: Int32, output: Int32) -> Result {
    var modes = termios()
    guard tcgetattr(input, &modes) == 0 else { return Result() }
    var raw = modes
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
    guard tcsetattr(input, TCSANOW, &raw) == 0 else { return Result() }
    defer { tcsetattr(input, TCSANOW, &modes) }
    send("\u{1B}7\r\u{2500}\u{1B}[6n", to: output)
    let limit = MonotonicTime.now.adding(milliseconds: milliseconds)
    var bytes: [UInt8] = []
    var found: (column: Int, range: Range<Int>)?
    while found == nil {
      var wait = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
      guard poll(&wait, 1, Int32(MonotonicTime.now.milliseconds(until: limit))) > 0 else { break }
      var buffer = [UInt8](repeating: 0, count: 256)
      let count = read(input, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer[..<count]
      found = answer(in: bytes)
    }
    send("\r\u{1B}[K\u{1B}8", to: output)
    guard let found else { return Result(isWide: nil, input: bytes) }
    bytes.removeSubrange(found.range)
    return Result(isWide: found.column > 2, input: bytes)
  }

  /// Finds `Esc [ row ; column R` in what came.
  static func answer(in bytes: [UInt8]) -> (column: Int, range: Range<Int>)? {
    for start in bytes.indices where bytes[start] == 0x1B {
      let rest = bytes[start...]
      guard rest.dropFirst().first == UInt8(ascii: "["),
        let end = rest.firstIndex(of: UInt8(ascii: "R"))
      else { continue }
      let parts = rest[(start + 2)..<end].split(separator: UInt8(ascii: ";"))
      guard parts.count == 2, let column = Int(String(decoding: parts[1], as: UTF8.self)),
        Int(String(decoding: parts[0], as: UTF8.self)) != nil
      else { continue }
      return (column, start..<(end + 1))
    }
    return nil
  }

  private static func send(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }
}
