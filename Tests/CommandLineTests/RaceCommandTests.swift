import Foundation
import TestSupport
import Testing

/// `cutaway race` without a screen.
@Suite struct RaceCommandTests {
  private static let small = [
    "--depth", "1", "--width", "8", "--heads", "2", "--steps", "6", "--measure", "2", "--set",
    "examples=200", "--set", "validation-examples=8", "--set", "batch=4",
  ]

  private func folder() throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("race-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.path
  }

  @Test func `a race is kept, shown, drawn and trained again to the same numbers`() throws {
    let path = try folder() + "/my.race"
    let picture = path + ".svg"
    let trained = try Program.run(
      ["race", "--headless", "--every", "4", "--save", path, "--svg", picture] + Self.small)
    #expect(trained.status == 0)
    let lines = trained.output.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines[0].hasPrefix("step 4, Post-LN, loss "))
    #expect(lines[3].hasPrefix("step 6, Pre-LN, loss "))
    #expect(lines[3].hasSuffix(", done"))
    #expect(try String(contentsOfFile: picture, encoding: .utf8).hasPrefix("<?xml"))
    let shown = try Program.run(["race", "--headless", "--open", path])
    #expect(shown.output.split(separator: "\n") == Array(lines.suffix(2)))
    let again = try Program.run(["race", "--headless", "--again", path])
    #expect(again.status == 0)
    #expect(again.errors.contains("the same numbers"))
    // What was kept is kept whole when it is kept again.
    let copy = path + ".copy"
    _ = try Program.run(["race", "--headless", "--open", path, "--save", copy])
    #expect(FileManager.default.contentsEqual(atPath: path, andPath: copy))
  }

  @Test func `each line is a JSON object`() throws {
    let race = try Program.run(["race", "--headless", "--json", "--every", "6"] + Self.small)
    let objects = try race.output.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(objects.map { $0["kind"] as? String } == ["start", "run", "run"])
    #expect(objects[0]["differences"] as? [String] == ["wiring"])
    #expect(objects.dropFirst().map { $0["step"] as? Int } == [6, 6])
    #expect(objects.dropFirst().map { $0["status"] as? String } == ["finished", "finished"])
  }

  @Test(arguments: [
    (["--wiring", "post"], 2, "a race has 2 to 4 runs, found 1"),
    (["--wiring", "mid,pre"], 2, "--wiring: expected post, pre, sandwich, wrong or none"),
    (["--save", "/"], 3, "/"),
    (["--open", "x", "--depth", "2"], 2, "a race that was kept says itself what it is"),
  ])
  func `what makes no sense is said before anything is trained`(
    arguments: [String], status: Int32, line: String
  ) throws {
    let race = try Program.run(["race", "--headless"] + arguments)
    #expect(race.status == status)
    #expect(race.errors.contains(line), "\(race.errors)")
    #expect(race.output.isEmpty)
  }
}
