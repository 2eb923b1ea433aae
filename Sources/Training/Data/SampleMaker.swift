import Tokenizers

/// Cuts a language's examples into tokens, as a recipe's model reads them.
package struct SampleMaker: Sendable {
  private let task: Recipe.Task
  private let fields: [String]
  private let context: Int
  private let tokenizer: Tokenizer
  private let labels: [String]
  private let end: Int32

  /// Makes a maker.
  package init(_ recipe: Recipe, _ tokenizer: Tokenizer, labels: [String]) {
    task = recipe.task
    fields = recipe.fields
    context = recipe.context
    self.tokenizer = tokenizer
    self.labels = labels
    end = Int32(recipe.task.tokenizerStyle.endID)
  }

  /// The samples of a range of examples, in order.
  package func samples(
    _ language: Language, _ split: Split, _ numbers: Range<Int>, _ seed: UInt64
  ) throws -> [Sample] {
    let session = Tokenizer.Session(tokenizer)
    var samples: [Sample] = []
    for number in numbers {
      samples += self.samples(try language.example(number, of: split, seed: seed), session)
    }
    return samples
  }

  /// The samples of one example: one of a pair, or one of each field.
  package func samples(_ example: Example, _ session: Tokenizer.Session) -> [Sample] {
    func ids(_ field: String, special: Bool) -> [Int32] {
      let bytes = Array((example.texts[field]?.text ?? "").utf8)
      return session.encode(bytes, addsSpecialTokens: special).ids.map(Int32.init)
    }
    switch task {
    case .translation:
      return [
        Sample(ids: ids(fields[0], special: true), targetIDs: ids(fields[1], special: false))
      ]
    case .stories:
      return fields.map { field in
        guard let text = example.texts[field] else { return Sample(ids: [end]) }
        let encoding = session.encode(Array(text.text.utf8))
        let marks = text.marks.filter { TrainingData.determinedMarks.contains($0.name) }
        let answers = Set(
          marks.flatMap { encoding.tokens(overlapping: text.bytes(of: $0)) })
        return Sample(
          ids: encoding.ids.map(Int32.init) + [end], answers: answers.sorted().map(Int32.init))
      }
    case .opinions:
      let label = example.attributes[TrainingData.labelAttribute].flatMap(labels.firstIndex)
      return fields.map { Sample(ids: ids($0, special: true), label: label) }
    }
  }

  /// Whether the model's context holds the sample.
  package func fits(_ sample: Sample) -> Bool {
    switch task {
    // The last id is only a target.
    case .stories: sample.ids.count - 1 <= context
    case .translation: sample.ids.count <= context && sample.targetIDs.count + 1 <= context
    case .opinions: sample.ids.count <= context
    }
  }
}
