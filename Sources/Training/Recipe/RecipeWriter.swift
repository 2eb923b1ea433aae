extension Recipe {
  /// The whole recipe as a file: every key with its value, also those that were left to the defaults.
  ///
  /// Reading it gives an equal recipe.
  package var text: String {
    RecipeKey.allCases.map { "\($0.rawValue) = \(value(of: $0))\n" }.joined()
  }

  /// A key's value, as a file has it.
  package func value(of key: RecipeKey) -> String {
    switch key {
    case .name: name
    case .title: title
    case .task: task.rawValue
    case .language: language
    case .fields: fields.joined(separator: ", ")
    case .wiring: wiring.rawValue
    case .layers: "\(layers)"
    case .width: "\(width)"
    case .heads: "\(heads)"
    case .feedForward: "\(feedForward)"
    case .context: "\(context)"
    case .dropout: "\(dropout)"
    case .labelSmoothing: "\(labelSmoothing)"
    case .examples: "\(examples)"
    case .steps: "\(steps)"
    case .batch: "\(batch)"
    case .seed: "\(seed)"
    case .optimizer: optimizer.rawValue
    case .rate: "\(rate)"
    case .beta1: "\(beta1)"
    case .beta2: "\(beta2)"
    case .epsilon: "\(epsilon)"
    case .decay: "\(decay)"
    case .schedule: schedule.rawValue
    case .warmUp: "\(warmUp)"
    case .finalRate: "\(finalRate)"
    case .clip: "\(clip)"
    case .maskedShare: "\(maskedShare)"
    case .answersOnly: "\(answersOnly)"
    case .validationEvery: "\(validationEvery)"
    case .validationExamples: "\(validationExamples)"
    case .checkpointEvery: "\(checkpointEvery)"
    }
  }
}
