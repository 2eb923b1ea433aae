import Foundation
import TestSupport
import Testing

@testable import Explorer

/// What is kept from one start to the next.
@Suite struct MemoryFileTests {
  private static let memory = Memory(
    language: .chinese,
    recent: [
      OpenRequest(model: "translator", text: "I like apples.", target: "我喜欢苹果。"),
      OpenRequest(model: "./a \"model\"", text: "line\nend \u{1B}[2J"),
    ])

  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/memory-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: nil)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  @Test(
    arguments: [
      (["XDG_STATE_HOME": "/s", "HOME": "/h"], "/s/cutaway/explorer.json"),
      (["XDG_STATE_HOME": "", "HOME": "/h"], "/h/.local/state/cutaway/explorer.json"),
      (["XDG_STATE_HOME": "s", "HOME": "/h"], "/h/.local/state/cutaway/explorer.json"),
      (["HOME": "/h"], "/h/.local/state/cutaway/explorer.json"),
      (["HOME": ""], nil), (["HOME": "h"], nil), ([:], nil),
    ] as [([String: String], String?)])
  func `the file lies where the environment says, if that is a whole path`(
    environment: [String: String], path: String?
  ) {
    #expect(MemoryFile(environment: environment)?.path == path)
  }

  @Test func `what is written is read again, and folders are made on the way`() throws {
    try withFolder { folder in
      let file = try #require(MemoryFile(environment: ["XDG_STATE_HOME": folder + "/a/b"]))
      #expect(file.read() == .init(memory: Memory(), mayWrite: true, notice: nil))
      try file.write(Self.memory)
      #expect(file.read() == .init(memory: Self.memory, mayWrite: true, notice: nil))
      let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/a/b/cutaway")
      #expect(names == ["explorer.json"])
    }
  }

  @Test(arguments: ["", "[]", "{", "{\"recent\": [}", "\u{0}\u{1}", "{\"version\": 1}x"])
  func `a broken file is set aside and named`(contents: String) throws {
    try withFolder { folder in
      let file = try #require(MemoryFile(environment: ["XDG_STATE_HOME": folder]))
      try file.write(Memory())
      try contents.write(toFile: file.path, atomically: true, encoding: .utf8)
      let read = file.read()
      #expect(read.memory == Memory() && read.mayWrite)
      #expect(read.notice?.contains("kept as \(file.path).corrupt") == true)
      let kept = try String(contentsOfFile: file.path + ".corrupt", encoding: .utf8)
      #expect(kept == contents)
      // The next one does not take its name.
      try "again".write(toFile: file.path, atomically: true, encoding: .utf8)
      #expect(file.read().notice?.hasSuffix("kept as \(file.path).corrupt-2") == true)
    }
  }

  @Test func `a later version is read as far as it is understood, and never written over`() throws {
    try withFolder { folder in
      let file = try #require(MemoryFile(environment: ["XDG_STATE_HOME": folder]))
      try file.write(Memory())
      let text = #"{"version": 2, "language": "zh", "recent": [{"model": 5}], "new": []}"#
      try text.write(toFile: file.path, atomically: true, encoding: .utf8)
      #expect(
        file.read() == .init(memory: Memory(language: .chinese), mayWrite: false, notice: nil))
    }
  }

  @Test func `more texts than are kept fall away at the end`() throws {
    try withFolder { folder in
      let file = try #require(MemoryFile(environment: ["XDG_STATE_HOME": folder]))
      let recent = (0..<30).map { OpenRequest(model: "reader", text: "\($0)") }
      try file.write(Memory(recent: recent))
      #expect(file.read().memory.recent.map(\.text) == (0..<20).map(String.init))
    }
  }
}
