import Transformers

extension ExportedModel {
  /// The architectures that a model can be written as, each by its `model_type`.
  package enum Family: String, CaseIterable, Sendable {
    /// An encoder, Post-LN.
    case bert
    /// An encoder, Pre-LN.
    case robertaPreLayerNorm = "roberta-prelayernorm"
    /// A decoder, Post-LN.
    case openAIGPT = "openai-gpt"
    /// A decoder, Pre-LN.
    case gpt2
    /// An encoder and a decoder, Post-LN.
    case bart
    /// An encoder and a decoder, Pre-LN.
    case mbart

    /// The family that has a tower and a wiring; nil where none has them.
    package init?(tower: Configuration.Tower, wiring: Configuration.Wiring) {
      switch (tower, wiring) {
      case (.encoder, .post): self = .bert
      case (.encoder, .pre): self = .robertaPreLayerNorm
      case (.decoder, .post): self = .openAIGPT
      case (.decoder, .pre): self = .gpt2
      case (.encoderDecoder, .post): self = .bart
      case (.encoderDecoder, .pre): self = .mbart
      case (_, .sandwich), (_, .wrong), (_, .none): return nil
      }
    }

    /// The family of a class that `config.json` names; nil where it is none of these.
    package init?(architecture: String) {
      let found = Self.allCases.first { family in
        family.architecture.classes.contains { exactlyEqual($0.name, architecture) }
      }
      guard let found else { return nil }
      self = found
    }

    /// The tower that the family has.
    package var tower: Configuration.Tower {
      switch self {
      case .bert, .robertaPreLayerNorm: .encoder
      case .openAIGPT, .gpt2: .decoder
      case .bart, .mbart: .encoderDecoder
      }
    }

    /// The wiring that the family has.
    package var wiring: Configuration.Wiring {
      switch self {
      case .bert, .openAIGPT, .bart: .post
      case .robertaPreLayerNorm, .gpt2, .mbart: .pre
      }
    }

    /// What reads the family.
    var architecture: any Architecture.Type {
      switch self {
      case .bert: BERT.self
      case .robertaPreLayerNorm: RoBERTaPreLayerNorm.self
      case .openAIGPT: OpenAIGPT.self
      case .gpt2: GPT2.self
      case .bart: BART.self
      case .mbart: MBART.self
      }
    }

    /// The class that has a head.
    func className(_ head: ArchitectureHead) -> String? {
      architecture.classes.first { $0.head == head }?.name
    }
  }
}
