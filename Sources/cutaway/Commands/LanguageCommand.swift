import ArgumentParser
import ModelFiles
import Tensors
import Training

/// `cutaway language`: examples of a toy language, and whether texts belong to it.
struct LanguageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "language",
    abstract: "Draw examples of a toy language, or check texts against its grammar.",
    discussion: """
      Examples:
        cutaway language sentences.grammar --count 5 --seed 7
        cutaway language stories.grammar --json --split validation
        cutaway language stories.grammar --field en --check texts.txt

      With --check every line is a text: grammatical, inconsistent (its statements cannot all be true) \
      or ungrammatical, and the byte where it goes wrong. The exit status is 1 if one is not grammatical.
      """)

  @Argument(help: ArgumentHelp("A grammar file.", valueName: "file"))
  var file: String

  @Option(
    parsing: .unconditional, help: ArgumentHelp("How many examples (10).", valueName: "n"))
  var count = 10

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The same seed gives the same examples (1).", valueName: "n"))
  var seed: UInt64 = 1

  @Option(help: "The part of the language: training, validation or test; any if not given.")
  var split: Split?

  @Option(help: ArgumentHelp("Only examples of this family.", valueName: "family"))
  var family: String?

  @Flag(help: "Print one JSON object a line.")
  var json = false

  @Flag(help: "Count the tables, rows, rules, families and words instead.")
  var summary = false

  @Option(help: ArgumentHelp("Check the lines of a file (- for input) instead.", valueName: "file"))
  var check: String?

  @Option(help: ArgumentHelp("The field that --check reads; the first if not given."))
  var field: String?

  func validate() throws {
    guard (1...1_000_000_000).contains(count) else {
      throw ValidationError("--count must be between 1 and 1000000000, is \(count)")
    }
    guard check == nil || !summary else {
      throw ValidationError("give --check or --summary, not both")
    }
    guard field == nil || check != nil else {
      throw ValidationError("--field belongs to --check, which is not given")
    }
  }

  func run() throws {
    guard !file.isEmpty else { throw Failure(.usage, "the grammar's path is empty") }
    let language = try LanguageLibrary.open(file)
    var output = Output()
    if let check {
      try self.check(check, language, &output)
    } else if summary {
      try LanguageText.writeSummary(of: language, json: json, to: &output)
    } else {
      try draw(language, to: &output)
    }
    try output.flush()
  }

  private func check(_ path: String, _ language: Language, _ output: inout Output) throws {
    guard !path.isEmpty else { throw Failure(.usage, "--check: the path is empty") }
    let name = field ?? language.fields.first?.name ?? ""
    guard language.fields.contains(where: { $0.name == name }) else {
      throw Failure(
        .usage,
        "--field: the language has no field \(VisibleText.quoted(name)); it has "
          + language.fields.map { VisibleText.escaped($0.name) }.joined(separator: ", "))
    }
    var wrong = 0
    var count = 0
    func check(_ line: [UInt8]) throws {
      let text = String(decoding: line, as: UTF8.self)
      let verdict = language.check(text, field: name)
      count += 1
      if case .grammatical = verdict {} else { wrong += 1 }
      if json {
        try output.line(LanguageText.json(of: verdict, text: text, in: language))
      } else {
        try output.line(LanguageText.line(of: verdict, text: text))
      }
    }
    if path == "-" {
      var lines = TextLines()
      while let line = lines.next() { try check(line) }
      try lines.check()
    } else {
      let bytes = try SmallFile.read(path: path, limit: 1 << 30)
      for line in TextLines.split(bytes) { try check(line) }
    }
    try output.flush()
    guard wrong == 0 else {
      throw Failure(.failed, "\(wrong) of \(count) texts are not grammatical")
    }
  }

  private func draw(_ language: Language, to output: inout Output) throws {
    if let family, !language.families.contains(family) {
      throw Failure(
        .usage,
        "--family: the language has no \(VisibleText.quoted(family)); it has "
          + language.families.map { VisibleText.escaped($0) }.joined(separator: ", "))
    }
    for number in 0..<count {
      let example = try language.example(number, of: split, seed: seed, family: family)
      if json {
        try output.line(LanguageText.json(of: example, in: language))
      } else {
        if number > 0 { try output.line("") }
        for line in LanguageText.lines(of: example, in: language) { try output.line(line) }
      }
    }
  }
}

extension Split: ExpressibleByArgument {}
