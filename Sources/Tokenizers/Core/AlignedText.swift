/// A text on its way to tokens, which knows where in the source each of its bytes comes from.
///
/// Its bytes are UTF-8 wherever the source's are; a byte of the source that is not UTF-8 stays as it
/// is, and ``UTF8Scalars`` reads it as U+FFFD.
package struct AlignedText: Equatable, Sendable {
  /// A range of the source's bytes, small enough to be kept for every byte of a text.
  private struct Origin: Equatable, Sendable {
    var start: UInt32
    var end: UInt32
  }

  /// The text as it is now.
  package private(set) var bytes: [UInt8]
  /// The source's bytes that each byte stands for; nil where nothing has changed yet, and byte i is the
  /// source's byte `start + i`.
  private var origins: [Origin]?
  private let start: Int
  /// The source's bytes that normalizers took for noise and removed: control characters, NUL, U+FFFD.
  ///
  /// What a tokenizer is made to leave out, such as accents or spaces, is not among them.
  package private(set) var removed: [Range<Int>] = []

  /// A part of the source, unchanged; it begins at byte `start` of the source.
  ///
  /// - Precondition: the source is shorter than 4 GiB.
  package init(_ bytes: [UInt8], start: Int = 0) {
    precondition(start + bytes.count <= Int(UInt32.max), "texts are shorter than 4 GiB")
    self.bytes = bytes
    self.start = start
  }

  /// The range of the source that a range of this text stands for; what an empty range stands for is
  /// empty too.
  package func source(of range: Range<Int>) -> Range<Int> {
    guard let origins else { return start + range.lowerBound..<start + range.upperBound }
    if range.isEmpty {
      let place =
        range.lowerBound < origins.count
        ? origins[range.lowerBound].start : origins.last?.end ?? UInt32(start)
      return Int(place)..<Int(place)
    }
    // All of them count: marks that changed places come from before or behind their neighbours.
    var (first, last) = (UInt32.max, UInt32.min)
    for origin in origins[range] {
      first = min(first, origin.start)
      last = max(last, origin.end)
    }
    return Int(first)..<Int(last)
  }

  /// The scalar that begins at an offset.
  @inline(__always)
  package func scalar(at offset: Int) -> UTF8Scalars.Reading { UTF8Scalars.read(bytes, at: offset) }

  /// Calls `body` with every scalar of a range and where it lies.
  package func forEachScalar(
    in range: Range<Int>? = nil, _ body: (UTF8Scalars.Reading, Range<Int>) -> Void
  ) {
    let range = range ?? 0..<bytes.count
    var offset = range.lowerBound
    while offset < range.upperBound {
      let reading = UTF8Scalars.read(bytes, at: offset, end: range.upperBound)
      body(reading, offset..<offset + reading.length)
      offset += reading.length
    }
  }

  /// A part of this text, which knows where in the source it comes from.
  package func part(_ range: Range<Int>) -> AlignedText {
    if range == 0..<bytes.count { return self }
    let start = origins == nil ? start + range.lowerBound : start
    var part = AlignedText(Array(bytes[range]), start: start)
    part.origins = origins.map { Array($0[range]) }
    return part
  }

  // MARK: Rewriting

  /// Builds the text anew, from its start to its end; each new byte knows which part of the old text
  /// it stands for.
  package struct Rewriter {
    private let old: AlignedText
    private var bytes: [UInt8] = []
    private var origins: [Origin] = []
    private var removed: [Range<Int>]

    /// Begins with nothing written.
    package init(_ old: AlignedText) {
      self.old = old
      removed = old.removed
      bytes.reserveCapacity(old.bytes.count)
      origins.reserveCapacity(old.bytes.count)
    }

    /// How many bytes have been written.
    package var count: Int { bytes.count }

    /// Takes a range of the old text over as it is.
    package mutating func keep(_ range: Range<Int>) {
      bytes.append(contentsOf: old.bytes[range])
      if let known = old.origins {
        origins.append(contentsOf: known[range])
      } else {
        let start = UInt32(old.start)
        for index in UInt32(range.lowerBound)..<UInt32(range.upperBound) {
          origins.append(Origin(start: start + index, end: start + index + 1))
        }
      }
    }

    /// Writes something in place of a range of the old text; an empty range inserts.
    package mutating func write(_ new: some Collection<UInt8>, for range: Range<Int>) {
      bytes.append(contentsOf: new)
      append(old.source(of: range), count: new.count)
    }

    /// Writes a scalar in place of a range of the old text.
    @inline(__always)
    package mutating func write(_ new: Unicode.Scalar, for range: Range<Int>) {
      if new.isASCII {
        bytes.append(UInt8(truncatingIfNeeded: new.value))
        append(old.source(of: range), count: 1)
      } else {
        write(UTF8.encode(new) ?? UTF8.encodedReplacementCharacter, for: range)
      }
    }

    /// Leaves a range of the old text out and says so in ``AlignedText/removed``; a range that is
    /// only passed over is left out without a word.
    package mutating func remove(_ range: Range<Int>) {
      let source = old.source(of: range)
      if let last = removed.last, last.upperBound == source.lowerBound {
        removed[removed.count - 1] = last.lowerBound..<source.upperBound
      } else {
        removed.append(source)
      }
    }

    private mutating func append(_ source: Range<Int>, count: Int) {
      let origin = Origin(start: UInt32(source.lowerBound), end: UInt32(source.upperBound))
      for _ in 0..<count { origins.append(origin) }
    }

    /// The new text; what was neither kept nor written is gone.
    package func finish() -> AlignedText {
      var text = AlignedText(bytes, start: old.start)
      text.origins = origins
      text.removed = removed
      return text
    }
  }
}

/// A text cut into pieces, which no token crosses.
package struct Pieces: Equatable, Sendable {
  /// The text that the pieces are parts of.
  package var text: AlignedText
  /// Where each piece lies in the text, in order; none is empty, and what lies between is dropped.
  package var ranges: [Range<Int>]

  /// The whole text as one piece; no piece where there is no text.
  package init(_ text: AlignedText) {
    self.text = text
    ranges = text.bytes.isEmpty ? [] : [0..<text.bytes.count]
  }

  /// Cuts every piece: `cut` gets a piece's range and hands on the ranges that take its place.
  package mutating func cutEach(
    _ cut: (_ text: AlignedText, _ piece: Range<Int>, _ keep: (Range<Int>) -> Void) -> Void
  ) {
    var result: [Range<Int>] = []
    result.reserveCapacity(ranges.count)
    for range in ranges {
      cut(text, range) { part in
        if !part.isEmpty { result.append(part) }
      }
    }
    ranges = result
  }

  /// Writes every piece anew: `rewrite` gets a piece's range and writes what takes its place, all of it
  /// one piece again.
  package mutating func rewriteEach(
    _ rewrite: (_ text: AlignedText, _ piece: Range<Int>, _ out: inout AlignedText.Rewriter) -> Void
  ) {
    var rewriter = AlignedText.Rewriter(text)
    var result: [Range<Int>] = []
    result.reserveCapacity(ranges.count)
    for range in ranges {
      let start = rewriter.count
      rewrite(text, range, &rewriter)
      if rewriter.count > start { result.append(start..<rewriter.count) }
    }
    text = rewriter.finish()
    ranges = result
  }
}
