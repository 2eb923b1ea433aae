#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file being written that takes its place only when it is whole.
///
/// The bytes go to a temporary file beside the target (`.cutaway-….tmp`); ``commit()`` makes sure
/// that they are on the disk and puts the file in place in one step. Until then, and whenever
/// something fails, an old file stays as it was and the temporary one is removed. A link is
/// followed, and an old file's permissions are kept.
///
///     var file = try AtomicFile(path: "trace.json")
///     try file.write("{}\n")
///     try file.commit()
///
/// A character device or a pipe (`/dev/stdout`) cannot be replaced and is written to directly.
package struct AtomicFile: ~Copyable {
  /// The path as it was given.
  package let path: String

  private let target: String
  private var descriptor: Int32
  /// The temporary file that is there to be put in place or removed.
  private var temporary: String?
  private var pending: [UInt8] = []

  private static let bufferSize = 1 << 16

  // MARK: Opening

  /// Begins a new file that is to stand at `path`.
  ///
  /// - Throws: ``FileError`` where there is no folder to write in, or something else than a file
  ///   is in the way.
  package init(path: String) throws(FileError) {
    (target, temporary, descriptor) = try Self.begin(path)
    self.path = path
  }

  private static func begin(
    _ path: String
  ) throws(FileError) -> (target: String, temporary: String?, descriptor: Int32) {
    guard !path.isEmpty, !path.utf8.contains(0) else { throw .invalidPath(path: path) }
    var status = stat()
    guard stat(path, &status) == 0 else {
      guard errno == ENOENT else { throw .system(path, .write, errno) }
      let (name, descriptor) = try makeTemporary(beside: path, path: path)
      return (path, name, descriptor)
    }
    if let kind = FileKind(mode: status.st_mode) {
      guard kind == .pipe || status.st_mode & S_IFMT == S_IFCHR else {
        throw .notRegular(path: path, kind: kind)
      }
      return (path, nil, try openDirectly(path))
    }
    let target = try resolved(path)
    let (name, descriptor) = try makeTemporary(beside: target, path: path)
    _ = fchmod(descriptor, status.st_mode & 0o777)
    return (target, name, descriptor)
  }

  private static func openDirectly(_ path: String) throws(FileError) -> Int32 {
    // O_NONBLOCK only for the opening: a pipe that nobody reads is an error, not a wait.
    let descriptor = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw .system(path, .write, errno) }
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
    return descriptor
  }

  private static func resolved(_ path: String) throws(FileError) -> String {
    guard let name = realpath(path, nil) else { throw .system(path, .write, errno) }
    defer { free(name) }
    return String(cString: name)
  }

  private static func makeTemporary(
    beside target: String, path: String
  ) throws(FileError) -> (name: String, descriptor: Int32) {
    for _ in 0..<100 {
      let number = String(UInt64.random(in: 0...UInt64.max), radix: 36)
      let name = folder(of: target) + "/.cutaway-\(number).tmp"
      let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o666)
      if descriptor >= 0 { return (name, descriptor) }
      guard errno == EEXIST else { throw .system(path, .write, errno) }
    }
    throw .failed(path: path, action: .write, code: EEXIST)
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/." : String(path[..<slash])
  }

  // MARK: Writing

  /// Adds bytes to the file; small pieces are gathered before they are handed to the system.
  package mutating func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    if pending.count + bytes.count > Self.bufferSize { try flush() }
    if bytes.count >= Self.bufferSize {
      try send(bytes)
    } else {
      pending.append(contentsOf: bytes)
    }
  }

  /// Adds bytes to the file.
  package mutating func write(_ bytes: [UInt8]) throws(FileError) {
    try bytes.withUnsafeBufferPointer { bytes throws(FileError) in
      try write(UnsafeRawBufferPointer(bytes))
    }
  }

  /// Adds text to the file, as UTF-8.
  package mutating func write(_ text: String) throws(FileError) {
    try write(Array(text.utf8))
  }

  private mutating func flush() throws(FileError) {
    guard !pending.isEmpty else { return }
    let bytes = pending
    pending.removeAll(keepingCapacity: true)
    try bytes.withUnsafeBufferPointer { bytes throws(FileError) in
      try send(UnsafeRawBufferPointer(bytes))
    }
  }

  private func send(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    guard let start = bytes.baseAddress else { return }
    var sent = 0
    while sent < bytes.count {
      let count = writeSome(descriptor, start + sent, bytes.count - sent)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .system(path, .write, errno) }
      sent += count
    }
  }

  // MARK: Ending

  /// Puts the file in place: all of it is on the disk before it takes the old one's name.
  ///
  /// - Throws: ``FileError``; the old file is then as it was.
  package consuming func commit() throws(FileError) {
    try flush()
    guard let temporary else { return try closeDescriptor() }
    guard fsync(descriptor) == 0 else { throw .system(path, .write, errno) }
    try closeDescriptor()
    guard rename(temporary, target) == 0 else { throw .system(path, .replace, errno) }
    self.temporary = nil
    try Self.syncFolder(of: target, path: path)
  }

  /// Gives the file up; an old one stays as it was.
  package consuming func abandon() {}

  private mutating func closeDescriptor() throws(FileError) {
    let open = descriptor
    descriptor = -1
    guard close(open) == 0 || errno == EINTR else { throw .system(path, .write, errno) }
  }

  private static func syncFolder(of target: String, path: String) throws(FileError) {
    let descriptor = open(folder(of: target), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    // A folder that may be written but not read cannot be synchronized; the file is in place.
    guard descriptor >= 0 else { return }
    defer { _ = close(descriptor) }
    // Some file systems cannot synchronize a folder and say EINVAL.
    guard fsync(descriptor) == 0 || errno != EIO else { throw .system(path, .replace, errno) }
  }

  deinit {
    if descriptor >= 0 { _ = close(descriptor) }
    if let temporary { _ = unlink(temporary) }
  }
}

/// The system's `write`, out of reach of the method of that name.
///
/// Linux takes at most 2 GiB at a time; a shorter write than asked for is no error.
private func writeSome(_ descriptor: Int32, _ start: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, start, min(count, 1 << 30))
}
