#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A regular file whose bytes are mapped into memory, read-only.
///
/// Mapping copies nothing: the system fetches a page when it is first touched. The price is that
/// touching a page beyond the end of a file that has shrunk since stops the program (SIGBUS), so
/// ask ``checkUnchanged()`` before a long read. Nothing but a regular file is opened: a pipe would
/// hang, a device may never end.
package final class MappedFile: Sendable {
  /// The path as it was given.
  package let path: String

  /// The open file; nil where the bytes are part of the program.
  private let file: OpenFile?

  // Safe to share: set once in `init`, read-only memory (PROT_READ), and unmapped only in `deinit`,
  // when nobody holds the object any more.
  nonisolated(unsafe) private let base: UnsafeRawPointer?

  /// The file's bytes.
  ///
  /// - Precondition: The pointer is used only while this object is alive.
  package var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

  /// How many bytes the file has.
  ///
  /// - Units: bytes.
  package let count: Int

  /// Opens and maps the file at `path`; an empty one is no error.
  ///
  /// - Throws: ``FileError`` where there is no regular file that may be read.
  package init(path: String) throws(FileError) {
    let file = try OpenFile(reading: path)
    var base: UnsafeRawPointer?
    if file.size > 0 {
      let address = mmap(nil, file.size, PROT_READ, MAP_PRIVATE, file.descriptor, 0)
      guard address != MAP_FAILED, let address else {
        throw .system(path, .map, errno)
      }
      base = UnsafeRawPointer(address)
    }
    self.path = path
    self.base = base
    count = file.size
    self.file = consume file
    try checkUnchanged()
  }

  /// Takes bytes that stay where they are as long as the program runs for a file.
  ///
  /// - Parameters:
  ///   - path: What messages call it.
  ///   - bytes: The bytes, which nobody writes.
  package init(path: String, permanentBytes bytes: UnsafeRawBufferPointer) {
    self.path = path
    base = bytes.baseAddress
    count = bytes.count
    file = nil
  }

  deinit {
    if let base, file != nil { munmap(UnsafeMutableRawPointer(mutating: base), count) }
  }

  /// Gives the memory of a stretch back that was read; what is read there later is fetched again.
  ///
  /// Whole pages only: those that the stretch shares with its neighbours stay.
  package func release(_ range: Range<Int>) {
    guard file != nil, let base else { return }
    let page = Int(getpagesize())
    let start = (range.lowerBound + page - 1) / page * page
    let end = range.upperBound == count ? count : range.upperBound / page * page
    guard start < end else { return }
    _ = madvise(UnsafeMutableRawPointer(mutating: base + start), end - start, MADV_DONTNEED)
  }

  /// Makes sure that the file still has the size it had when it was opened.
  ///
  /// - Throws: ``FileError/changed(path:expected:found:)``.
  package func checkUnchanged() throws(FileError) {
    try file?.checkUnchanged()
  }
}

/// A descriptor of a regular file, open for reading; closed when it goes away.
struct OpenFile: ~Copyable, Sendable {
  let path: String
  let descriptor: Int32
  let size: Int

  /// Opens the file at `path`, if it is a regular one.
  ///
  /// The kind is asked before opening, so that no pipe or device is touched, and again afterwards
  /// of what was really opened. O_NONBLOCK keeps a pipe put there in between from hanging us.
  init(reading path: String) throws(FileError) {
    guard !path.isEmpty, !path.utf8.contains(0) else { throw .invalidPath(path: path) }
    var status = stat()
    guard stat(path, &status) == 0 else { throw .system(path, .open, errno) }
    if let kind = FileKind(mode: status.st_mode) { throw .notRegular(path: path, kind: kind) }
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw .system(path, .open, errno) }
    guard fstat(descriptor, &status) == 0 else {
      let code = errno
      _ = close(descriptor)
      throw .system(path, .open, code)
    }
    if let kind = FileKind(mode: status.st_mode) {
      _ = close(descriptor)
      throw .notRegular(path: path, kind: kind)
    }
    self.path = path
    self.descriptor = descriptor
    size = Int(status.st_size)
  }

  deinit {
    _ = close(descriptor)
  }

  func checkUnchanged() throws(FileError) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .system(path, .read, errno) }
    guard Int(status.st_size) == size else {
      throw .changed(path: path, expected: size, found: Int(status.st_size))
    }
  }

  /// Takes the next bytes, as the system's `read` does: a count, 0 at the end, or −1 and `errno`.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    readSome(descriptor, buffer)
  }
}

private func readSome(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}
