/// Takes a character off the ends of each token, up to so many times.
package struct StripDecoder: TokenDecoder, Equatable {
  /// The character.
  package let content: Unicode.Scalar
  /// How many are taken off the start at most.
  package let start: Int
  /// How many are taken off the end at most.
  package let stop: Int

  /// Makes the decoder.
  package init(content: Unicode.Scalar, start: Int, stop: Int) {
    self.content = content
    self.start = start
    self.stop = stop
  }

  package var name: String { "strip" }

  package func decode(_ tokens: [[UInt8]]) -> [[UInt8]] {
    let mark = Array(String(content).utf8)
    return tokens.map { token in
      var rest = token[...]
      var count = 0
      while count < start, rest.starts(with: mark) {
        rest = rest.dropFirst(mark.count)
        count += 1
      }
      count = 0
      while count < stop, rest.suffix(mark.count).elementsEqual(mark) {
        rest = rest.dropLast(mark.count)
        count += 1
      }
      return Array(rest)
    }
  }
}
