import Foundation
import Testing

@testable import Tensors

/// A folder of its own for one test; gone when the test is.
private final class Folder {
  let path: String

  init() throws {
    let name = "cutaway-test-\(UInt64.random(in: 0 ... .max))"
    path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func add(_ name: String, _ text: String) throws -> String {
    let file = path + "/" + name
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    return file
  }

  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }
}

private func sentence(_ body: () throws -> Void) -> String {
  do {
    try body()
    return "no error"
  } catch {
    return "\(error)"
  }
}

private func text(_ path: String) throws -> String {
  try String(contentsOfFile: path, encoding: .utf8)
}

struct MappedFileTests {
  @Test func `a stretch whose memory was given back is read again`() throws {
    let folder = try Folder()
    let words = String(repeating: "abcdefgh", count: 4096)
    let file = try MappedFile(path: try folder.add("long", words))
    for range in [0..<file.count, 5..<20_000, 4096..<4096, 20_000..<file.count] {
      file.release(range)
      #expect(String(decoding: file.bytes, as: UTF8.self) == words)
    }
  }

  @Test func `the bytes are those of the file`() throws {
    let folder = try Folder()
    let file = try MappedFile(path: try folder.add("a", "hello"))
    #expect(String(decoding: file.bytes, as: UTF8.self) == "hello")
    #expect(file.count == 5)
    try file.checkUnchanged()
  }

  @Test func `an empty file is no error`() throws {
    let folder = try Folder()
    let file = try MappedFile(path: try folder.add("a", ""))
    #expect(file.bytes.isEmpty)
    try file.checkUnchanged()
  }

  @Test func `a file that shrinks or grows is told`() throws {
    let folder = try Folder()
    let path = try folder.add("a", "hello")
    let file = try MappedFile(path: path)
    #expect(truncate(path, 2) == 0)
    #expect(
      sentence { try file.checkUnchanged() }
        == "\(path): was 5 bytes when opened and is 2 now; open it again when nothing writes to it")
    #expect(truncate(path, 9) == 0)
    #expect(throws: FileError.changed(path: path, expected: 5, found: 9)) {
      try file.checkUnchanged()
    }
  }

  @Test func `a file that is removed stays readable`() throws {
    let folder = try Folder()
    let path = try folder.add("a", "hello")
    let file = try MappedFile(path: path)
    try FileManager.default.removeItem(atPath: path)
    try file.checkUnchanged()
    #expect(String(decoding: file.bytes, as: UTF8.self) == "hello")
  }

  @Test(.timeLimit(.minutes(1)))
  func `what is no regular file is refused by its kind, without waiting`() throws {
    let folder = try Folder()
    let pipe = folder.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(
      sentence { _ = try MappedFile(path: pipe) }
        == "\(pipe): is a named pipe, where a regular file is due; "
        + "copy what it holds into a file and open that")
    #expect(
      sentence { _ = try MappedFile(path: folder.path) }
        == "\(folder.path): is a directory, where a regular file is due; name a file in it")
    for device in ["/dev/null", "/dev/zero"] {
      #expect(
        sentence { _ = try MappedFile(path: device) }
          == "\(device): is a device, where a regular file is due; "
          + "copy what it holds into a file and open that")
    }
    #expect(
      FileError.notRegular(path: "s", kind: .socket).description
        == "s: is a socket, where a regular file is due; "
        + "copy what it holds into a file and open that")
    #expect(
      FileError.notRegular(path: "s", kind: .other).description
        == "s: is not an ordinary file, where a regular file is due; "
        + "copy what it holds into a file and open that")
  }

  @Test func `paths to nothing are told`() throws {
    let folder = try Folder()
    let path = folder.path + "/a\u{1B}[2J\nb"
    #expect(
      sentence { _ = try MappedFile(path: path) }
        == folder.path + #"/a\u{1B}[2J\nb: there is no such file; check the path"#)
    #expect(
      sentence { _ = try MappedFile(path: "") }
        == #""": is not a path: it is empty or holds a NUL byte; give the path of a file"#)
    #expect(
      sentence { _ = try MappedFile(path: "a\0b") }
        == #""a\u{00}b": is not a path: it is empty or holds a NUL byte; "#
        + "give the path of a file")
    let inside = try folder.add("a", "") + "/b"
    #expect(
      sentence { _ = try MappedFile(path: inside) }
        == "\(inside): there is no such file; check the path")
  }

  @Test func `what the system says is put into a sentence`() {
    #expect(
      FileError.system("a", .open, EACCES).description
        == "a: cannot be opened: permission denied; "
        + "check the permissions of the file and its folder")
    #expect(
      FileError.system("a", .map, ENOMEM).description
        == "a: cannot be mapped into memory: Cannot allocate memory (error 12); "
        + "check the file and the disk it is on")
    #expect(
      FileError.system("a", .read, EIO).description
        == "a: cannot be read: Input/output error (error 5); "
        + "check the file and the disk it is on")
    #expect(FileError.system("a", .read, EISDIR) == .notRegular(path: "a", kind: .directory))
  }
}

struct SmallFileTests {
  @Test func `a small file is read whole`() throws {
    let folder = try Folder()
    #expect(try SmallFile.read(path: try folder.add("a", "hello")) == Array("hello".utf8))
    #expect(try SmallFile.read(path: try folder.add("b", "")).isEmpty)
  }

  @Test func `a file beyond the limit is not read`() throws {
    let folder = try Folder()
    let path = try folder.add("a", "hello")
    #expect(try SmallFile.read(path: path, limit: 5).count == 5)
    #expect(
      sentence { _ = try SmallFile.read(path: path, limit: 4) }
        == "\(path): is 5 bytes, where at most 4 are read; check that it is the right file")
  }
}

struct AtomicFileTests {
  @Test func `a file takes its place when it is whole`() throws {
    let folder = try Folder()
    let path = folder.path + "/a"
    var file = try AtomicFile(path: path)
    try file.write("hel")
    try file.write([0x6C, 0x6F])
    let before = try folder.names
    #expect(before.count == 1 && before[0].hasPrefix(".cutaway-") && before[0].hasSuffix(".tmp"))
    try file.commit()
    #expect(try folder.names == ["a"])
    #expect(try text(path) == "hello")
  }

  @Test func `large and small pieces keep their order`() throws {
    let folder = try Folder()
    let path = folder.path + "/a"
    var file = try AtomicFile(path: path)
    var expected: [UInt8] = []
    for size in [1, 70_000, 3, 65_536, 65_535, 2, 0, 200_000, 9] {
      let piece = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ size) }
      expected += piece
      try file.write(piece)
    }
    try file.commit()
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(expected))
  }

  @Test func `an old file stays until then, and when the new one is given up`() throws {
    let folder = try Folder()
    let path = try folder.add("a", "old")
    var file = try AtomicFile(path: path)
    try file.write("new")
    #expect(try text(path) == "old")
    file.abandon()
    #expect(try text(path) == "old")
    #expect(try folder.names == ["a"])
    do {
      var forgotten = try AtomicFile(path: path)
      try forgotten.write("new")
    }
    #expect(try text(path) == "old")
    #expect(try folder.names == ["a"])
  }

  @Test func `an old file's permissions are kept, and links followed`() throws {
    let folder = try Folder()
    let path = try folder.add("a", "old")
    #expect(chmod(path, 0o640) == 0)
    let link = folder.path + "/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "a")
    var file = try AtomicFile(path: link)
    try file.write("new")
    try file.commit()
    #expect(try text(path) == "new")
    #expect(try folder.names == ["a", "link"])
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o640)
    #expect(lstat(link, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
  }

  @Test func `a write that fails keeps the old file and leaves nothing behind`() async {
    await #expect(processExitsWith: .success) {
      let folder = try Folder()
      let path = try folder.add("a", "old")
      // A limit on the size of files stands for the full disk: writing beyond it fails.
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 100_000, rlim_max: 100_000)
      #expect(setrlimit(__rlimit_resource_t(1), &limit) == 0)
      let told = sentence {
        var file = try AtomicFile(path: path)
        try file.write([UInt8](repeating: 1, count: 200_000))
        try file.commit()
      }
      #expect(
        told == "\(path): cannot be written: File too large (error 27); "
          + "check the file and the disk it is on")
      #expect(try text(path) == "old")
      #expect(try folder.names == ["a"])
    }
  }

  @Test func `a full disk is told in one line`() {
    #expect(
      sentence {
        var file = try AtomicFile(path: "/dev/full")
        try file.write("x")
        try file.commit()
      } == "/dev/full: no space left to write it, an old file stays as it was; "
        + "free some space and try again")
  }

  @Test func `a device is written to and stays a device`() throws {
    var file = try AtomicFile(path: "/dev/null")
    try file.write("x")
    try file.commit()
    var status = stat()
    #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
  }

  @Test(.timeLimit(.minutes(1)))
  func `what cannot be written is told`() throws {
    let folder = try Folder()
    #expect(
      sentence { _ = try AtomicFile(path: folder.path) }
        == "\(folder.path): is a directory, where a regular file is due; name a file in it")
    #expect(
      sentence { _ = try AtomicFile(path: folder.path + "/none/a") }
        == "\(folder.path)/none/a: its folder does not exist; make the folder first")
    #expect(
      sentence { _ = try AtomicFile(path: "") }
        == #""": is not a path: it is empty or holds a NUL byte; give the path of a file"#)
    let pipe = folder.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(
      sentence { _ = try AtomicFile(path: pipe) }
        == "\(pipe): cannot be written: No such device or address (error 6); "
        + "check the file and the disk it is on")
    #expect(
      FileError.system("a", .replace, EACCES).description
        == "a: cannot be put in place: permission denied; "
        + "check the permissions of the file and its folder")
  }
}
