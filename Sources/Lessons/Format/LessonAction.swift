/// What a lesson makes the explorer do: a closed set, so that no lesson runs code.
package enum LessonAction: Equatable, Sendable {
  /// Walk through a model on a text.
  case open(LessonModel)
  /// Write on from a text, or fill words in.
  case generate(LessonModel)
  /// Look at the tokens of a text; with a tokenizer, at its steps, from one of them on.
  case tokens(text: String, scheme: String?, step: Int?)
  /// Put computations side by side: the same model and text under several wirings, or several models.
  case compare(LessonComparison)
  /// Let models train side by side: settings as `cutaway race` has them, without their dashes.
  case race([LessonSetting])
  /// Go to an address or a cell.
  case go(String)
  /// Draw what is looked at in another way.
  case picture(LessonPicture)
  /// Draw cells larger or smaller.
  case zoom(String)
  /// Show how the number under the cursor is computed.
  case from
  /// Change the computation, as `cutaway compare --what-if` has it.
  case whatIf(String)
  /// Put one wire of the model wrong.
  case broken(BrokenWire)
  /// Give the keys to the explorer.
  case handOver
}

/// A model on a text.
package struct LessonModel: Equatable, Sendable {
  /// The model's name.
  package var model: String
  /// The text that the first tower reads.
  package var text: String
  /// The text that a pair's decoder reads; nil for what the model writes.
  package var target: String?
  /// The wiring that its parameters are put under; nil for its own.
  package var wiring: String?
  /// What its parameters are drawn from anew; nil for those that were learned.
  package var seed: UInt64?
  /// Whether the walk ends in the loss.
  package var hasLoss: Bool

  /// Makes a model on a text.
  package init(
    _ model: String, text: String, target: String? = nil, wiring: String? = nil,
    seed: UInt64? = nil, hasLoss: Bool = false
  ) {
    self.model = model
    self.text = text
    self.target = target
    self.wiring = wiring
    self.seed = seed
    self.hasLoss = hasLoss
  }
}

/// Two or three computations side by side, called a, b and c.
package struct LessonComparison: Equatable, Sendable {
  /// The sides.
  package var sides: [LessonModel]
  /// Which page is shown: the word that `cutaway compare --page` takes; nil for the first.
  package var page: String?

  /// Makes a comparison.
  package init(_ sides: [LessonModel], page: String? = nil) {
    self.sides = sides
    self.page = page
  }
}

/// A setting by name.
package struct LessonSetting: Equatable, Sendable {
  /// The name.
  package var name: String
  /// The value as written.
  package var value: String

  /// Makes a setting.
  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// What is drawn of a step.
package enum LessonPicture: Equatable, Sendable {
  /// What suits the step.
  case own
  /// The cursor's row as bars.
  case bars
  /// All heads.
  case heads
  /// All layers and heads.
  case layers
  /// The residual stream.
  case stream
  /// The stream as a sum.
  case identity
  /// What the head would make of each state.
  case lens
  /// A stage inside the operation, from 1.
  case inside(Int)
}

/// One wire of a model that is put wrong.
package enum BrokenWire: String, CaseIterable, Sendable {
  /// Each column of the weights sums to 1, not each row.
  case softmaxOverQueries = "softmax-over-queries"
  /// Scores are not divided by √dₖ.
  case noScaling = "no-scaling"
  /// The causal mask allows one key too many, or one too few.
  case shiftedMask = "shifted-mask"
  /// Nothing is added for positions.
  case noPositions = "no-positions"
  /// The residual is taken behind the norm.
  case wrongResidual = "wrong-residual"
}
