import Tensors
import Tracing
import Transformers

/// Makes model inputs of samples: pads, shifts, masks words.
package struct BatchMaker: Sendable {
  /// What a model is trained to do.
  package enum Purpose: Equatable, Sendable {
    /// Predict each next token; in a share of the texts only those that answer a question.
    case nextToken(answersOnly: Double)
    /// Write the target for a source.
    case translation
    /// Fill masked words in, and name the class.
    case maskedWords(share: Double, mask: Int, words: Range<Int>)
  }

  /// The purpose.
  package let purpose: Purpose
  /// What rows are filled up with.
  package let padding: Int
  /// What a decoder starts from.
  package let start: Int
  /// What ends a text.
  package let end: Int
  /// The most positions that the model takes.
  package let contextLength: Int
  /// Ids that are never masked: special tokens.
  package let firstWord: Int

  /// Lengths are rounded up to a multiple of this, so that few shapes are met.
  private static let step = 4
  private static let ignored = Int(CrossEntropy.ignored)

  /// Makes a maker.
  package init(
    _ purpose: Purpose, padding: Int, start: Int, end: Int, contextLength: Int, firstWord: Int
  ) {
    self.purpose = purpose
    self.padding = padding
    self.start = start
    self.end = end
    self.contextLength = contextLength
    self.firstWord = firstWord
  }

  /// The inputs of a batch, one for each head; the seed says which words are masked, and of which texts
  /// only the answers count.
  package func inputs(_ samples: [Sample], seed: UInt64) -> [ModelInput] {
    switch purpose {
    case .nextToken(let share): [nextToken(samples, share, seed)]
    case .translation: [translation(samples)]
    case .maskedWords(let share, let mask, let words):
      [masked(samples, share, mask, words, seed), classes(samples)]
    }
  }

  private func rounded(_ length: Int) -> Int {
    min((length + Self.step - 1) / Self.step * Self.step, contextLength)
  }

  /// Rows filled up to one length, and which positions are tokens.
  private func rows(_ texts: [[Int]]) -> (ids: [[Int]], mask: [[Bool]]) {
    let length = rounded(texts.map(\.count).max() ?? 0)
    return (
      texts.map { filled($0, to: length, with: padding) },
      texts.map { row in (0..<length).map { $0 < row.count } }
    )
  }

  private func filled(_ row: [Int], to length: Int, with value: Int) -> [Int] {
    row + [Int](repeating: value, count: length - row.count)
  }

  private func nextToken(_ samples: [Sample], _ share: Double, _ seed: UInt64) -> ModelInput {
    var generator = SeededGenerator(seed: seed)
    let texts = samples.map { $0.ids.map(Int.init) }
    let (ids, mask) = rows(texts.map { Array($0.dropLast()) })
    let length = ids.first?.count ?? 0
    let targets = zip(samples, texts).map { sample, text in
      var wanted = Array(text.dropFirst())
      // A throw for every text, so that a share of 0 changes nothing else.
      if generator.uniform() < share, !sample.answers.isEmpty {
        wanted = [Int](repeating: Self.ignored, count: wanted.count)
        for position in sample.answers where position > 0 {
          wanted[Int(position) - 1] = text[Int(position)]
        }
      }
      return filled(wanted, to: length, with: Self.ignored)
    }
    return ModelInput(ids: ids, mask: mask, targets: targets)
  }

  private func translation(_ samples: [Sample]) -> ModelInput {
    let (ids, mask) = rows(samples.map { $0.ids.map(Int.init) })
    let targets = samples.map { $0.targetIDs.map(Int.init) }
    let (targetIDs, targetMask) = rows(targets.map { [start] + $0 })
    let length = targetIDs.first?.count ?? 0
    return ModelInput(
      ids: ids, mask: mask, targetIDs: targetIDs, targetMask: targetMask,
      targets: targets.map { filled($0 + [end], to: length, with: Self.ignored) })
  }

  /// Masks words: of those chosen eight in ten, while one in ten becomes another word and one stays.
  ///
  /// Every text has at least one. The shares are those of Devlin et al. 2019, "BERT", §3.1.
  private func masked(
    _ samples: [Sample], _ share: Double, _ mask: Int, _ words: Range<Int>, _ seed: UInt64
  ) -> ModelInput {
    var generator = SeededGenerator(seed: seed)
    var texts: [[Int]] = []
    var targets: [[Int]] = []
    for sample in samples {
      var ids = sample.ids.map(Int.init)
      var wanted = [Int](repeating: Self.ignored, count: ids.count)
      let open = ids.indices.filter { ids[$0] >= firstWord }
      var chosen = open.filter { _ in generator.uniform() < share }
      if chosen.isEmpty, let one = open.randomElement(using: &generator) { chosen = [one] }
      for position in chosen {
        wanted[position] = ids[position]
        let dice = generator.uniform()
        if dice < 0.8 {
          ids[position] = mask
        } else if dice < 0.9 {
          ids[position] = Int.random(in: words, using: &generator)
        }
      }
      texts.append(ids)
      targets.append(wanted)
    }
    let (ids, isToken) = rows(texts)
    let length = ids.first?.count ?? 0
    return ModelInput(
      ids: ids, mask: isToken,
      targets: targets.map { filled($0, to: length, with: Self.ignored) })
  }

  private func classes(_ samples: [Sample]) -> ModelInput {
    let (ids, mask) = rows(samples.map { $0.ids.map(Int.init) })
    return ModelInput(ids: ids, mask: mask, targets: samples.map { [$0.label ?? Self.ignored] })
  }
}
