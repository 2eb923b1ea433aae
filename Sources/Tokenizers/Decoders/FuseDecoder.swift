/// Makes one token of all.
package struct FuseDecoder: TokenDecoder {
  /// Makes the decoder.
  package init() {}

  package var name: String { "fuse" }

  package func decode(_ tokens: [[UInt8]]) -> [[UInt8]] { [Array(tokens.joined())] }
}
