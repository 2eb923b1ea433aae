import Tensors

/// Examples of a split, each once.
package struct TestSet: Sendable {
  /// The examples, in the order in which they were drawn.
  package let examples: [Example]

  /// Draws different examples.
  ///
  /// Stops early where the language gives nothing new any more: fewer examples are there then.
  ///
  /// - Parameters:
  ///   - language: What is drawn from.
  ///   - split: Which of its texts.
  ///   - count: How many.
  ///   - seed: What determines them.
  ///   - field: Examples with the same text in this field are one.
  ///   - isWanted: Which of them are taken; all, unless something is said.
  /// - Throws: ``LanguageError``.
  package init(
    _ language: Language, split: Split = .test, count: Int, seed: UInt64, field: String,
    where isWanted: (Example) -> Bool = { _ in true }
  ) throws {
    var examples: [Example] = []
    var seen: Set<[UInt8]> = []
    var number = 0
    while examples.count < count, number < 40 * count + 1000 {
      let example = try language.example(number, of: split, seed: seed)
      number += 1
      guard isWanted(example), seen.insert(Array((example.texts[field]?.text ?? "").utf8)).inserted
      else { continue }
      examples.append(example)
    }
    self.examples = examples
  }
}
