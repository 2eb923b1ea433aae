import Kernels
import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Standard output, written in large pieces and checked.
///
/// A reader that stops early (`| head`) ends the program by SIGPIPE, quietly, as other filters end.
struct Output {
  private var buffer: [UInt8] = []
  private static let limit = 1 << 16

  init() { buffer.reserveCapacity(Self.limit) }

  /// Writes a line of text that the program itself made.
  mutating func line(_ text: String) throws {
    buffer.append(contentsOf: text.utf8)
    buffer.append(UInt8(ascii: "\n"))
    if buffer.count >= Self.limit { try flush() }
  }

  /// Writes a line of bytes.
  mutating func line(_ bytes: [UInt8]) throws {
    buffer.append(contentsOf: bytes)
    buffer.append(UInt8(ascii: "\n"))
    if buffer.count >= Self.limit { try flush() }
  }

  /// Hands everything to the system.
  mutating func flush() throws {
    var start = 0
    while start < buffer.count {
      let written = buffer.withUnsafeBytes { bytes in
        write(1, bytes.baseAddress.map { $0 + start }, bytes.count - start)
      }
      if written < 0 {
        if errno == EINTR { continue }
        throw Failure(
          .failed, "standard output: cannot be written: \(String(cString: strerror(errno)))")
      }
      start += written
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Writes a message to standard error; text from outside that it quotes cannot drive the terminal.
  static func complain(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { VisibleText.defused(String($0), limit: 1000) }
    let line = Array((lines.joined(separator: "\n") + "\n").utf8)
    _ = line.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
  }
}

/// An end of the program that is not success, with the one line that says why.
struct Failure: Error, CustomStringConvertible {
  /// What the program's exit status says.
  enum Status: Int32 {
    /// A check failed, or something could not be done.
    case failed = 1
    /// The command line makes no sense.
    case usage = 2
    /// A file is not what it should be, or not safe to read.
    case file = 3
    /// The terminal cannot show a screen.
    case terminal = 4
  }

  let status: Status
  let description: String

  init(_ status: Status, _ description: String) {
    self.status = status
    self.description = description
  }
}
