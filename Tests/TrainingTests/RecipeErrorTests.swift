import Testing
import Training

/// What is said about a recipe that cannot be read, word for word.
@Suite struct RecipeErrorTests {
  private static let required: [(key: String, expected: String)] = [
    ("name", "1 to 64 of a–z, A–Z, 0–9, -, _ and ., the first a letter or a digit"),
    ("task", "translation, stories or opinions"),
    ("language", "printable text of 1 to 1000 characters"),
    ("fields", "1 to 16 different names of a–z, A–Z, 0–9, - and _, with commas between"),
    ("wiring", "pre or post"), ("layers", "a whole number from 1 to 64"),
    ("width", "a whole number from 1 to 8192"), ("heads", "a whole number from 1 to 256"),
    ("steps", "a whole number from 1 to 10000000"),
  ]

  @Test(arguments: required)
  func `a key that must be there is asked for`(key: String, expected: String) {
    #expect(
      SmallRecipe.message { try SmallRecipe.read(without: key) }
        == "my.recipe: key \(key), expected \(expected), found nothing")
  }

  /// A wrong value of every key that the small recipe does not have, and what is expected.
  private static let optional: [(key: String, value: String, expected: String)] = [
    ("title", "a\u{7}b", "printable text of 1 to 200 characters"),
    ("feed-forward", "0", "a whole number from 1 to 65536"),
    ("context", "3", "a whole number from 4 to 4096"),
    ("dropout", "1", "a number from 0 and below 1"),
    ("label-smoothing", "-0.1", "a number from 0 and below 1"),
    ("examples", "1e3", "a whole number from 1 to 10000000"),
    ("batch", "4097", "a whole number from 1 to 4096"),
    ("seed", "-1", "a whole number from 0 to 18446744073709551615"),
    ("optimizer", "sgd", "adam or adamw"), ("rate", "0", "a number above 0 to 10"),
    ("beta1", "nan", "a number from 0 and below 1"),
    ("beta2", "1.0", "a number from 0 and below 1"),
    ("epsilon", "0x1p-3", "a number above 0 to 1"), ("decay", "11", "a number from 0 to 10"),
    ("schedule", "linear", "constant, cosine or inverse-square-root"),
    ("warm-up", "+4", "a whole number from 0 to 10000000"),
    ("final-rate", "1.5", "a number from 0 to 1"), ("clip", "1e400", "a number from 0 to 1000000"),
    ("masked-share", "1", "a number above 0 and below 1"),
    ("answers-only", "1", "a number from 0 and below 1"),
    ("validation-every", "many", "a whole number from 0 to 10000000"),
    ("validation-examples", "0", "a whole number from 1 to 1000000"),
    ("checkpoint-every", "99999999999999999999", "a whole number from 0 to 10000000"),
  ]

  @Test(arguments: optional)
  func `a value that cannot be is said with its line`(
    key: String, value: String, expected: String
  ) {
    let found = value == "a\u{7}b" ? "a\\u{07}b" : value
    #expect(
      SmallRecipe.message { try SmallRecipe.read("\(key) = \(value)") }
        == "my.recipe:10: key \(key), expected \(expected), found \"\(found)\"")
    #expect(
      SmallRecipe.message { try SmallRecipe.read(settings: ["\(key)=\(value)"]) }
        == "--set: key \(key), expected \(expected), found \"\(found)\"")
  }

  @Test func `every key has a line above`() {
    let known = Self.required.map(\.key) + Self.optional.map(\.key)
    #expect(Set(known) == Set(RecipeKey.allCases.map(\.rawValue)))
  }

  private static let together: [(key: String, value: String, message: String)] = [
    ("width", "18", "my.recipe:7: key width, expected a multiple of the 4 heads, found \"18\""),
    (
      "wiring", "sandwich",
      "my.recipe:5: key wiring, expected pre or post (no other can be stored as a Hugging Face "
        + "folder), found \"sandwich\""
    ),
    ("wiring", "before", "my.recipe:5: key wiring, expected pre or post, found \"before\""),
    (
      "fields", "en",
      "my.recipe:4: key fields, expected two names for a translation, source and target, "
        + "found \"en\""
    ),
    (
      "fields", "en, en",
      "my.recipe:4: key fields, expected 1 to 16 different names of a–z, A–Z, 0–9, - and _, "
        + "with commas between, found \"en, en\""
    ),
    (
      "fields", "en,",
      "my.recipe:4: key fields, expected 1 to 16 different names of a–z, A–Z, 0–9, - and _, "
        + "with commas between, found \"en,\""
    ),
    (
      "name", "-x",
      "my.recipe:1: key name, expected 1 to 64 of a–z, A–Z, 0–9, -, _ and ., the first a letter or "
        + "a digit, found \"-x\""
    ),
  ]

  @Test(arguments: together)
  func `values must go together`(key: String, value: String, message: String) {
    #expect(SmallRecipe.message { try SmallRecipe.read(key, value) } == message)
  }

  @Test func `warm-up and decay must fit the other keys`() {
    #expect(
      SmallRecipe.message { try SmallRecipe.read("warm-up = 101") }
        == "my.recipe:10: key warm-up, expected at most the 100 steps, found \"101\"")
    #expect(
      SmallRecipe.message { try SmallRecipe.read("decay = 0.1") }
        == "my.recipe:10: key decay, expected 0 with the optimizer adam (adamw decays), "
        + "found \"0.1\"")
  }

  @Test func `an unknown key is told the one that was meant, or all of them`() {
    #expect(
      SmallRecipe.message { try SmallRecipe.read("haeds = 4") }
        == "my.recipe:10: key \"haeds\", expected a known one, perhaps heads, found no such key")
    #expect(
      SmallRecipe.message { try SmallRecipe.read(settings: ["Rate=4"]) }
        == "--set: key \"Rate\", expected a known one, perhaps rate, found no such key")
    let message = SmallRecipe.message { try SmallRecipe.read("temperature = 4") }
    #expect(
      message
        == "my.recipe:10: key \"temperature\", expected one of name, title, task, language, fields, "
        + "wiring, layers, width, heads, feed-forward, context, dropout, label-smoothing, examples, "
        + "steps, batch, seed, optimizer, rate, beta1, beta2, epsilon, decay, schedule, warm-up, "
        + "final-rate, clip, masked-share, answers-only, validation-every, validation-examples, "
        + "checkpoint-every, found no such key")
  }

  @Test func `a key stands once`() {
    #expect(
      SmallRecipe.message { try SmallRecipe.read("layers = 3") }
        == "my.recipe:10: key layers, expected once, found again after my.recipe:6")
    #expect(
      SmallRecipe.message { try SmallRecipe.read(settings: ["rate=1", "rate=1"]) }
        == "--set: key rate, expected once, found again after --set")
  }

  @Test(arguments: ["heads 4", "= 4", "heads =", "heads = # 4", "heads =#4", "\u{1B}[2J"])
  func `a line is a key and a value`(line: String) {
    let found = line == "heads = # 4" ? "heads =" : line == "\u{1B}[2J" ? "\\u{1B}[2J" : line
    #expect(
      SmallRecipe.message { try SmallRecipe.read(line) }
        == "my.recipe:10: expected key = value, found \"\(found)\"")
  }

  @Test func `from stands first, and in a file`() {
    #expect(
      SmallRecipe.message { try SmallRecipe.read("from = reader") }
        == "my.recipe:10: key from, expected as the first line of a recipe, found elsewhere")
    #expect(
      SmallRecipe.message { try SmallRecipe.read(settings: ["from=reader"]) }
        == "--set: key from, expected as the first line of a recipe, found elsewhere")
  }

  @Test func `what follows from is printable, and long paths are cut in messages`() {
    #expect(
      SmallRecipe.message { try SmallRecipe.read(text: "from = a\u{0}b") }
        == "my.recipe:1: key from, expected printable text of 1 to 1000 characters, "
        + "found \"a\\u{00}b\"")
    let path = String(repeating: "a", count: 400)
    #expect(
      SmallRecipe.message { try Recipe(Array("name".utf8), path: path) }
        == String(repeating: "a", count: 300) + "…:1: expected key = value, found \"name\"")
  }

  @Test func `text that is not UTF-8 is said with its line`() {
    #expect(
      SmallRecipe.message {
        try Recipe(Array("name = x\ntitle = ".utf8) + [0xFF], path: "a\nb.recipe")
      } == "a\\nb.recipe:2: expected UTF-8, found other bytes; save the file as UTF-8")
  }
}
