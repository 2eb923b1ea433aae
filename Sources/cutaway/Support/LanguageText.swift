import ModelFiles
import Tensors
import Training

/// Examples of a language as lines and as JSON.
enum LanguageText {
  /// Every field on a line, then the attributes and the family.
  static func lines(of example: Example, in language: Language) -> [String] {
    var lines = language.fields.map { field in
      "\(field.name): \(VisibleText.defused(example.texts[field.name]?.text ?? ""))"
    }
    for name in example.attributes.keys.sorted() {
      lines.append("\(name) = \(VisibleText.defused(example.attributes[name] ?? ""))")
    }
    lines.append("family = \(example.family)")
    return lines
  }

  /// An example as one JSON object.
  static func json(of example: Example, in language: Language) -> [UInt8] {
    JSONWriter.bytes(of: .object(members(of: example, in: language)))
  }

  /// What an example's object holds.
  static func members(of example: Example, in language: Language) -> [JSONMember] {
    let texts = language.fields.map { field in
      JSONMember(field.name, example.texts[field.name].map(value) ?? .null)
    }
    let attributes = example.attributes.keys.sorted().map { name in
      JSONMember(name, .string(example.attributes[name] ?? ""))
    }
    let first = language.fields.first.flatMap { example.texts[$0.name]?.text } ?? ""
    return [
      JSONMember("texts", .object(texts)),
      JSONMember("attributes", .object(attributes)),
      JSONMember("family", .string(example.family)),
      JSONMember("split", .string(Split(of: first.utf8).rawValue)),
    ]
  }

  private static func value(of text: Example.Text) -> JSONValue {
    let words = text.words.map { word in
      JSONValue.object([
        JSONMember("text", .string(word.text)), JSONMember("bytes", range(word.bytes)),
      ])
    }
    let marks = text.marks.map { mark in
      JSONValue.object([
        JSONMember("name", .string(mark.name)), JSONMember("words", range(mark.words)),
      ])
    }
    return .object([
      JSONMember("text", .string(text.text)), JSONMember("words", .array(words)),
      JSONMember("marks", .array(marks)),
    ])
  }

  private static func range(_ range: Range<Int>) -> JSONValue {
    .array([.integer(range.lowerBound), .integer(range.upperBound)])
  }

  // MARK: Verdicts

  /// What was found about a text, and where it goes wrong.
  static func line(of verdict: Verdict, text: String) -> String {
    let shown = VisibleText.defused(text)
    return switch verdict {
    case .grammatical: "grammatical: \(shown)"
    case .inconsistent(let at): "inconsistent at \(place(at, in: text)): \(shown)"
    case .ungrammatical(let at): "ungrammatical at \(place(at, in: text)): \(shown)"
    case .undecided: "undecided: \(shown)"
    }
  }

  private static func place(_ byte: Int, in text: String) -> String {
    let rest = String(decoding: Array(text.utf8).dropFirst(byte), as: UTF8.self)
    let word = rest.prefix { $0 != " " }
    return "byte \(byte), \(word.isEmpty ? "the end" : VisibleText.quoted(String(word), limit: 20))"
  }

  /// What was found about a text, as one JSON object; with the example if it is grammatical.
  static func json(of verdict: Verdict, text: String, in language: Language) -> [UInt8] {
    var members = [JSONMember("text", .string(text))]
    switch verdict {
    case .grammatical(let example):
      members.append(JSONMember("verdict", .string("grammatical")))
      members.append(JSONMember("example", .object(self.members(of: example, in: language))))
    case .inconsistent(let at):
      members.append(JSONMember("verdict", .string("inconsistent")))
      members.append(JSONMember("at", .integer(at)))
    case .ungrammatical(let at):
      members.append(JSONMember("verdict", .string("ungrammatical")))
      members.append(JSONMember("at", .integer(at)))
    case .undecided: members.append(JSONMember("verdict", .string("undecided")))
    }
    return JSONWriter.bytes(of: .object(members))
  }

  // MARK: Summary

  /// Counts of what a language is made of.
  static func writeSummary(
    of language: Language, json: Bool, to output: inout Output
  ) throws {
    let counts = language.counts
    if json {
      let words = language.fields.map { field in
        JSONMember(field.name, .integer(language.words(of: field.name).count))
      }
      let members = [
        JSONMember("name", .string(language.name)),
        JSONMember("tables", .integer(counts.tables)), JSONMember("rows", .integer(counts.rows)),
        JSONMember("rules", .integer(counts.rules)),
        JSONMember("alternatives", .integer(counts.alternatives)),
        JSONMember("facts", .integer(counts.facts)), JSONMember("words", .object(words)),
        JSONMember("families", .array(language.families.map { .string($0) })),
      ]
      try output.line(JSONWriter.bytes(of: .object(members)))
      return
    }
    try output.line("language \(language.name)")
    try output.line(
      "tables \(counts.tables), rows \(counts.rows), rules \(counts.rules) with "
        + "\(counts.alternatives) alternatives, facts \(counts.facts)")
    for field in language.fields {
      try output.line("words of \(field.name): \(language.words(of: field.name).count)")
    }
    try output.line("families: \(language.families.joined(separator: ", "))")
  }
}
