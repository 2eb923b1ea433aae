#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The lines of standard input as bytes, whatever they are; the newline is not part of a line.
///
/// What follows the last newline is a line if it is not empty. Memory holds one line and 64 KiB.
struct TextLines: Sequence, IteratorProtocol {
  private var buffer: [UInt8] = []
  private var start = 0
  /// Up to where no newline is: a long line is not searched again for every piece of it.
  private var searched = 0
  private var isAtEnd = false
  /// The most bytes that a line may have: 1 GiB.
  private static let longestLine = 1 << 30
  private var isTooLong = false
  /// Why reading ended early, if it did.
  private var problem: Int32?

  mutating func next() -> [UInt8]? {
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer {
          start = end + 1
          searched = start
        }
        return Array(buffer[start..<end])
      }
      searched = buffer.count
      if isAtEnd {
        guard start < buffer.count else { return nil }
        defer {
          buffer = []
          start = 0
          searched = 0
        }
        return Array(buffer[start...])
      }
      refill()
    }
  }

  /// Says it if reading ended before the input did.
  func check() throws {
    guard !isTooLong else {
      throw Failure(.failed, "standard input: a line has more than \(Self.longestLine) bytes")
    }
    guard let problem else { return }
    throw Failure(
      .failed, "standard input: cannot be read: \(String(cString: strerror(problem)))")
  }

  /// The lines of a whole file's bytes, by the same rule.
  static func split(_ bytes: [UInt8]) -> [[UInt8]] {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map(Array.init)
  }

  private mutating func refill() {
    buffer.removeFirst(start)
    searched -= start
    start = 0
    let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 16) { target, count in
      var found = read(0, target.baseAddress, target.count)
      while found < 0, errno == EINTR { found = read(0, target.baseAddress, target.count) }
      if found < 0 { problem = errno }
      count = Swift.max(0, found)
    }
    isAtEnd = chunk.isEmpty
    buffer += chunk
    if buffer.count > Self.longestLine {
      isTooLong = true
      isAtEnd = true
      buffer = []
      searched = 0
    }
  }
}

/// The bytes of a command-line argument, where it was no UTF-8 and Swift repaired it.
///
/// An argument with U+FFFD in it is looked up among the program's own; another one is its UTF-8.
func bytesOfArgument(_ argument: String) -> [UInt8] {
  let repaired = Array(argument.utf8)
  guard argument.unicodeScalars.contains("\u{FFFD}") else { return repaired }
  for index in 0..<Int(CommandLine.argc) {
    guard let raw = CommandLine.unsafeArgv[index] else { continue }
    let bytes = Array(UnsafeRawBufferPointer(start: raw, count: strlen(raw)))
    if Array(String(decoding: bytes, as: UTF8.self).utf8) == repaired { return bytes }
  }
  return repaired
}
