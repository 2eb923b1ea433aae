import Foundation
import ModelFiles
import Testing

/// Texts in the place of token ids.
struct TextTests {
  @Test func `a text gives what its ids give`() throws {
    for (family, ids) in [
      (.bert, "3 260 261 265 1"), (.gpt2, "260 261 265"),
    ] as [(TextModel.Family, String)] {
      let model = try TextModel(family)
      let text = try model.run("trace", "--text", "the cat.")
      #expect(text.status == 0, "\(text.errors)")
      #expect(text.errors == "")
      #expect(try text.output == model.run("trace", "--ids", ids).output)
      let cell = "logits[position 3, vocabulary 5]"
      #expect(
        try model.run("derive", "--text", "the cat.", cell).output
          == model.run("derive", "--ids", ids, cell).output)
    }
  }

  @Test func `both texts of an encoder and a decoder are read, in batches too`() throws {
    let model = try TextModel(.bart)
    #expect(
      try model.run("trace", "--text", "the cat.", "--target-text", "a dog").output
        == model.run("trace", "--ids", "260 261 265 1", "--target-ids", "3 263 264").output)
    // One may be text and the other ids.
    #expect(
      try model.run("trace", "--text", "the cat.", "--target-ids", "3 263 264").output
        == model.run("trace", "--ids", "260 261 265 1", "--target-text", "a dog").output)
    let texts = try model.run(
      "trace", "--text", "the cat.", "--text", "a", "--target-text", "a", "--target-text", "a dog")
    let ids = try model.run(
      "trace", "--ids", "260 261 265 1", "--ids", "263 1", "--target-ids", "3 263",
      "--target-ids", "3 263 264")
    #expect(texts.output == ids.output)
    #expect(texts.output.contains("[batch 2, position 3, vocabulary 266]"))
  }

  @Test func `too long a text is cut with a notice that says where`() throws {
    let model = try TextModel(.bert)
    let long = "the cat saw a dog. the cat saw a dog. the cat"
    let result = try model.run("trace", "--text", long, "--only", "logits")
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("logits  [position 12, vocabulary 266]"))
    #expect(
      result.errors
        == "cutaway: --text: cut after token 10 of 14 (\"…cat saw a\"), at byte 32: this model "
        + "reads at most 12 tokens\n")
    let batch = try model.run("trace", "--text", "a", "--text", long, "--only", "logits")
    #expect(batch.errors.hasPrefix("cutaway: --text, row 2: cut after token 10 of 14 "))
  }

  // MARK: Generate

  @Test func `a generated text is printed as text, and JSON has both`() throws {
    for family in [TextModel.Family.gpt2, .mbart] {
      let model = try TextModel(family)
      let ids = family == .gpt2 ? "260 261 265" : "260 261 265 1"
      let text = try model.run("generate", "--text", "the cat.", "--max-tokens", "6")
      let plain = try model.run("generate", "--ids", ids, "--max-tokens", "6")
      #expect(text.status == 0 && plain.status == 0, "\(text.errors)\(plain.errors)")
      let json = try model.run("generate", "--text", "the cat.", "--max-tokens", "6", "--json")
      let last = try JSONParser.parse(String(json.output.split(separator: "\n").last ?? ""))
      let found = last["ids"]?.arrayValue?.compactMap(\.integerValue) ?? []
      #expect(plain.output == found.map(String.init).joined(separator: " ") + "\n")
      let written = try #require(last["text"]?.stringValue)
      // What could drive a terminal is written as an escape.
      let isSafe = !text.output.dropLast().unicodeScalars.contains { $0.value < 0x20 }
      #expect(isSafe)
      if written.unicodeScalars.allSatisfy({ (0x20...0x7E).contains($0.value) }) {
        #expect(text.output == written + "\n")
      }
    }
  }

  @Test func `without a limit a pair writes its context, and a decoder what is left of it`() throws
  {
    func count(_ model: TextModel, _ arguments: String...) throws -> Int {
      let result = try Program.run(
        ["generate", "--model", model.path, "--ignore-eos", "--json"] + arguments)
      let last = try JSONParser.parse(String(result.output.split(separator: "\n").last ?? ""))
      return last["ids"]?.arrayValue?.count ?? -1
    }
    #expect(try count(TextModel(.bart), "--text", "the cat") == 12)
    #expect(try count(TextModel(.gpt2), "--text", "the cat") == 10)
    #expect(try count(TextModel(.gpt2), "--ids", "260 261 262") == 9)
  }

  // MARK: Two heads

  @Test func `a classifier answers by the names of its labels`() throws {
    let model = try TextModel(.robertaPreLayerNorm, labels: ["bad", "good\u{1B}"])
    let text = try model.run(
      "trace", "--head", "classifier", "--text", "the cat", "--only", "probabilities")
    #expect(text.status == 0, "\(text.errors)")
    #expect(text.output.hasPrefix("probabilities  [label 2]  min 0."))
    #expect(text.output.contains("  (bad 0."))
    #expect(text.output.contains(", good\\u{1B} 0."))
    let json = try JSONParser.parse(
      try model.run(
        "trace", "--head", "classifier", "--text", "the cat", "--only", "probabilities", "--json"
      ).output)
    #expect(json["labels"]?.arrayValue?.first == .string("bad"))
    let values = json["values"]?.arrayValue?.compactMap(\.doubleValue) ?? []
    #expect(values.count == 2 && abs(values.reduce(0, +) - 1) < 1e-6)
    let rows = try model.run(
      "trace", "--head", "classifier", "--text", "the cat", "--text", "a", "--only", "logits")
    #expect(rows.output.hasSuffix("  (bad, good\\u{1B})\n"))
    let words = try model.run(
      "trace", "--head", "masked-words", "--text", "the cat", "--only", "logits")
    #expect(words.output.hasPrefix("logits  [position 4, vocabulary 266]"))
  }

  // MARK: Mistakes

  private static let mistakes: [(TextModel.Family, [String], String)] = [
    (.bert, ["trace"], "Error: give --ids or --text\n"),
    (.bert, ["trace", "--ids", "1", "--text", "a"], "Error: give --ids or --text, not both\n"),
    (.gpt2, ["generate"], "Error: give --ids or --text\n"),
    (
      .gpt2, ["generate", "--text", "a", "--text", "b"],
      "Error: --text: one text is generated at a time, 2 were given\n"
    ),
    (
      .bart, ["trace", "--text", "a", "--target-ids", "1", "--target-text", "a"],
      "Error: give --target-ids or --target-text, not both\n"
    ),
    (
      .bart, ["trace", "--text", "a"],
      "cutaway: this model has an encoder and a decoder: give the decoder's text too (--target-text)\n"
    ),
    (
      .bart, ["trace", "--ids", "1", "--target-text", " "],
      "cutaway: --target-text: the text is empty; give a word or more\n"
    ),
    (
      .gpt2, ["trace", "--text", "a", "--target-text", "a"],
      "cutaway: this model has a single tower: it takes no target ids\n"
    ),
    (.gpt2, ["trace", "--text", ""], "cutaway: --text: the text is empty; give a word or more\n"),
    (
      .bert, ["trace", "--text", "a", "--text", " \t "],
      "cutaway: --text, row 2: the text is empty; give a word or more\n"
    ),
    (
      .bert, ["generate", "--text", "a"],
      "cutaway: this model cannot generate: it has no decoder that predicts tokens\n"
    ),
    (
      .bert, ["trace", "--head", "classifier", "--text", "a"],
      "cutaway: --head: this model has a head for words, not a classifier; leave --head out\n"
    ),
    (
      .gpt2, ["trace", "--head", "masked-words", "--text", "a"],
      "cutaway: --head: this model predicts the next word, not masked ones; leave --head out\n"
    ),
  ]

  @Test(arguments: mistakes)
  func `what makes no sense ends with status 2 and one line`(
    family: TextModel.Family, arguments: [String], message: String
  ) throws {
    let model = try TextModel(family)
    let result = try Program.run([arguments[0], "--model", model.path] + arguments.dropFirst())
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.errors.hasPrefix(message), "\(result.errors)")
  }

  @Test func `a model without a tokenizer asks for ids`() throws {
    let model = try TextModel(.bart, hasTokenizer: false)
    let source = try model.run("generate", "--text", "a")
    #expect(source.status == 2)
    #expect(
      source.errors
        == "cutaway: --text: the model has no tokenizer.json, which turns words into ids; give --ids\n"
    )
    let target = try model.run("trace", "--ids", "1", "--target-text", "a")
    #expect(
      target.errors
        == "cutaway: --target-text: the model has no tokenizer.json, which turns words into ids; give "
        + "--target-ids\n")
  }
}
