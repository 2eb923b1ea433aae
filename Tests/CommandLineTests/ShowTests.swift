import Foundation
import ModelFiles
import TestSupport
import Testing

/// `cutaway show`: pictures and numbers of one step.
@Suite struct ShowTests {
  private static let base = ["show", "--model", "translator", "--text", "I like apples."]
  private static let weights = "decoder/1/cross-attention/weights"

  private func show(_ arguments: [String]) throws -> Program.Result {
    try Program.run(Self.base + arguments, environment: ["LC_ALL": "C.UTF-8", "NO_COLOR": ""])
  }

  @Test func `a pipe gets plain text: a box with the step's name, and no codes`() throws {
    let result = try show([Self.weights])
    #expect(result.status == 0)
    #expect(result.errors == "")
    #expect(result.output.contains("weights"))
    #expect(result.output.contains("喜欢"))
    #expect(!result.output.contains("\u{1B}"))
    #expect(result.output.hasSuffix("\n") && !result.output.hasSuffix("\n\n"))
  }

  @Test func `a picture has exactly the size that was asked for`() throws {
    let result = try show([Self.weights, "--size", "70x14", "--ascii"])
    let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(lines.count == 14)
    #expect(lines.map(\.utf8.count).max() == 70)
    #expect(result.output.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test func `the whole screen has the map and the cell by hand`() throws {
    let result = try show([Self.weights, "--screen", "--size", "120x40", "--head", "2"])
    #expect(result.output.contains("by hand"))
    #expect(result.output.contains("weights[head 2, <s>, I] = 0.999894"))
  }

  @Test func `the language is that of the environment, or the one asked for`() throws {
    let cell = [Self.weights + "[head 2, query 3, key 1]", "--picture", "from"]
    #expect(try show(cell + ["--lang", "zh"]).output.contains("[头 2, 喜欢, I] = 4.65064e−5"))
    let result = try Program.run(Self.base + cell, environment: ["LC_ALL": "zh_CN.UTF-8"])
    #expect(result.output.contains("[头 2, 喜欢, I] = 4.65064e−5"))
  }

  @Test func `codes for colours come when they are asked for`() throws {
    #expect(try show([Self.weights, "--format", "ansi"]).output.contains("\u{1B}[0;"))
    #expect(try show([Self.weights, "--color", "always"]).output.contains("\u{1B}[0;"))
    let never = try show([Self.weights, "--format", "ansi", "--color", "never"]).output
    #expect(!never.contains("38;5;"))
  }

  @Test func `JSON holds every number, exactly, and says what they are`() throws {
    let result = try show([Self.weights, "--format", "json"])
    let json = try JSONParser.parse(Array(result.output.utf8))
    #expect(json["address"]?.stringValue == Self.weights)
    #expect(json["wiring"]?.stringValue == "pre")
    #expect(json["operation"]?.stringValue == "softmax")
    #expect(json["shape"]?.arrayValue?.compactMap(\.integerValue) == [4, 5, 5])
    let axes = json["axes"]?.arrayValue ?? []
    #expect(axes.compactMap { $0["name"]?.stringValue } == ["head", "query", "key"])
    let keys = (axes.last?["labels"]?.arrayValue ?? []).compactMap { $0.stringValue }
    #expect(keys == ["I", "like", "apples", ".", "</s>"])
    let heads = json["values"]?.arrayValue ?? []
    let rows = heads.flatMap { $0.arrayValue ?? [] }
    #expect(rows.count == 20)
    for row in rows {
      let numbers = (row.arrayValue ?? []).compactMap(\.doubleValue)
      #expect(numbers.count == 5)
      #expect(abs(numbers.reduce(0, +) - 1) < 1e-5)
    }
  }

  @Test func `the same numbers stand in the table`() throws {
    let json = try JSONParser.parse(
      Array(try show([Self.weights, "--format", "json"]).output.utf8))
    let lines = try show([Self.weights, "--format", "csv"]).output
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines[0] == "head 1,I,like,apples,.,</s>")
    #expect(lines[6] == "")
    #expect(lines[7] == "head 2,I,like,apples,.,</s>")
    #expect(lines.count == 4 * 6 + 3 + 1)
    let first = lines[1].split(separator: ",").dropFirst().compactMap { Float($0) }
    let wanted = json["values"]?.arrayValue?[0].arrayValue?[0].arrayValue ?? []
    #expect(first == wanted.compactMap(\.doubleValue).map { Float($0) })
  }

  @Test func `a comma in a label is quoted in the table`() throws {
    let result = try Program.run([
      "show", "--model", "reader", "--text", "good, but \"small\"", "encoder/ids", "--format",
      "csv",
    ])
    #expect(result.output.hasPrefix("position,"))
    #expect(result.output.contains(",\",\","))
  }

  @Test func `a file's name says what is written into it`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("cutaway-show-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, start) in [
      ("a.svg", "<?xml"), ("a.json", "{\"model\""), ("a.csv", "head 1,"), ("a.txt", "┏ "),
    ] {
      let path = folder.appendingPathComponent(name).path
      let result = try show([Self.weights, "-o", path])
      #expect(result.status == 0)
      #expect(result.output == "")
      let text = try String(contentsOfFile: path, encoding: .utf8)
      #expect(text.hasPrefix(start), "\(name)")
      #expect(text.hasSuffix("\n"), "\(name)")
    }
    let missing = folder.appendingPathComponent("no/where.svg").path
    #expect(try show([Self.weights, "-o", missing]).status == 1)
  }

  @Test(arguments: ["stage", "bars", "heads", "layers", "inside", "from", "to"])
  func `every picture is drawn whole, at any size`(picture: String) throws {
    for (width, height) in [(100, 30), (70, 9), (96, 12), (150, 45), (16, 4)] {
      let result = try show([
        Self.weights, "--picture", picture, "--size", "\(width)x\(height)", "--zoom", "colors",
      ])
      let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
        .dropLast()
      #expect(lines.count == height, "\(width)×\(height)")
      #expect("┏╭".contains(lines.first?.first ?? " "), "\(width)×\(height)")
      #expect("┗╰".contains(lines.last?.first ?? " "), "\(width)×\(height)")
      #expect("┛╯".contains(lines.last?.last ?? " "), "\(width)×\(height)")
    }
  }

  /// What is wrong with a command line, and the line that says so.
  private static let faults: [(arguments: [String], status: Int32, message: String)] = [
    (
      ["decoder/1/cross-attention/weight"], 2,
      "cutaway: decoder/1/cross-attention/weight: no node has this address; did you mean "
        + "decoder/1/cross-attention/weights or decoder/2/cross-attention/weights or "
        + "decoder/1/cross-attention/keys?\n"
    ),
    (
      [weights, "--head", "5"], 2,
      "cutaway: --head: decoder/1/cross-attention/weights has 4 heads, not 5\n"
    ),
    (
      ["decoder/output", "--head", "1"], 2, "cutaway: --head: decoder/output has no heads, not 1\n"
    ),
    (
      [weights, "--cell", "decoder/2/cross-attention/weights[1, 1, 1]"], 2,
      "cutaway: --cell: \"decoder/2/cross-attention/weights\" is not the step shown, "
        + "\"decoder/1/cross-attention/weights\"; give the indices alone\n"
    ),
    (
      [weights + "[1, 1, 1]", "--cell", "[1, 1, 1]"], 2,
      "cutaway: --cell: \"decoder/1/cross-attention/weights[1, 1, 1]\" names a cell already\n"
    ),
    (
      ["encoder/ids", "--picture", "heads"], 2,
      "cutaway: --picture: encoder/ids has no picture heads; it has stage, bars, stream, identity, "
        + "lens, from, to\n"
    ),
    (
      ["encoder/ids", "--picture", "inside"], 2,
      "cutaway: --picture: encoder/ids has no picture inside; it has stage, bars, stream, identity, "
        + "lens, from, to\n"
    ),
    (
      [weights, "--format", "csv", "--zoom", "colors"], 2,
      "cutaway: --zoom is for pictures; csv holds every number as it is\n"
    ),
    (
      [weights, "--format", "json", "--picture", "heads", "--size", "80x24"], 2,
      "cutaway: --picture is for pictures; json holds every number as it is\n"
    ),
    (
      [weights, "--cell", "[head 1, query 9, key 1]"], 2,
      "cutaway: decoder/1/cross-attention/weights: query 9 is outside 1–5\n"
    ),
  ]

  @Test(arguments: faults.indices)
  func `what cannot be shown is said in one line`(index: Int) throws {
    let fault = Self.faults[index]
    let result = try show(fault.arguments)
    #expect(result.status == fault.status)
    #expect(result.errors == fault.message)
    #expect(result.output == "")
  }

  @Test func `ids are whole numbers in a table`() throws {
    let lines = try show(["encoder/ids", "--format", "csv"]).output.split(separator: "\n")
    #expect(lines == ["position,I,like,apples,.,</s>", ",301,349,707,261,2"])
  }

  @Test func `bars further down are as long as among all`() throws {
    let top = try show(["logits", "--size", "80x16"]).output
    #expect(top.contains("1 ▸ 我   █"))
    // The token of id 0 is at place 134 or so, with a sixth of the largest.
    let below = try show(["logits[position 1, vocabulary 0]", "--size", "80x16"]).output
    let longest = below.split(separator: "\n").map { $0.filter { $0 == "█" }.count }.max() ?? 0
    #expect((1..<20).contains(longest), "\(longest)")
  }

  @Test func `a size that is none is refused`() throws {
    for size in ["120", "0x10", "12x", "5000x5", "axb", "-3x4"] {
      let result = try show([Self.weights, "--size=\(size)"])
      #expect(result.status == 2, "\(size)")
      #expect(
        result.errors.contains(
          "--size: \"\(size)\" is not columns x rows, such as 120x40, each from 1 to 1000"),
        "\(size)"
      )
    }
  }

  @Test func `a head and a loss can be asked for`() throws {
    let opinion = ["show", "--model", "reader", "--text", "The room is good, but too small."]
    let verdict = try Program.run(
      opinion + ["--model-head", "classifier", "--format", "csv", "probabilities"])
    #expect(verdict.status == 0)
    let lines = verdict.output.split(separator: "\n")
    #expect(lines.first == "label,negative,neutral,positive")
    #expect(lines.last?.hasPrefix(",0.99999") == true)
    let loss = try Program.run(
      ["show", "--model", "storyteller", "--text", "Mia has a red cup.", "--loss", "loss"])
    #expect(loss.output.contains("each of 6 targets"))
    let noHead = try show(["--model-head", "classifier", Self.weights])
    #expect(noHead.status == 2)
    #expect(
      noHead.errors
        == "cutaway: this model has a head for words, not a classifier: leave --model-head out\n")
    let noLoss = try Program.run(opinion + ["--loss", "logits"])
    #expect(noLoss.status == 2)
  }

  @Test func `models and texts fail as they do in other commands`() throws {
    let noModel = try Program.run(["show", "--model", "translato", "--text", "a", "logits"])
    #expect(noModel.status == 2)
    #expect(noModel.errors.hasPrefix("cutaway: --model: \"translato\" is neither a folder nor"))
    let noText = try Program.run(["show", "--model", "reader", "--text", " ", "logits"])
    #expect(noText.status == 2)
    #expect(noText.errors == "cutaway: --text: the text is empty; give a word or more\n")
    let notIDs = try Program.run(
      ["show", "--model", Program.golden("gpt2"), "--text", "hello", "logits"])
    #expect(notIDs.status == 2)
    #expect(
      notIDs.errors
        == "cutaway: \"hello\": this model has no tokenizer.json, so a text must be token ids, "
        + "numbers apart by spaces\n")
  }
}
