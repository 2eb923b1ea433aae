#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads files that are small by nature (configurations, lessons) wholly into memory.
package enum SmallFile {
  /// The most that a configuration file may have.
  ///
  /// - Units: bytes.
  package static let configurationLimit = 16 << 20

  /// The bytes of the regular file at `path`, if it has no more than `limit` of them.
  ///
  /// - Throws: ``FileError/tooLarge(path:limit:found:)`` before anything is read, and the other
  ///   cases of ``FileError``.
  package static func read(
    path: String, limit: Int = configurationLimit
  ) throws(FileError) -> [UInt8] {
    let file = try OpenFile(reading: path)
    guard file.size <= limit else {
      throw .tooLarge(path: path, limit: limit, found: file.size)
    }
    // One byte more than the file has: the read that fills it tells that the file has grown.
    var bytes = [UInt8](repeating: 0, count: file.size + 1)
    var count = 0
    while count < bytes.count {
      let taken = bytes.withUnsafeMutableBytes { buffer in
        file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
      }
      if taken < 0, errno == EINTR { continue }
      guard taken >= 0 else { throw .system(path, .read, errno) }
      if taken == 0 { break }
      count += taken
    }
    guard count == file.size else {
      throw .changed(path: path, expected: file.size, found: count)
    }
    bytes.removeLast()
    return bytes
  }
}
