import ModelFiles
import Tokenizers

/// A tokenizer that was opened, with its scratch memory.
///
/// It belongs to one thread at a time: a worker makes it and hands it over. Two are equal if they are the
/// same object.
package final class OpenTokenizer: Equatable {
  /// The tokenizer.
  package let tokenizer: Tokenizer
  private let session: Tokenizer.Session

  /// Opens the tokenizer of a model, which is called as on the command line.
  ///
  /// - Throws: ``ModelFileError``.
  package convenience init(model: String) throws(ModelFileError) {
    self.init(try ModelPlace(model).tokenizer())
  }

  /// Takes a tokenizer.
  package init(_ tokenizer: Tokenizer) {
    self.tokenizer = tokenizer
    session = Tokenizer.Session(tokenizer)
  }

  /// Cuts a text into tokens, those that a template puts round it included.
  package func pieces(_ text: String) -> [TokenPiece] {
    let source = Array(text.utf8)
    let encoding = session.encode(source)
    let entries = encoding.ids.indices.map { tokenizer.bytes(of: $0, in: encoding) }
    let places = Self.bytesApart(encoding.offsets, entries)
    func isShared(_ index: Int) -> Bool {
      [index - 1, index + 1].contains {
        places.indices.contains($0) && places[$0].overlaps(places[index])
      }
    }
    return encoding.ids.indices.map { index in
      TokenPiece(
        id: encoding.ids[index], entry: entries[index], source: places[index],
        text: Array(source[places[index]]), isShared: isShared(index))
    }
  }

  /// Where each token stands, with the bytes of an unknown stretch told apart: each of them has the whole
  /// stretch as its place.
  private static func bytesApart(_ offsets: [Range<Int>], _ entries: [[UInt8]]) -> [Range<Int>] {
    var places = offsets
    var start = 0
    while start < offsets.count {
      var end = start + 1
      while end < offsets.count, offsets[end] == offsets[start] { end += 1 }
      let isSpelledOut =
        end - start == offsets[start].count && entries[start..<end].allSatisfy(TokenPiece.isByte)
      if isSpelledOut {
        for index in start..<end {
          let byte = offsets[start].lowerBound + index - start
          places[index] = byte..<byte + 1
        }
      }
      start = end
    }
    return places
  }

  /// The steps on the way from a text to its tokens.
  package func steps(_ text: String) -> [Step] {
    var steps: [Step] = []
    _ = session.encode(Array(text.utf8)) { steps.append($0) }
    return steps
  }

  package static func == (left: OpenTokenizer, right: OpenTokenizer) -> Bool { left === right }
}

// Made by one thread and handed to another, which alone uses it from then on.
extension OpenTokenizer: @unchecked Sendable {}
