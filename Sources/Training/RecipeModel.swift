import ModelFiles
import Tokenizers
import Tracing
import Transformers

extension Recipe.Task {
  /// The special tokens of the task's tokenizer.
  package var tokenizerStyle: WordTokenizerStyle {
    switch self {
    case .translation: .translation
    case .stories: .stories
    case .opinions: .opinions
    }
  }

  /// The tower that does it.
  package var tower: Configuration.Tower {
    switch self {
    case .translation: .encoderDecoder
    case .stories: .decoder
    case .opinions: .encoder
    }
  }
}

extension Recipe {
  /// What a recipe's model is stored as: BERT and RoBERTa-PreLayerNorm, OpenAI GPT and GPT-2, BART and
  /// mBART are the families that Hugging Face has in both wirings.
  package var family: ExportedModel.Family? {
    ExportedModel.Family(tower: task.tower, wiring: wiring)
  }

  /// The model that a recipe asks for, under each of its heads: masked words and classes for opinions,
  /// a language model otherwise.
  ///
  /// - Throws: ``TrainingDataError/wiring(_:)`` where no family has the wiring.
  package func configurations(
    _ tokenizer: Tokenizer, labelCount: Int
  ) throws(TrainingDataError) -> [Configuration] {
    guard let family else { throw .wiring(wiring.rawValue) }
    let style = task.tokenizerStyle
    let padding = style.paddingID
    let tokens: Configuration.SpecialTokens =
      switch task {
      case .translation:
        .init(
          padding: padding, beginning: style.beginningID, ends: [style.endID],
          decoderStart: style.beginningID)
      case .stories: .init(padding: padding, beginning: style.beginningID, ends: [style.endID])
      case .opinions: .init(padding: padding)
      }
    var c = family.configuration(
      vocabularySize: tokenizer.size, width: width, heads: heads, feedForward: feedForward,
      layers: layers, context: context, tokens: tokens)
    guard task == .opinions else { return [c] }
    // The twins are to differ in nothing but the place of their norms.
    c.epsilon = 1e-5
    c.head = .maskedLanguageModel(activation: .gelu, epsilon: c.epsilon)
    var classifier = c
    classifier.head = .classifier(labelCount: labelCount, hidden: .tanh)
    return [c, classifier]
  }
}
