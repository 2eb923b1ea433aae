import ModelFiles
import Tensors
import Tokenizers

/// The texts of a recipe as a model reads them: drawn from its language, cut into tokens.
package struct TrainingData: Sendable {
  /// What the texts come from.
  package let language: Language
  /// The tokenizer that was made of their words.
  package let tokenizer: Tokenizer
  /// The same as a file.
  package let tokenizerFile: [UInt8]
  /// The classes that texts belong to, in the order of their numbers; none where there are no classes.
  package let labels: [String]
  /// What is learned from.
  package let training: [Sample]
  /// What the loss is measured on between steps.
  package let validation: [Sample]
  /// How many texts were left out because the model's context is too short for them.
  package let leftOutCount: Int

  /// The attribute that names a text's class.
  package static let labelAttribute = "label"
  /// The marks that lie on what answers a question, and on what else follows from what was told.
  package static let determinedMarks: Set<String> = ["answer", "follows"]
  /// Of how many texts the words are counted.
  private static let countedExamples = 20_000

  /// Draws the texts and makes the tokenizer.
  ///
  /// - Throws: ``LanguageError``, or ``TrainingDataError`` where the language has not what the recipe asks
  ///   for.
  package init(_ recipe: Recipe, language: Language) throws {
    for field in recipe.fields where !language.fields.contains(where: { $0.name == field }) {
      throw TrainingDataError.field(
        name: field, language: language.name, known: language.fields.map(\.name))
    }
    guard recipe.task != .translation || recipe.fields.count == 2 else {
      throw TrainingDataError.pair(found: recipe.fields.count)
    }
    self.language = language
    let words = try Self.words(recipe, language)
    tokenizerFile = WordTokenizer(words: words.counts, style: recipe.task.tokenizerStyle).bytes
    let tokenizer = try TokenizerFile.read(tokenizerFile, path: TokenizerFile.fileName)
    self.tokenizer = tokenizer
    let labels = recipe.task == .opinions ? words.labels : []
    guard recipe.task != .opinions || !labels.isEmpty else {
      throw TrainingDataError.noLabels(language: language.name)
    }
    self.labels = labels
    let maker = SampleMaker(recipe, tokenizer, labels: labels)
    let drawn = try Self.samples(recipe, language, maker, .training, count: recipe.examples)
    let fitting = drawn.filter { maker.fits($0) }
    leftOutCount = drawn.count - fitting.count
    training = fitting
    validation = try Self.samples(
      recipe, language, maker, .validation, count: recipe.validationExamples
    ).filter { maker.fits($0) }
    guard training.count >= recipe.batch else {
      throw TrainingDataError.tooFewExamples(found: training.count, batch: recipe.batch)
    }
  }

  /// The words of a recipe's fields with how often each occurs, and the classes.
  private static func words(
    _ recipe: Recipe, _ language: Language
  ) throws -> (counts: [(text: String, count: Int)], labels: [String]) {
    var counts: [[UInt8]: Int] = [:]
    var labels: Set<String> = []
    for number in 0..<min(countedExamples, recipe.examples) {
      let example = try language.example(number, of: .training, seed: recipe.seed)
      if let label = example.attributes[labelAttribute] { labels.insert(label) }
      for field in recipe.fields {
        guard let text = example.texts[field] else { continue }
        for word in text.words { counts[entry(word, in: Array(text.text.utf8)), default: 0] += 1 }
      }
    }
    // Words that were not met in any form are entries too: other examples may well have them.
    let met = Set(counts.keys.map(plain))
    for field in language.fields where recipe.fields.contains(field.name) {
      for word in language.words(of: field.name) {
        let bytes = Array(word.utf8)
        guard !met.contains(plain(bytes)) else { continue }
        counts[field.isJoined || !isLetter(bytes) ? bytes : Array("▁".utf8) + bytes] = 1
      }
    }
    let sorted = counts.sorted {
      $0.value == $1.value
        ? $0.key.lexicographicallyPrecedes($1.key) : $0.value > $1.value
    }
    return (
      sorted.map { (String(decoding: $0.key, as: UTF8.self), $0.value) },
      labels.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    )
  }

  /// A word without a space before it and without a capital.
  private static func plain(_ entry: [UInt8]) -> [UInt8] {
    var word = entry.starts(with: "▁".utf8) ? Array(entry.dropFirst("▁".utf8.count)) : entry
    if let first = word.first, first >= 0x41, first <= 0x5A { word[0] = first | 0x20 }
    return word
  }

  private static func isLetter(_ word: [UInt8]) -> Bool {
    guard let first = word.first else { return false }
    return first >= 0x80 || (first | 0x20 >= 0x61 && first | 0x20 <= 0x7A)
      || (first >= 0x30 && first <= 0x39)
  }

  /// A word as the tokenizer's vocabulary has it: with ▁ where a space stands before it.
  private static func entry(_ word: Example.Word, in text: [UInt8]) -> [UInt8] {
    let start = word.bytes.lowerBound
    let isAfterSpace = start > 0 && text[start - 1] == 0x20
    return (isAfterSpace ? Array("▁".utf8) : []) + Array(word.text.utf8)
  }

  /// Draws texts on all threads; which text has which number does not depend on how many those are.
  private static func samples(
    _ recipe: Recipe, _ language: Language, _ maker: SampleMaker, _ split: Split, count: Int
  ) throws -> [Sample] {
    let parts = max(1, Workers.count)
    let results = PerThread<Result<[Sample], any Error>>(parts, .success([]))
    Workers.forEach(parts) { part in
      let (first, last) = (count * part / parts, count * (part + 1) / parts)
      results[part] = Result { try maker.samples(language, split, first..<last, recipe.seed) }
    }
    return try (0..<parts).flatMap { try results[$0].get() }
  }
}
