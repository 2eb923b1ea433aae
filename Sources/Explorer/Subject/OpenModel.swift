import ModelFiles
import Tokenizers
import Transformers

/// A model that is open, with its tokenizer: one object for all who use it.
///
/// A walk, what is written from it, and the walk into a written token hold the same object, so that its
/// numbers lie in memory once. The last who lets it go frees them.
package final class OpenModel {
  /// The model and where it came from.
  package let loaded: LoadedModel
  /// Its tokenizer; nil where the folder has none.
  package let tokenizer: Tokenizer?

  /// What it computes.
  package var model: Model { loaded.model }

  /// Joins what was opened.
  package init(loaded: LoadedModel, tokenizer: Tokenizer?) {
    self.loaded = loaded
    self.tokenizer = tokenizer
  }

  /// Turns texts into what the model reads; nil without a tokenizer.
  ///
  /// It belongs to whoever asks: it has scratch memory for one thread.
  ///
  /// - Parameter configuration: The model's own, or one with a shorter context.
  /// - Returns: What makes ids of a text.
  func reader(_ configuration: Configuration) -> ModelText? {
    tokenizer.map { ModelText($0, configuration) }
  }
}

// Nothing of it changes once it is open.
extension OpenModel: @unchecked Sendable {}
