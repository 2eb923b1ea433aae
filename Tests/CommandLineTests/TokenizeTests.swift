import Foundation
import ModelFiles
import Testing

/// `cutaway tokenize` and `cutaway train-tokenizer` as other programs use them.
@Suite struct TokenizeTests {
  private static func object(_ line: Substring) throws -> JSONValue {
    try JSONParser.parse(Array(line.utf8))
  }

  private static func integers(_ value: JSONValue?) -> [Int] {
    value?.arrayValue?.compactMap(\.integerValue) ?? []
  }

  private static func pairs(_ value: JSONValue?) -> [[Int]] {
    value?.arrayValue?.map { integers($0) } ?? []
  }

  @Test func `an object has ids, tokens, offsets in bytes and characters, and the decoded text`()
    throws
  {
    let result = try Program.run([
      "tokenize", "--tokenizer", Program.tokenizer("gpt2"), "--json", "--", "é the 词",
    ])
    #expect(result.status == 0 && result.errors.isEmpty)
    #expect(
      result.output == """
        {"ids":[360,278,221,523],"tokens":["Ã©","Ġthe","Ġ","è¯į"],\
        "offsets":{"bytes":[[0,2],[2,6],[6,7],[7,10]],\
        "characters":[[0,1],[1,5],[5,6],[6,7]]},"decoded":"é the 词"}

        """)
  }

  @Test func `every line of standard input is a text, whatever its bytes are`() throws {
    let input: [UInt8] = Array("one\n\n".utf8) + [0xFF, 0x00, 0x0A] + Array("two\r".utf8)
    let result = try Program.run(
      ["tokenize", "--tokenizer", Program.tokenizer("gpt2"), "--json"], input: input)
    #expect(result.status == 0, "\(result.errors)")
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 4)
    let decoded = try lines.map { try Self.object($0)["decoded"]?.stringValue }
    #expect(decoded == ["one", "", "\u{FFFD}\u{0}", "two\r"])
    let offsets = Self.pairs(try Self.object(lines[2])["offsets"]?["bytes"])
    #expect(offsets == [[0, 1], [1, 2]])
  }

  @Test func `no input is no text`() throws {
    let result = try Program.run(
      ["tokenize", "--tokenizer", Program.tokenizer("gpt2"), "--json"], input: [])
    #expect(result.status == 0 && result.output.isEmpty && result.errors.isEmpty)
  }

  @Test func `special tokens are added unless they are not wanted, and stand nowhere in the text`()
    throws
  {
    let arguments = ["tokenize", "--tokenizer", Program.tokenizer("bert"), "--json"]
    let with = try Self.object(Substring(Program.run(arguments + ["the"]).output))
    #expect(with["tokens"]?.arrayValue?.compactMap(\.stringValue) == ["[CLS]", "the", "[SEP]"])
    #expect(Self.pairs(with["offsets"]?["bytes"]) == [[0, 0], [0, 3], [3, 3]])
    #expect(with["decoded"]?.stringValue == "the")
    let without = try Self.object(
      Substring(Program.run(arguments + ["--no-special", "the"]).output))
    #expect(without["tokens"]?.arrayValue?.compactMap(\.stringValue) == ["the"])
  }

  @Test func `what a vocabulary cannot express is said`() throws {
    let arguments = ["tokenize", "--tokenizer", Program.tokenizer("bert"), "--no-special"]
    let result = try Program.run(arguments + ["--json", "a ☂"])
    let lost = try Self.object(Substring(result.output))["lost"]?.arrayValue ?? []
    #expect(lost.count == 1)
    #expect(Self.integers(lost.first?["bytes"]) == [2, 5])
    #expect(lost.first?["kind"]?.stringValue == "unknown")
    let text = try Program.run(arguments + ["a ☂"])
    #expect(text.output.hasSuffix("lost: bytes 2–4, \"☂\": unknown\n"), "\(text.output)")
  }

  @Test func `text that could drive a terminal is printed as escapes`() throws {
    let text = "\u{1B}]0;x\u{7} \u{202E}abc\u{9B}31m"
    for flags in [["--steps"], [], ["--json", "--steps"]] {
      let result = try Program.run(
        ["tokenize", "--tokenizer", Program.tokenizer("llama2")] + flags + ["--", text])
      #expect(result.status == 0)
      let hidden = result.output.unicodeScalars.filter {
        ($0.value < 0x20 && $0 != "\n") || (0x7F...0x9F).contains($0.value) || $0 == "\u{202E}"
      }
      #expect(hidden.isEmpty, "\(flags)")
    }
  }

  @Test func `bytes in steps are those of the token, whatever the text was before`() throws {
    let qwen2 = try Program.run([
      "tokenize", "--tokenizer", Program.tokenizer("qwen2"), "--steps", "e\u{301}",
    ])
    #expect(
      qwen2.output.contains("\"\\xC3\"=") && qwen2.output.contains("merge \"\\xC3\"="),
      "\(qwen2.output)")
    let roberta = try Program.run([
      "tokenize", "--tokenizer", Program.tokenizer("roberta"), "--steps", "low",
    ])
    #expect(roberta.output.contains("→ \" \"="), "\(roberta.output)")
  }

  @Test func `a long piece is tokenized, and its steps are told in one`() throws {
    let text = [UInt8](repeating: UInt8(ascii: "a"), count: 20_000)
    let result = try Program.run(
      ["tokenize", "--tokenizer", Program.tokenizer("llama2"), "--json", "--steps"], input: text)
    #expect(result.status == 0)
    let value = try Self.object(Substring(result.output))
    let kinds = (value["steps"]?.arrayValue ?? []).compactMap { $0["reason"]?["kind"]?.stringValue }
    #expect(kinds.contains("condensed") && !kinds.contains("merge"))
    #expect(value["decoded"]?.stringValue?.utf8.count == 20_000)
  }

  @Test(arguments: [
    (["tokenize", "x"], Int32(2), "Error: give --model DIR or --tokenizer FILE"),
    (
      ["tokenize", "--model", "a", "--tokenizer", "b", "x"], Int32(2),
      "Error: give --model or --tokenizer, not both"
    ),
    (
      ["tokenize", "--tokenizer", "/nowhere/a\\b\u{1B}", "x"], Int32(3),
      "cutaway: /nowhere/a\\\\b\\u{1B}: "
    ),
    (["tokenize", "--model", Program.tokenizer("gpt2"), "x"], Int32(2), "cutaway: --model: /"),
    (["tokenize", "--tokenizer", "", "x"], Int32(2), "cutaway: --tokenizer: the path is empty\n"),
    (["tokenize", "--tokenizer", "/nowhere/t.json", "x"], Int32(3), "cutaway: /nowhere/t.json: "),
  ])
  func `mistakes end with one line and a status`(
    arguments: [String], status: Int32, message: String
  ) throws {
    let result = try Program.run(arguments)
    #expect(result.status == status)
    #expect(result.output.isEmpty)
    #expect(result.errors.hasPrefix(message), "\(result.errors)")
  }

  @Test func `training shows its steps and writes a file that tokenize reads`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("cutaway-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("t.json").path
    let input = Array(
      "low low low low low lower lower newest newest newest newest newest newest\n".utf8)
    let trained = try Program.run(
      ["train-tokenizer", "--family", "bpe", "--size", "273", "--out", path, "--steps"],
      input: input)
    #expect(trained.status == 0, "\(trained.errors)")
    let lines = trained.output.split(separator: "\n")
    // w+e 8 (lower 2, newest 6); then ▁+l and l+o 7, of which l has the lower id; ▁+lo 7; then six
    // pairs with 6, of which e+we has the lowest left id; n+ewe.
    let merges = [
      "1  \"w\" + \"e\" 8× → \"we\" 268, in 2 words",
      "2  \"l\" + \"o\" 7× → \"lo\" 269, in 2 words",
      "3  \"▁\" + \"lo\" 7× → \"▁lo\" 270, in 2 words",
      "4  \"e\" + \"we\" 6× → \"ewe\" 271, in 1 word",
      "5  \"n\" + \"ewe\" 6× → \"newe\" 272, in 1 word",
    ]
    #expect(lines.count == 7, "\(trained.output)")
    for (line, merge) in zip(lines.dropFirst(), merges) {
      #expect(line.hasPrefix(merge), "\(line)")
    }
    #expect(lines.last == "273 entries, 5 merges, from 1 text with 3 different pieces")
    let result = try Program.run(["tokenize", "--tokenizer", path, "--json", "lower"])
    let tokens = try Self.object(Substring(result.output))["tokens"]?.arrayValue?
      .compactMap(\.stringValue)
    #expect(tokens?.joined() == "▁lower")
  }

  @Test(arguments: [
    (
      ["--size", "10"],
      "cutaway: a vocabulary of 10 entries is too small: special tokens and bytes alone are 259\n"
    ),
    (["--size", "300"], "cutaway: there is no text to learn from\n"),
    (["--size", "0"], "Error: --size must be between 1 and 1000000, is 0"),
  ])
  func `training that cannot be is refused`(flags: [String], message: String) throws {
    let result = try Program.run(["train-tokenizer", "--family", "bpe"] + flags, input: [])
    #expect(result.status == 2)
    #expect(result.errors.hasPrefix(message), "\(result.errors)")
  }
}
