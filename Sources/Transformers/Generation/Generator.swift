import Tensors
import Tracing

/// What a generation is to do.
package struct GenerationSettings: Equatable, Sendable {
  /// The most tokens to add.
  package var maximumTokens: Int
  /// How each is chosen.
  package var sampling: Sampling
  /// What determines the dice.
  package var seed: UInt64
  /// Whether keys and values of earlier positions are kept rather than computed again.
  package var usesCache: Bool
  /// Whether to go on after a token that ends a text.
  package var ignoresEnd: Bool

  /// Makes settings; greedy, with a cache, unless said otherwise.
  package init(
    maximumTokens: Int, sampling: Sampling = .greedy, seed: UInt64 = 0, usesCache: Bool = true,
    ignoresEnd: Bool = false
  ) {
    self.maximumTokens = maximumTokens
    self.sampling = sampling
    self.seed = seed
    self.usesCache = usesCache
    self.ignoresEnd = ignoresEnd
  }
}

/// Why a generation stopped.
package enum StopReason: String, Equatable, Sendable {
  /// A token that ends a text was chosen.
  case end
  /// As many tokens as were asked for.
  case maximum
  /// The model was made for no more positions.
  case context
}

/// Why a model cannot generate.
package enum GenerationError: Error, Equatable, Sendable {
  /// It has no decoder, or no logits over the vocabulary.
  case noDecoder
  /// It does not say what its decoder starts from.
  case noStart
  /// No logit of the next token is a number, counted from the first token generated.
  case noNumbers(step: Int)
}

extension GenerationError: CustomStringConvertible {
  /// One line: what is wrong, what to do.
  package var description: String {
    switch self {
    case .noDecoder: "this model cannot generate: it has no decoder that predicts tokens"
    case .noStart:
      "this model's configuration has no decoder_start_token_id, so its decoder cannot start"
    case .noNumbers(let step):
      "token \(step): every logit is NaN or −∞, so no token can be chosen; the parameters are broken"
    }
  }
}

/// Writes a text on, one token at a time.
package struct Generator {
  /// The model that predicts.
  package let model: Model
  /// What to do.
  package let settings: GenerationSettings

  /// Makes a generator.
  package init(_ model: Model, _ settings: GenerationSettings) {
    self.model = model
    self.settings = settings
  }

  /// Adds tokens to a decoder's text, or writes an encoder-decoder's target for a source.
  ///
  /// - Parameters:
  ///   - ids: the text to go on with, or the source.
  ///   - mask: which of the source's ids are tokens; all, if nil.
  ///   - onStep: called with each choice and the trace it was made from, valid during the call.
  /// - Returns: the new ids, and why they end.
  /// - Throws: ``GenerationError`` or ``InputError``.
  package func generate(
    _ ids: [Int], mask: [Bool]? = nil,
    onStep: (TokenChoice, ModelTrace) throws -> Void = { _, _ in }
  ) throws -> (ids: [Int], reason: StopReason) {
    let c = model.configuration
    let run = try GenerationRun(model, ids, mask: mask, usesCache: settings.usesCache)
    var random = SeededGenerator(seed: settings.seed)
    var text = run.prompt
    let promptCount = text.count
    while text.count - promptCount < settings.maximumTokens {
      guard run.hasRoom(for: text.count) else { return (Array(text[promptCount...]), .context) }
      let step = try run.step(text)
      let row = try run.logits(of: step, token: text.count - promptCount + 1)
      let choice = settings.sampling.choose(from: row, using: &random)
      try onStep(choice, step)
      text.append(choice.id)
      if !settings.ignoresEnd, c.tokens.ends.contains(choice.id) {
        return (Array(text[promptCount...]), .end)
      }
    }
    return (Array(text[promptCount...]), .maximum)
  }
}
