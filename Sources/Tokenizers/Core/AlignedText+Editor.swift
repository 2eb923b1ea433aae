extension AlignedText {
  /// Changes a text here and there, from its start to its end; what is not mentioned stays.
  ///
  /// As long as nothing is changed nothing is copied, and the text keeps doing without origins.
  package struct Editor {
    private let old: AlignedText
    private var rewriter: Rewriter?
    /// Up to where the old text has been dealt with.
    private var done = 0

    /// Begins with a text in which nothing has changed.
    package init(_ old: AlignedText) { self.old = old }

    /// Writes something in place of a range; an empty range inserts.
    @inline(__always)
    package mutating func replace(_ range: Range<Int>, with new: some Collection<UInt8>) {
      change(range) { $0.write(new, for: range) }
    }

    /// Leaves a range out, as the tokenizer's rule is.
    @inline(__always)
    package mutating func drop(_ range: Range<Int>) {
      change(range) { _ in }
    }

    /// Leaves a range out that is taken for noise; see ``AlignedText/removed``.
    @inline(__always)
    package mutating func remove(_ range: Range<Int>) {
      change(range) { $0.remove(range) }
    }

    /// Takes over what lies before a range and then writes what takes the range's place, from any
    /// parts of it.
    ///
    /// - Precondition: the range lies behind those changed before.
    @inline(__always)
    package mutating func change(_ range: Range<Int>, _ write: (inout Rewriter) -> Void) {
      // Taken out and put back, so that its memory has one owner and is not copied.
      var rewriter = self.rewriter.take() ?? Rewriter(old)
      if done < range.lowerBound { rewriter.keep(done..<range.lowerBound) }
      write(&rewriter)
      done = range.upperBound
      self.rewriter = consume rewriter
    }

    /// Takes over the rest and puts the new text in place of the old one.
    package consuming func finish(_ text: inout AlignedText) {
      guard var rewriter else { return }
      if done < old.bytes.count { rewriter.keep(done..<old.bytes.count) }
      text = rewriter.finish()
    }
  }
}
