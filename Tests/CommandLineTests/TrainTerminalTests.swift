import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// The line of progress that `cutaway train` writes on a terminal.
@Suite struct TrainTerminalTests {
  /// What the program writes to standard error when that is a terminal of a width.
  private func errors(_ arguments: [String], term: String, columns: UInt16) throws -> String {
    let master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    defer { close(master) }
    // Unlocks the other side and asks for its number, as unlockpt and ptsname do, which Swift lacks.
    var (locked, number): (Int32, Int32) = (0, 0)
    let (unlock, ask): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
    #expect(ioctl(master, unlock, &locked) == 0 && ioctl(master, ask, &number) == 0)
    let slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    #expect(slave >= 0 && ioctl(slave, UInt(TIOCSWINSZ), &size) == 0)
    let process = Process()
    process.executableURL = Program.url
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(["TERM": term]) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle(fileDescriptor: slave, closeOnDealloc: false)
    try process.run()
    close(slave)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    // The end of the program is an error here, not an end of file.
    while case let count = read(master, &buffer, buffer.count), count > 0 {
      bytes += buffer[..<count]
    }
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
  }

  @Test func `one line is written over and over, and is gone at the end`() throws {
    let fixture = try TrainingFixture()
    defer { fixture.remove() }
    let text = try errors(
      ["train", fixture.recipe, "--out", fixture.path("run")], term: "xterm", columns: 100)
    // "\r\n" would be one character of Swift's.
    let lines = text.split(separator: "\r", omittingEmptySubsequences: false).map(String.init)
    #expect(!text.contains("\n") && !text.contains("\u{1B}"))
    #expect(lines.count >= 4)
    #expect(lines.first == "" && lines.last == "")
    #expect(lines[1].hasPrefix("step 1/25  loss "), "\(lines[1])")
    #expect(lines[1].contains("  rate 0.002  "), "\(lines[1])")
    #expect(lines[1].hasSuffix(" left"), "\(lines[1])")
    #expect(lines[lines.count - 2].allSatisfy { $0 == " " })
    #expect(lines.allSatisfy { $0.count < 100 })
  }

  @Test func `a narrow terminal gets the first parts, whole`() throws {
    let fixture = try TrainingFixture()
    defer { fixture.remove() }
    let text = try errors(
      ["train", fixture.recipe, "--out", fixture.path("run")], term: "xterm", columns: 20)
    #expect(text.hasPrefix("\rstep 1/25\r") || text.hasPrefix("\rstep 1/25 "), "\(text)")
    #expect(text.split(separator: "\r").allSatisfy { $0.count < 20 })
  }

  @Test func `a terminal that can nothing gets a line every few seconds`() throws {
    let fixture = try TrainingFixture()
    defer { fixture.remove() }
    let text = try errors(
      ["train", fixture.recipe, "--out", fixture.path("run")], term: "dumb", columns: 80)
    #expect(text.hasPrefix("step 1/25  loss ") && text.hasSuffix(" left\n"), "\(text)")
    #expect(!text.contains("\r"))
  }
}
