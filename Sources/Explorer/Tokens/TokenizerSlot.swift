/// What has become of a model's tokenizer.
package enum TokenizerSlot: Equatable, Sendable {
  /// It is being opened.
  case opening
  /// It was opened.
  case open(OpenTokenizer)
  /// It could not be, and why.
  case failed(ErrandFailure)

  /// The tokenizer, where it was opened.
  package var tokenizer: OpenTokenizer? {
    if case .open(let tokenizer) = self { tokenizer } else { nil }
  }
}
