import Foundation
import TestSupport
import Testing

/// A lesson in a terminal, as a reader takes it: keys in, screens out, killed and taken up again.
@Suite struct LearnTerminalTests {
  /// A state folder of its own.
  private static func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("cutaway-learn-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private func start(_ lesson: String, _ folder: String) throws -> PseudoTerminal {
    try PseudoTerminal(
      program: BuiltProgram.path("cutaway"), arguments: ["learn", lesson, "--lang", "en"],
      columns: 80, rows: 24, environment: ["XDG_STATE_HOME": folder])
  }

  /// The right answer of each step, as it is typed; the first two are of the lesson before.
  private static let answers: [(step: String, keys: String)] = [
    ("1/13", "3.954\r"), ("2/13", "3\r"), ("3/13", "3\r"), ("4/13", "0.602\r"),
    ("5/13", "-0.642\r-0.0792\r-0.585\r"), ("6/13", "64\r"), ("7/13", "1\r"), ("8/13", "2\r"),
    ("9/13", "16\r"), ("10/13", "G\r"), ("11/13", "3\r"), ("12/13", "1\r"), ("13/13", "n\r"),
  ]

  /// Answers steps, each until its mark says that it is right, and goes on.
  private func answer(_ steps: ArraySlice<(step: String, keys: String)>, _ session: PseudoTerminal)
    throws
  {
    for (step, keys) in steps {
      try session.wait("step \(step)") {
        $0.text.contains(" \(step) ") && !$0.text.contains("…  opening")
      }
      session.settle()
      session.type(keys)
      try session.wait("the answer of step \(step) to be right") { $0.text.contains("✓ ") }
      session.settle()
      session.type("\r")
    }
  }

  @Test func `a lesson from start to end by keys, killed in the middle and taken up again`() throws
  {
    try Self.withFolder { folder in
      var session = try start("weighted-values", folder)
      try answer(Self.answers[..<7], session)
      try session.waitForText(" 8/13 ")
      session.settle()
      session.signal(SIGKILL)
      #expect(try session.waitForExit() == .killed(SIGKILL))
      // The step that was reached, with those before it as they were left.
      session = try start("weighted-values", folder)
      try session.waitForText(" 8/13 ")
      try answer(Self.answers[7...], session)
      try session.waitForText("You can now:")
      session.settle()
      // Nothing was left open.
      #expect(!session.screen.text.contains("Worth another look"))
      session.type("\r")
      try session.waitForText("done")
      session.type("qq")
      #expect(try session.waitForExit() == .exited(0))
      #expect(session.isGivenBack)
    }
  }

  @Test func `a file of progress that makes no sense is set aside and named`() throws {
    try Self.withFolder { folder in
      let state = folder + "/cutaway"
      try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
      try Data("{ no json".utf8).write(to: URL(fileURLWithPath: state + "/lessons.json"))
      let session = try start("causal-mask", folder)
      try session.waitForText(" 1/1")
      session.settle()
      session.type("\u{1B}")
      session.settle()
      session.type("q")
      session.settle()
      #expect(
        FileManager.default.contents(atPath: state + "/lessons.json.corrupt")
          == Data("{ no json".utf8))
      session.signal(SIGTERM)
      _ = try session.waitForExit()
    }
  }
}
