import Tensors

/// Where text goes that may be asked for in a file: standard output, or a file that is there whole or not
/// at all.
struct TextSink: ~Copyable {
  private var output = Output()
  private var file: AtomicFile?

  /// Opens the file; standard output without a path.
  ///
  /// - Throws: ``Failure`` where the file cannot be written.
  init(path: String?) throws {
    guard let path else { return }
    // Status 3 is for files that are read.
    do { file = try AtomicFile(path: path) } catch { throw Failure(.failed, error.description) }
  }

  /// Writes a line of text.
  mutating func line(_ text: String) throws { try line(Array(text.utf8)) }

  /// Writes a line of bytes.
  mutating func line(_ bytes: [UInt8]) throws {
    guard file != nil else { return try output.line(bytes) }
    try send(bytes + [UInt8(ascii: "\n")])
  }

  /// Writes text that ends its lines itself.
  mutating func text(_ text: String) throws {
    guard file != nil else {
      // The last end of line is the one that `line` adds.
      return try output.line(text.hasSuffix("\n") ? String(text.dropLast()) : text)
    }
    try send(Array(text.utf8))
  }

  private mutating func send(_ bytes: [UInt8]) throws {
    do { try file?.write(bytes) } catch { throw Failure(.failed, "\(error)") }
  }

  /// Hands everything on; the file is in place after this.
  consuming func finish() throws {
    guard let file else {
      var output = output
      return try output.flush()
    }
    do { try file.commit() } catch { throw Failure(.failed, "\(error)") }
  }
}
