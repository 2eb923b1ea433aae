import Foundation
import ModelFiles
import Testing

/// Models written as folders, and those that are built in.
struct ExportCommandTests {
  private func withFolder(_ body: (String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory.path + "/cutaway-out-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  private func files(_ path: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: path) {
      files[name] = try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))
    }
    return files
  }

  @Test func `an exported folder is the same, byte for byte, with both heads, tokenizer and card`()
    throws
  {
    let model = try TextModel(.bert, labels: ["no", "yes"])
    try withFolder { out in
      let result = try model.run("export", "--format", "huggingface", "--out", out)
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output == "\(out): bert, 8346 parameters\n")
      let (written, original) = (try files(out), try files(model.path))
      #expect(written.keys.sorted() == original.keys.sorted())
      for (name, bytes) in original { #expect(written[name] == bytes, "\(name)") }
    }
  }

  @Test(arguments: [
    ("masked-words", "BertForMaskedLM", ArchitectureHead.tokens),
    ("classifier", "BertForSequenceClassification", .labels),
  ])
  func `one head alone is written where it is asked for`(
    head: String, architecture: String, found: ArchitectureHead
  ) throws {
    let model = try TextModel(.bert, labels: ["no", "yes"])
    try withFolder { out in
      let result = try model.run("export", "--head", head, "--out", out)
      #expect(result.status == 0, "\(result.errors)")
      let loaded = try ModelFolder.open(out)
      #expect(loaded.architecture == architecture)
      #expect(loaded.heads == [found])
    }
  }

  @Test func `nothing is written over without being told so`() throws {
    let model = try TextModel(.gpt2)
    try withFolder { out in
      try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
      try Data("mine".utf8).write(to: URL(fileURLWithPath: out + "/notes.txt"))
      let refused = try model.run("export", "--out", out)
      #expect(refused.status == 2)
      #expect(
        refused.errors
          == "cutaway: --out: \"\(out)\" is not empty; name another folder, or give --force to replace "
          + "files of the same names\n")
      #expect(try files(out).count == 1)
      #expect(try model.run("export", "--out", out, "--force").status == 0)
      #expect(try files(out)["notes.txt"] == Data("mine".utf8))
      let own = try Program.run(["export", "--model", out, "--out", out + "/.", "--force"])
      #expect(own.status == 2)
      #expect(
        own.errors
          == "cutaway: --out: \"\(out)/.\" has the model's own files; name another folder\n")
    }
  }

  @Test func `what cannot be written is said, and leaves nothing behind`() throws {
    try withFolder { out in
      let result = try Program.run(
        ["export", "--model", Program.golden("llama-gqa"), "--out", out])
      #expect(result.status == 2)
      #expect(
        result.errors
          == "cutaway: LlamaForCausalLM cannot be written; what can is BertForMaskedLM, "
          + "RobertaPreLayerNormForMaskedLM, OpenAIGPTLMHeadModel, GPT2LMHeadModel, "
          + "BartForConditionalGeneration, MBartForConditionalGeneration\n")
      #expect(!FileManager.default.fileExists(atPath: out))
    }
    let gpt2 = Program.golden("gpt2")
    let nowhere = try Program.run(["export", "--model", gpt2, "--out", "/nowhere/at/all"])
    #expect(nowhere.status == 1)
    #expect(
      nowhere.errors
        == "cutaway: /nowhere/at/all: its folder does not exist; make the folder first\n")
    let empty = try Program.run(["export", "--model", gpt2, "--out", ""])
    #expect(empty.status == 2)
    #expect(empty.errors == "cutaway: --out: the path is empty\n")
  }

  // MARK: Bundled models

  @Test func `bundled models are listed within 80 columns`() throws {
    let result = try Program.run(["models"])
    #expect(result.status == 0)
    let lines = result.output.split(separator: "\n")
    let isNarrow = lines.allSatisfy { $0.count <= 80 }
    #expect(isNarrow, "\(result.output)")
    #expect(
      lines.first?.split(separator: " ").map(String.init)
        == ["name", "task", "wiring", "layers", "width", "heads", "parameters", "bytes"])
    for name in ModelPlace.bundledNames {
      #expect(lines.contains { $0.hasPrefix(name + " ") }, "\(name)")
    }
  }

  @Test func `bundled models are listed as JSON`() throws {
    let lines = try Program.run(["models", "--json"]).output.split(separator: "\n")
      .map { try JSONParser.parse(String($0)) }
    #expect(lines.compactMap { $0["name"]?.stringValue } == ModelPlace.bundledNames)
    for line in lines {
      let loaded = try ModelFolder.open(line["name"]?.stringValue ?? "")
      #expect(line["parameters"] == .integer(loaded.model.parameters.count))
      #expect(line["bytes"] == .integer(loaded.place.bundledByteCount ?? 0))
      #expect(line["width"] == .integer(loaded.model.configuration.dModel))
      #expect(line["quality"]?.arrayValue != nil)
    }
  }

  @Test func `a bundled model's name goes wherever a folder does, from any folder`() throws {
    let name = try #require(ModelPlace.bundledNames.first)
    try withFolder { folder in
      // A copy elsewhere has the models in it.
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let copy = folder + "/program"
      try FileManager.default.copyItem(atPath: Program.url.path, toPath: copy)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: copy)
      process.arguments = ["inspect", "--model", name]
      process.currentDirectoryURL = URL(fileURLWithPath: folder)
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
    for command in ["inspect", "tokenize"] {
      let input = command == "tokenize" ? ["--json", "a"] : []
      #expect(try Program.run([command, "--model", name] + input).status == 0, "\(command)")
    }
  }

  @Test func `a mistyped name is answered with the names that there are`() throws {
    let names = ModelPlace.bundledNames
    let name = try #require(names.first)
    for command in [["inspect"], ["tokenize", "a"], ["trace", "--ids", "1"]] {
      let result = try Program.run(
        [command[0], "--model", name + "x"] + command.dropFirst())
      #expect(result.status == 2)
      #expect(
        result.errors
          == "cutaway: --model: \"\(name)x\" is neither a folder nor a bundled model (did you mean "
          + "\(name)?); name a folder, or one of \(names.joined(separator: ", "))\n")
    }
  }
}
