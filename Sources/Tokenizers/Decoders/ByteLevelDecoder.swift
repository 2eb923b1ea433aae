/// Reads tokens that are written in the byte alphabet, and puts their bytes together.
///
/// A token with a character outside the alphabet (an added token may have one) stands for its own UTF-8
/// bytes, all of it. A character whose bytes are spread over tokens is whole again afterwards.
package struct ByteLevelDecoder: TokenDecoder {
  /// Makes the decoder.
  package init() {}

  package var name: String { "ByteLevel" }

  package func decode(_ tokens: [[UInt8]]) -> [[UInt8]] {
    [tokens.flatMap { ByteAlphabet.read($0) ?? $0 }]
  }
}
