import Transformers

/// Everything that decides what a training run gives: the task, the model, the data and the optimizer.
///
/// A recipe is read from a file of `key = value` lines (`Docs/Training.md`). The same recipe and seed
/// give the same model, bit for bit, on any number of threads.
package struct Recipe: Equatable, Sendable {
  /// What a recipe trains.
  package enum Task: String, CaseIterable, Sendable {
    /// A sentence in one language into the same in another.
    case translation
    /// A text is written on.
    case stories
    /// Masked words are guessed, and a text is put into a class.
    case opinions
  }

  /// How the rate goes on after the warm-up.
  package enum Schedule: String, CaseIterable, Sendable {
    /// It stays.
    case constant
    /// It falls along half a cosine.
    case cosine
    /// It falls as 1 / √step.
    case inverseSquareRoot = "inverse-square-root"
  }

  /// How parameters are moved.
  package enum Optimizer: String, CaseIterable, Sendable {
    /// Adam without decay.
    case adam
    /// Adam with decay apart from the gradient.
    case adamw
  }

  /// What the model will be called.
  package var name: String
  /// What it is, in a line for people.
  package var title: String
  package var task: Task
  /// The language whose examples are learned: a built-in one's name, or the path of a grammar.
  package var language: String
  /// The fields of the language that are used: source and target of a translation; otherwise each is a
  /// text of its own.
  package var fields: [String]
  /// Where the norms stand; only ``Configuration/Wiring/pre`` and ``Configuration/Wiring/post``.
  package var wiring: Configuration.Wiring
  /// How many layers each tower has.
  package var layers: Int
  /// The model width C.
  package var width: Int
  /// The number of heads H.
  package var heads: Int
  /// The feed-forward width F.
  package var feedForward: Int
  /// The most tokens that the model reads.
  package var context: Int
  /// The share of numbers that are dropped in training.
  package var dropout: Double
  /// The share of the target's probability that goes to all other tokens.
  package var labelSmoothing: Double
  /// How many training examples are drawn.
  package var examples: Int
  /// How many steps are taken.
  package var steps: Int
  /// How many texts a step learns from.
  package var batch: Int
  /// What determines parameters, examples and their order.
  package var seed: UInt64
  package var optimizer: Optimizer
  /// The largest step size.
  package var rate: Double
  /// How much of Adam's first moment stays from step to step.
  package var beta1: Double
  /// How much of the second moment stays.
  package var beta2: Double
  /// What is added to the root of the second moment.
  package var epsilon: Double
  /// How much of a parameter decays in a step, as a multiple of the rate.
  package var decay: Double
  package var schedule: Schedule
  /// In how many steps the rate rises to its peak.
  package var warmUp: Int
  /// What the cosine ends at, as a share of the rate.
  package var finalRate: Double
  /// The largest norm that the whole gradient may have; 0 does not limit it.
  package var clip: Double
  /// The share of words that are masked.
  package var maskedShare: Double
  /// The share of stories of which only the answers are learned: what a story tells is mostly chance, and
  /// drowns what follows from it.
  package var answersOnly: Double
  /// After how many steps the model is validated; 0 is never.
  package var validationEvery: Int
  /// How many examples it is validated on.
  package var validationExamples: Int
  /// After how many steps a checkpoint is saved; 0 is at the end alone.
  package var checkpointEvery: Int
}
