import Explorer
import Screen
import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes down what the reader does, each event as it comes, so that a crash loses nothing.
final class Recorder {
  private let descriptor: Int32
  private let path: String
  private var hasFailed = false

  /// Begins a recording in a file, which is emptied.
  ///
  /// - Throws: ``Failure`` where the file cannot be written.
  init(path: String) throws {
    self.path = path
    // A pipe that nobody reads would hold everything up.
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NONBLOCK, 0o666)
    guard descriptor >= 0 else {
      throw Failure(
        .usage,
        "--record: \(VisibleText.quoted(path)) cannot be written: \(String(cString: strerror(errno)))"
      )
    }
  }

  deinit { close(descriptor) }

  /// Writes a message down; says once, after the screen, that it could not.
  func record(_ message: Message) {
    guard !hasFailed, let line = Recording.line(message) else { return }
    let bytes = Array((line + "\n").utf8)
    let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    guard written != bytes.count else { return }
    hasFailed = true
    Output.complain(
      "cutaway: --record: \(VisibleText.quoted(path)) could not be written to its end: "
        + String(cString: strerror(errno)))
  }
}
