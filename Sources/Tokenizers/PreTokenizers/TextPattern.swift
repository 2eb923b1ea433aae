/// What a split or a replacement looks for: a text, or one of the regular expressions in use.
///
/// A match is looked for in one piece alone: what lies behind the piece is not seen.
package struct TextPattern: Equatable, Sendable {
  private enum Kind: Equatable, Sendable {
    case text([UInt8])
    case gpt2
    case words(WordPattern)
    case runs(RunPattern)
  }

  private let kind: Kind

  /// Looks for a text; an empty one is found before, between and after all characters.
  package init(text: [UInt8]) { kind = .text(text) }

  /// Looks for a regular expression, in Oniguruma's notation; nil for one that is not known here.
  package init?(regex: String) {
    if regex.utf8.elementsEqual(GPT2Pattern.regex.utf8) {
      kind = .gpt2
    } else if let pattern = WordPattern(regex: regex) {
      kind = .words(pattern)
    } else if let pattern = RunPattern(regex: regex) {
      kind = .runs(pattern)
    } else {
      return nil
    }
  }

  /// GPT-2's pattern.
  package static let gpt2 = TextPattern(.gpt2)

  private init(_ kind: Kind) { self.kind = kind }

  /// The word for it in steps.
  package var name: String {
    switch kind {
    case .text: "text"
    case .gpt2: "GPT-2 pattern"
    case .words(let pattern): pattern.name
    case .runs: "pattern"
    }
  }

  /// Calls `body` with every match in a piece, from its start to its end; matches do not overlap.
  package func forEachMatch(
    in text: AlignedText, _ range: Range<Int>, _ body: (Range<Int>) -> Void
  ) {
    switch kind {
    case .text(let content):
      if content.isEmpty {
        text.forEachScalar(in: range) { _, place in body(place.lowerBound..<place.lowerBound) }
        body(range.upperBound..<range.upperBound)
      } else {
        Self.find(content, in: text.bytes, range, body)
      }
    case .gpt2:
      let scanner = ScalarScanner(text, range)
      forEachEnd(range) {
        GPT2Pattern.end(from: $0, scanner)
      } body: {
        body($0)
      }
    case .words(let pattern):
      let scanner = ScalarScanner(text, range)
      forEachEnd(range) {
        pattern.end(from: $0, scanner)
      } body: {
        body($0)
      }
    case .runs(let pattern):
      let scanner = ScalarScanner(text, range)
      var offset = range.lowerBound
      while offset < range.upperBound {
        if let end = pattern.end(from: offset, scanner) {
          body(offset..<end)
          offset = end
        } else {
          offset += scanner.read(offset).length
        }
      }
    }
  }

  /// Cuts a range where each match ends, for patterns that match everywhere.
  @inline(__always)
  private func forEachEnd(
    _ range: Range<Int>, _ end: (Int) -> Int, body: (Range<Int>) -> Void
  ) {
    var offset = range.lowerBound
    while offset < range.upperBound {
      let next = end(offset)
      body(offset..<next)
      offset = next
    }
  }

  private static func find(
    _ content: [UInt8], in bytes: [UInt8], _ range: Range<Int>, _ body: (Range<Int>) -> Void
  ) {
    var offset = range.lowerBound
    while offset + content.count <= range.upperBound {
      var length = 0
      while length < content.count, bytes[offset + length] == content[length] { length += 1 }
      if length == content.count {
        body(offset..<offset + length)
        offset += length
      } else {
        offset += 1
      }
    }
  }
}
