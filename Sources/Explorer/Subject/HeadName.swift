import ModelFiles

/// The heads that can be asked for, where a model has several: as the command line and kept files name them.
package enum HeadName: String, CaseIterable, Sendable {
  /// Logits over the vocabulary for masked words.
  case maskedWords = "masked-words"
  /// Logits over labels.
  case classifier

  /// The name of a head; nil for none.
  package init?(_ head: ArchitectureHead?) {
    switch head {
    case .tokens: self = .maskedWords
    case .labels: self = .classifier
    case .some(.none), nil: return nil
    }
  }

  /// The head.
  package var head: ArchitectureHead {
    switch self {
    case .maskedWords: .tokens
    case .classifier: .labels
    }
  }
}
