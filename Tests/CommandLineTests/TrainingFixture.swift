import Foundation

/// A folder with a small language and a small recipe for it.
struct TrainingFixture {
  let folder: URL
  /// The recipe's path.
  var recipe: String { path("tiny.recipe") }

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("cutaway-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let animals = "cat dog bird horse cow sheep goat duck goose hen fox wolf"
    let actions = "runs sings sleeps jumps eats drinks waits hides plays falls"
    func rows(_ words: String) -> String {
      words.split(separator: " ").map { "  \($0)\n" }.joined()
    }
    try write(
      """
      language tiny
      field en spaced capitalized
      start sentence

      table animal
        en
      \(rows(animals))
      table action
        en
      \(rows(actions))
      rule sentence
        let a = animal
        let v = action
        let b = animal where b != a
        en: the {a} {v} near the {b} .

      """, to: "tiny.grammar")
    try write(
      """
      name = tiny
      title = A very small one
      task = stories
      language = \(path("tiny.grammar"))
      fields = en
      wiring = pre
      layers = 1
      width = 8
      heads = 2
      context = 16
      examples = 200
      batch = 4
      steps = 25
      warm-up = 5
      rate = 0.01
      schedule = constant
      validation-every = 10
      validation-examples = 10
      checkpoint-every = 20
      """, to: "tiny.recipe")
  }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  func write(_ text: String, to name: String) throws {
    try text.write(
      to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
  }

  func names(in name: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(name)).sorted()
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}
