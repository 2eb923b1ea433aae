import Foundation
import ModelFiles
import Testing

/// `cutaway language` as other programs use it.
@Suite struct LanguageCommandTests {
  private static let grammar = """
    language greetings
    field en spaced capitalized
    field zh joined
    start greeting
    table person
      en  | zh
      Mia | 米娅
      Tom | 汤姆
    rule greeting
      let p = person
      en: good morning , {who: {p}} !
      zh: {p} 早上 好 ！
      tone: warm
    rule greeting family farewell
      let p = person
      en: goodbye , {p} !
      zh: 再见 ， {p} ！
      tone: cool
    """

  /// Runs the command with the grammar's path first.
  private static func run(
    _ arguments: [String], grammar: String = grammar, input: String? = nil
  ) throws -> Program.Result {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("cutaway-\(UUID().uuidString).grammar")
    try Data(grammar.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let result = try Program.run(
      ["language", file.path] + arguments, input: input.map { Array($0.utf8) })
    return Program.Result(
      status: result.status, output: result.output,
      errors: result.errors.replacingOccurrences(of: file.path, with: "FILE"))
  }

  @Test func `an example is a line for each field, then attributes and family`() throws {
    let result = try Self.run(["--count", "2", "--family", "farewell"])
    #expect(result.status == 0 && result.errors.isEmpty)
    let first = result.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(first.count == 10 && first[4].isEmpty)
    #expect(first[0].hasPrefix("en: Goodbye, ") && first[1].hasPrefix("zh: 再见，"))
    #expect(first[2] == "tone = cool" && first[3] == "family = farewell")
    #expect(try Self.run(["--count", "2", "--family", "farewell"]).output == result.output)
  }

  @Test func `an object has texts with words and marks, attributes, family and split`() throws {
    let result = try Self.run(["--count", "1", "--json", "--family", "greeting"])
    let object = try JSONParser.parse(Array(result.output.utf8))
    let text = object["texts"]?["en"]
    let name = text?["words"]?.arrayValue?[3]["text"]?.stringValue
    #expect(name == "Mia" || name == "Tom")
    #expect(text?["text"]?.stringValue == "Good morning, \(name ?? "")!")
    #expect(
      text?["marks"]?.arrayValue?.compactMap { $0["name"]?.stringValue } == ["who", "p"])
    #expect(
      text?["words"]?.arrayValue?[1]["bytes"]?.arrayValue?.compactMap(\.integerValue) == [5, 12])
    #expect(object["attributes"]?["tone"]?.stringValue == "warm")
    #expect(object["family"]?.stringValue == "greeting")
    #expect(
      ["training", "validation", "test"].contains(object["split"]?.stringValue ?? ""))
  }

  @Test func `lines are checked, and one that is wrong makes the status 1`() throws {
    let right = try Self.run(["--check", "-"], input: "Goodbye, Tom!\n")
    #expect(right.status == 0 && right.errors.isEmpty)
    #expect(right.output == "grammatical: Goodbye, Tom!\n")
    let wrong = try Self.run(
      ["--check", "-", "--field", "zh"], input: "米娅早上好！\n米娅晚上好！\n")
    #expect(wrong.status == 1)
    #expect(
      wrong.output
        == "grammatical: 米娅早上好！\nungrammatical at byte 6, \"晚上好！\": 米娅晚上好！\n")
    #expect(wrong.errors == "cutaway: 1 of 2 texts are not grammatical\n")
    let object = try Self.run(["--check", "-", "--json"], input: "Goodbye, Ben!\n")
    #expect(
      object.output == "{\"text\":\"Goodbye, Ben!\",\"verdict\":\"ungrammatical\",\"at\":9}\n")
  }

  @Test func `a summary counts what there is`() throws {
    let result = try Self.run(["--summary"])
    #expect(
      result.output == """
        language greetings
        tables 1, rows 2, rules 1 with 2 alternatives, facts 0
        words of en: 9
        words of zh: 7
        families: greeting, farewell

        """)
    let object = try Self.run(["--summary", "--json"])
    #expect(
      object.output == """
        {"name":"greetings","tables":1,"rows":2,"rules":1,"alternatives":2,"facts":0,\
        "words":{"en":9,"zh":7},"families":["greeting","farewell"]}

        """)
  }

  @Test func `what cannot be is said, with its status`() throws {
    let grammar = try Self.run([], grammar: "language a\nrul\n")
    #expect(grammar.status == 3)
    #expect(
      grammar.errors
        == "cutaway: FILE:2: expected language, field, fact, table, rule or start, found "
        + "\"rul\"; did you mean \"rule\"?\n")
    let family = try Self.run(["--family", "x"])
    #expect(family.status == 2)
    #expect(
      family.errors == "cutaway: --family: the language has no \"x\"; it has greeting, farewell\n")
    let field = try Self.run(["--check", "-", "--field", "de"])
    #expect(field.status == 2)
    #expect(
      field.errors == "cutaway: --field: the language has no field \"de\"; it has en, zh\n")
    let alone = try Self.run(["--field", "en"])
    #expect(alone.status == 2)
    #expect(alone.errors.hasPrefix("Error: --field belongs to --check, which is not given"))
  }
}
