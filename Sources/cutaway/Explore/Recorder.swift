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

  /// Begins a recording in a file, which is emptied.
  ///
  /// - Throws: ``Failure`` where the file cannot be written.
  init(path: String) throws {
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw Failure(
        .usage,
        "--record: \(VisibleText.quoted(path)) cannot be written: \(String(cString: strerror(errno)))"
      )
    }
  }

  deinit { close(descriptor) }

  /// Writes an event down.
  func record(_ event: InputEvent) {
    let bytes = Array((Recording.line(event) + "\n").utf8)
    _ = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
  }
}
