import ModelFiles

/// A way of cutting texts that the tokens screen compares with others.
package enum TokenScheme: Hashable, Sendable {
  /// Each byte of UTF-8 is a token.
  case bytes
  /// Trained on the built-in languages.
  case trained(TrainableFamily)
  /// The tokenizer of a model.
  case model(String)

  /// Those that are trained, in the order in which they are shown: from the smallest pieces to the largest.
  package static let trained: [TokenScheme] = [
    .bytes, .trained(.character), .trained(.byteLevelBPE), .trained(.bpe), .trained(.wordPiece),
    .trained(.unigram), .trained(.word),
  ]
}
