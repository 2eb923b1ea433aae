import Foundation
import ModelFiles
import Testing

/// `cutaway train` as other programs use it.
@Suite struct TrainTests {
  private let fixture: TrainingFixture

  init() throws { fixture = try TrainingFixture() }

  private func lines(_ output: String) throws -> [JSONValue] {
    try output.split(separator: "\n").map { try JSONParser.parse(Array($0.utf8)) }
  }

  private func keys(_ value: JSONValue) -> [String] {
    (value.objectValue ?? []).map(\.key).filter { $0 != "groups" && $0 != "similarities" }
  }

  // MARK: Lines

  @Test func `every tenth step, validations, checkpoints and the end are lines of JSON`() throws {
    defer { fixture.remove() }
    let out = fixture.path("run")
    let result = try Program.run(["train", fixture.recipe, "--out", out, "--threads", "1"])
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
    let lines = try lines(result.output)
    let kinds = lines.map {
      "\($0["kind"]?.stringValue ?? "") \($0["step"]?.integerValue ?? -1)"
    }
    #expect(
      kinds == [
        "start 0", "step 10", "validation 10", "step 20", "validation 20", "checkpoint 20",
        "step 25", "validation 25", "end 25",
      ])
    guard lines.count == 9 else { return }
    #expect(
      keys(lines[0]) == ["kind", "recipe", "parameters", "step", "steps", "threads", "out"])
    #expect(lines[0]["recipe"]?.stringValue == "tiny" && lines[0]["steps"]?.integerValue == 25)
    #expect((lines[0]["parameters"]?.integerValue ?? 0) > 0)
    #expect(lines[0]["threads"]?.integerValue == 1 && lines[0]["out"]?.stringValue == out)
    #expect(
      keys(lines[1]) == ["kind", "step", "loss", "rate", "tokens", "gradient_norm", "seconds"])
    #expect(lines[1]["rate"]?.doubleValue == 0.01)
    #expect((lines[1]["tokens"]?.integerValue ?? 0) > 0)
    #expect((lines[1]["loss"]?.doubleValue ?? 0) > 0)
    #expect(keys(lines[2]) == ["kind", "step", "loss", "seconds"])
    #expect(keys(lines[5]) == ["kind", "step", "out", "seconds"])
    #expect(keys(lines[8]) == ["kind", "step", "reason", "out", "model", "seconds"])
    #expect(lines[8]["reason"]?.stringValue == "done" && lines[8]["model"]?.stringValue == out)
    let names = try fixture.names(in: "run")
    for name in ["checkpoint.safetensors", "recipe.recipe", "config.json", "model.safetensors"] {
      #expect(names.contains(name), "\(names)")
    }
  }

  @Test func `groups are named, with the norm of their gradient and how far they moved`() throws {
    defer { fixture.remove() }
    let result = try Program.run(
      ["train", fixture.recipe, "--steps", "20", "--every", "1", "--json"])
    let groups = try lines(result.output).compactMap { $0["groups"]?.arrayValue }.joined()
    #expect(!groups.isEmpty)
    for group in groups {
      #expect(keys(group) == ["name", "gradient_norm", "update_ratio"])
      #expect((group["gradient_norm"]?.doubleValue ?? -1) >= 0)
    }
  }

  @Test func `without a folder nothing is kept, and that is said first`() throws {
    defer { fixture.remove() }
    let result = try Program.run(
      ["train", fixture.recipe, "--steps", "3", "--set", "rate=0.5", "--every", "2"])
    #expect(result.status == 0)
    #expect(result.errors == "cutaway: nothing will be saved; --out DIR keeps the model\n")
    let lines = try lines(result.output)
    #expect(lines.compactMap { $0["step"]?.integerValue } == [0, 2, 3, 3, 3])
    #expect(lines.first?["out"] == .null && lines.last?["model"] == .null)
    // The file's warm-up of 5 steps is cut to the 3 of the command line.
    #expect(lines[2]["rate"]?.doubleValue == 0.5)
  }

  // MARK: Stopping

  /// Runs the program until it has printed a line of a kind, then sends it a signal.
  private func interrupted(
    _ arguments: [String], after kind: String, by signal: Int32
  ) throws -> Program.Result {
    let process = Process()
    let (output, errors) = (Pipe(), Pipe())
    process.executableURL = Program.url
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    var text = Data()
    let mark = Data("\"kind\":\"\(kind)\"".utf8)
    while text.range(of: mark) == nil {
      let more = output.fileHandleForReading.availableData
      if more.isEmpty { break }
      text += more
    }
    kill(process.processIdentifier, signal)
    text += output.fileHandleForReading.readDataToEndOfFile()
    let message = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    return Program.Result(
      status: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
      errors: String(decoding: message, as: UTF8.self))
  }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 143)] as [(Int32, Int32)])
  func `a signal saves a checkpoint, from which the run goes on`(
    signal: Int32, status: Int32
  ) throws {
    defer { fixture.remove() }
    let out = fixture.path("my run")
    let result = try interrupted(
      ["train", fixture.recipe, "--steps", "200000", "--out", out + "/"], after: "step",
      by: signal)
    #expect(result.status == status)
    let end = try #require(try lines(result.output).last)
    let step = try #require(end["step"]?.integerValue)
    #expect(end["reason"]?.stringValue == "stopped" && end["model"] == .null && step >= 10)
    #expect(
      result.errors.filter { $0 != "," }
        == "cutaway: stopped at step \(step); go on with: cutaway train --resume '\(out)'\n")
    #expect(try fixture.names(in: "my run") == ["checkpoint.safetensors", "recipe.recipe"])
    let more = try interrupted(["train", "--resume", out], after: "step", by: signal)
    let lines = try lines(more.output)
    #expect(lines.first?["step"]?.integerValue == step)
    #expect((lines.last?["step"]?.integerValue ?? 0) > step)
  }

  @Test func `a signal without a folder keeps nothing`() throws {
    defer { fixture.remove() }
    let result = try interrupted(
      ["train", fixture.recipe, "--steps", "200000"], after: "step", by: SIGINT)
    let step = try #require(try lines(result.output).last?["step"]?.integerValue)
    #expect(result.status == 130)
    #expect(
      result.errors.filter { $0 != "," }
        == "cutaway: nothing will be saved; --out DIR keeps the model\n"
        + "cutaway: stopped at step \(step); nothing was kept for there was no --out\n")
  }

  @Test func `a run that is done can be made longer, and nothing else about it changed`() throws {
    defer { fixture.remove() }
    let out = fixture.path("run")
    #expect(try Program.run(["train", fixture.recipe, "--out", out]).status == 0)
    func message(_ arguments: String...) throws -> String {
      let result = try Program.run(["train", "--resume", out] + arguments)
      #expect(result.status == 2 && result.output.isEmpty)
      return result.errors
    }
    #expect(
      try message()
        == "cutaway: --resume: the run in \(out) is done with its 25 steps; --steps N makes it longer\n"
    )
    #expect(
      try message("--steps", "24")
        == "cutaway: --steps: a run of 25 steps can be made longer, not shorter; found 24\n")
    #expect(
      try message("--steps", "50", "--set", "rate=0.5")
        == "cutaway: --set: key rate, expected \"0.01\", with which the run began, found \"0.5\"; "
        + "begin a new run for that\n")
    let result = try Program.run(["train", "--resume", out, "--set", "steps=30"])
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
    let lines = try lines(result.output)
    #expect(lines.compactMap { $0["step"]?.integerValue } == [25, 30, 30, 30])
    let recipe = try String(contentsOfFile: out + "/recipe.recipe", encoding: .utf8)
    #expect(recipe.contains("\nsteps = 30\n"))
  }

  // MARK: Mistakes

  @Test func `a folder with something in it is refused, and what to do is said`() throws {
    defer { fixture.remove() }
    let out = fixture.path("run")
    #expect(try Program.run(["train", fixture.recipe, "--out", out]).status == 0)
    func message(_ arguments: String..., status: Int32 = 2) throws -> String {
      let result = try Program.run(["train", fixture.recipe] + arguments)
      #expect(result.status == status && result.output.isEmpty)
      return result.errors
    }
    #expect(
      try message("--out", out)
        == "cutaway: --out: \(out) holds a run of this recipe; go on with: "
        + "cutaway train --resume \(out), or give another folder\n")
    #expect(
      try message("--out", out, "--set", "seed=2")
        == "cutaway: --out: \(out) holds the run of another recipe (tiny); give another folder, "
        + "or remove this one\n")
    let folder = fixture.folder.path
    #expect(
      try message("--out", folder)
        == "cutaway: --out: \(folder) is not empty and holds no run; give a new or an empty folder\n"
    )
    #expect(
      try message("--out", fixture.recipe)
        == "cutaway: --out: \(fixture.recipe) is a file; give a new or an empty folder\n")
    #expect(
      try message("--out", "/nowhere/run", status: 1)
        == "cutaway: --out: /nowhere/run cannot be made: No such file or directory\n")
    #expect(
      try message("--out", "")
        == "cutaway: --out: the path is empty or holds a NUL byte\n")
  }

  private static let mistakes: [([String], Int32, String)] = [
    (
      [], 2,
      "Error: give a RECIPE (reader, reader-post, storyteller, storyteller-post, translator, "
        + "translator-post, or a file), or --resume DIR\n"
    ),
    (
      ["reader", "--resume", "x"], 2,
      "Error: give a RECIPE or --resume, not both: a run goes on by the recipe in its folder\n"
    ),
    (
      ["--resume", "x", "--out", "y"], 2,
      "Error: --out goes with a RECIPE; --resume saves in the folder that it names\n"
    ),
    (["reader", "--threads", "0"], 2, "Error: --threads must be between 1 and 256, is 0\n"),
    (["reader", "--every", "0"], 2, "Error: --every must be at least 1, is 0\n"),
    (
      ["raeder"], 2,
      "cutaway: \"raeder\": is neither a built-in recipe nor a file; did you mean reader? "
        + "Built in: reader, reader-post, storyteller, storyteller-post, translator, translator-post\n"
    ),
    (
      ["/nowhere/a.recipe"], 3,
      "cutaway: /nowhere/a.recipe: there is no such file; check the path\n"
    ),
    (
      ["reader", "--steps", "many"], 2,
      "cutaway: --steps: key steps, expected a whole number from 1 to 10000000, found \"many\"\n"
    ),
    (
      ["reader", "--steps", "5", "--set", "steps=6"], 2,
      "cutaway: --set: key steps, expected once, found again after --steps\n"
    ),
    (
      ["reader", "--set", "width"], 2, "cutaway: --set: expected key = value, found \"width\"\n"
    ),
    (
      ["reader", "--set", "width=65"], 2,
      "cutaway: --set: key width, expected a multiple of the 4 heads, found \"65\"\n"
    ),
    (
      ["--resume", "/nowhere"], 2,
      "cutaway: --resume: /nowhere is no folder; give the one that --out named\n"
    ),
    (
      ["--resume", Program.golden("gpt2")], 3,
      "cutaway: --resume: \(Program.golden("gpt2")) has no recipe.recipe; a run leaves one with every "
        + "checkpoint\n"
    ),
  ]

  @Test(arguments: mistakes)
  func `what cannot be trained is said in a line`(
    arguments: [String], status: Int32, message: String
  ) throws {
    defer { fixture.remove() }
    let result = try Program.run(["train"] + arguments)
    #expect(result.status == status)
    #expect(result.output.isEmpty)
    #expect(result.errors.hasPrefix(message), "\(result.errors)")
  }

  @Test func `a wrong line in a recipe ends with status 3`() throws {
    defer { fixture.remove() }
    try fixture.write("from = tiny.recipe\nlayers = 0\n", to: "wrong.recipe")
    let result = try Program.run(["train", fixture.path("wrong.recipe")])
    #expect(result.status == 3)
    #expect(
      result.errors
        == "cutaway: \(fixture.path("wrong.recipe")):2: key layers, expected a whole number from "
        + "1 to 64, found \"0\"\n")
  }
}
