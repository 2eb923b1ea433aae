/// The families of tokenizers that can be trained here.
package enum TrainableFamily: String, CaseIterable, Sendable {
  /// One token for each character; its UTF-8 bytes where it has no entry.
  case character
  /// Whole words; their characters, then bytes, where they have no entry.
  case word
  /// Byte pair encoding on characters, with byte fallback, as Llama 2 has it.
  case bpe
  /// Byte pair encoding on bytes, as GPT-2 has it.
  case byteLevelBPE = "byte-level-bpe"
  /// WordPiece with BERT's normalizer.
  case wordPiece = "wordpiece"
  /// Unigram with spaces written as ▁, as T5 has it.
  case unigram
}
