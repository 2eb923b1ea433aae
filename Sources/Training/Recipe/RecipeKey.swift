/// The keys of a recipe's file, in the order in which they are written.
///
/// What each may be and what it is where the file does not say stands here once: the reader checks by
/// it, its messages quote it, and `Docs/Training.md` is compared with it.
package enum RecipeKey: String, CaseIterable, Sendable {
  case name, title, task, language, fields, wiring, layers, width, heads
  case feedForward = "feed-forward"
  case context, dropout
  case labelSmoothing = "label-smoothing"
  case examples, steps, batch, seed, optimizer, rate, beta1, beta2, epsilon, decay, schedule
  case warmUp = "warm-up"
  case finalRate = "final-rate"
  case clip
  case maskedShare = "masked-share"
  case answersOnly = "answers-only"
  case validationEvery = "validation-every"
  case validationExamples = "validation-examples"
  case checkpointEvery = "checkpoint-every"

  /// What a value may be.
  enum Values {
    /// A whole number.
    case whole(ClosedRange<Int>)
    /// A whole number of 64 bits.
    case seed
    /// A number.
    case number(NumberRange)
    /// One of a few words.
    case words([String])
    /// A model's name.
    case name
    /// Printable text of at most so many characters.
    case text(Int)
    /// Names with commas between.
    case fields
  }

  /// What the key's value may be.
  var values: Values {
    switch self {
    case .name: .name
    case .title: .text(200)
    case .task: .words(Recipe.Task.allCases.map(\.rawValue))
    case .language: .text(1000)
    case .fields: .fields
    case .wiring: .words(["pre", "post"])
    case .layers: .whole(1...64)
    case .width: .whole(1...8192)
    case .heads: .whole(1...256)
    case .feedForward: .whole(1...65_536)
    case .context: .whole(4...4096)
    case .dropout, .labelSmoothing, .beta1, .beta2, .answersOnly: .number(.fromZero(below: 1))
    case .examples: .whole(1...10_000_000)
    case .steps: .whole(1...10_000_000)
    case .batch: .whole(1...4096)
    case .seed: .seed
    case .optimizer: .words(Recipe.Optimizer.allCases.map(\.rawValue))
    case .rate: .number(.aboveZero(upTo: 10))
    case .epsilon: .number(.aboveZero(upTo: 1))
    case .decay: .number(.fromZero(upTo: 10))
    case .schedule: .words(Recipe.Schedule.allCases.map(\.rawValue))
    case .warmUp: .whole(0...10_000_000)
    case .finalRate: .number(.fromZero(upTo: 1))
    case .clip: .number(.fromZero(upTo: 1_000_000))
    case .maskedShare: .number(.aboveZero(below: 1))
    case .validationEvery, .checkpointEvery: .whole(0...10_000_000)
    case .validationExamples: .whole(1...1_000_000)
    }
  }

  /// What the key's value may be, in words.
  package var expected: String {
    switch values {
    case .whole(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .seed: "a whole number from 0 to \(UInt64.max)"
    case .number(let range): range.description
    case .words(let words):
      words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
    case .name: "1 to 64 of a–z, A–Z, 0–9, -, _ and ., the first a letter or a digit"
    case .text(let limit): "printable text of 1 to \(limit) characters"
    case .fields: "1 to 16 different names of a–z, A–Z, 0–9, - and _, with commas between"
    }
  }

  /// The value where the file has none, in words; nil for a key that it must have.
  package var standard: String? {
    switch self {
    case .name, .task, .language, .fields, .wiring, .layers, .width, .heads, .steps: nil
    case .title: "the name"
    case .feedForward: "4 times the width"
    case .context: "64"
    case .dropout, .labelSmoothing, .finalRate, .answersOnly: "0"
    case .examples: "200000"
    case .batch: "64"
    case .seed: "1"
    case .optimizer: "adam"
    case .rate: "0.001"
    case .beta1: "0.9"
    case .beta2: "0.999"
    case .epsilon: "1e-8"
    case .decay: "0, with adamw 0.01"
    case .schedule: "cosine"
    case .warmUp: "a twentieth of the steps"
    case .clip: "1"
    case .maskedShare: "0.15"
    case .validationEvery: "200"
    case .validationExamples: "1000"
    case .checkpointEvery: "1000"
    }
  }
}
