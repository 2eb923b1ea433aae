/// Tokens that are found in a text before anything else happens to it, and never split.
///
/// There are two passes, as in Hugging Face's `tokenizers`: the first looks for tokens in the source;
/// the second normalizes what lies between them and looks in that for the others, whose content is
/// normalized too. Each pass takes the leftmost match, of several the longest.
package struct AddedTokens: Sendable {
  /// One of them, as `tokenizer.json` describes it.
  package struct Entry: Equatable, Sendable {
    /// Its id.
    package let id: Int
    /// Its text, never empty.
    package let content: [UInt8]
    /// Whether decoding leaves it out.
    package let isSpecial: Bool
    /// Whether it is found only where no word character touches it.
    package let isSingleWord: Bool
    /// Whether it takes the spaces on its left with it.
    package let stripsLeft: Bool
    /// Whether it takes the spaces on its right with it.
    package let stripsRight: Bool
    /// Whether it is looked for in the normalized text (in its normalized form) rather than in the source.
    package let isNormalized: Bool

    /// Describes an added token.
    package init(
      id: Int, content: [UInt8], isSpecial: Bool, isSingleWord: Bool = false,
      stripsLeft: Bool = false, stripsRight: Bool = false, isNormalized: Bool = false
    ) {
      self.id = id
      self.content = content
      self.isSpecial = isSpecial
      self.isSingleWord = isSingleWord
      self.stripsLeft = stripsLeft
      self.stripsRight = stripsRight
      self.isNormalized = isNormalized
    }
  }

  /// A part of a text.
  package enum Part: Equatable, Sendable {
    /// An added token: its id, its place in the source, and the text that it was found as, with the
    /// spaces that it took.
    case token(Int, Range<Int>, Spelling)
    /// Text between them, not normalized yet.
    case text(AlignedText)
    /// Text between them, normalized already.
    case normalizedText(AlignedText)
  }

  /// The tokens, in the order given.
  package let entries: [Entry]
  /// The largest id; -1 where there is no token.
  package let largestID: Int
  /// What the first pass looks for, in the source.
  private let inSource: AddedTokenMatcher
  /// What the second pass looks for, in normalized text.
  private let inNormalizedText: AddedTokenMatcher
  private let idsByContent: [[UInt8]: Int]
  private let contentsByID: [Int: [UInt8]]
  private let specialIDs: Set<Int>

  /// Gathers the tokens.
  ///
  /// Where several have the same content, the last one counts; it is special if any of them is.
  ///
  /// - Parameters:
  ///   - entries: The tokens; those without content are left out.
  ///   - normalizers: What is done to the content of tokens that are looked for in normalized text.
  package init(_ entries: [Entry], normalizers: [any Normalizer] = []) {
    self.entries = entries
    var last: [[UInt8]: Int] = [:]
    var special: Set<[UInt8]> = []
    for (index, entry) in entries.enumerated() {
      last[entry.content] = index
      if entry.isSpecial { special.insert(entry.content) }
    }
    var patterns: [(entry: Entry, pattern: [UInt8])] = []
    for (index, entry) in entries.enumerated()
    where last[entry.content] == index && !entry.content.isEmpty {
      var text = AlignedText(entry.content)
      if entry.isNormalized {
        for normalizer in normalizers { normalizer.normalize(&text) }
      }
      patterns.append((entry, text.bytes))
    }
    largestID = patterns.map(\.entry.id).max() ?? -1
    inSource = AddedTokenMatcher(patterns.filter { !$0.entry.isNormalized })
    inNormalizedText = AddedTokenMatcher(patterns.filter(\.entry.isNormalized))
    idsByContent = last.mapValues { entries[$0].id }
    contentsByID = Dictionary(patterns.map { ($0.entry.id, $0.pattern) }) { $1 }
    // As in the reference, what decoding leaves out is told by the text it would write.
    specialIDs = Set(contentsByID.filter { special.contains($0.value) }.keys)
  }

  /// The same tokens, with normalizers for their content.
  func normalized(by normalizers: [any Normalizer]) -> AddedTokens {
    AddedTokens(entries, normalizers: normalizers)
  }

  /// The text that decoding writes for an id: its content, normalized if it is looked for so.
  package func content(of id: Int) -> [UInt8]? { contentsByID[id] }
  /// The id of a token with this content, as it was given.
  package func id(of content: [UInt8]) -> Int? { idsByContent[content] }
  /// Whether decoding leaves an id out.
  package func isSpecial(_ id: Int) -> Bool { specialIDs.contains(id) }

  // MARK: Splitting

  /// Cuts a source at the added tokens in it.
  ///
  /// - Parameters:
  ///   - source: The text.
  ///   - normalize: What is done to a part before the second pass; not called where there is none.
  ///   - steps: Receives a step for each text in which tokens were found.
  /// - Returns: The parts in order. A token that strips spaces may reach into the next one.
  package func split(
    _ source: [UInt8], normalize: (inout AlignedText) -> Void, steps: StepSink?
  ) -> [Part] {
    let parts = cut(AlignedText(source), at: inSource, steps) { .text($0) }
    if inNormalizedText.isEmpty { return parts }
    return parts.flatMap { part -> [Part] in
      guard case .text(var text) = part else { return [part] }
      normalize(&text)
      return cut(text, at: inNormalizedText, steps) { .normalizedText($0) }
    }
  }

  private func cut(
    _ text: AlignedText, at matcher: AddedTokenMatcher, _ steps: StepSink?,
    _ makePart: (AlignedText) -> Part
  ) -> [Part] {
    var parts: [Part] = []
    var segments: [Segment] = []
    var start = 0
    func append(textUpTo end: Int) {
      guard start < end else { return }
      parts.append(makePart(text.part(start..<end)))
      if steps != nil { segments.append(Segment(text, start..<end)) }
    }
    matcher.forEachMatch(in: text.bytes) { id, range in
      append(textUpTo: range.lowerBound)
      parts.append(
        .token(id, text.source(of: range), Spelling(text: text.bytes, range: range)))
      if steps != nil { segments.append(Segment(text, range, id: id)) }
      start = range.upperBound
    }
    if parts.isEmpty { return [makePart(text)] }
    append(textUpTo: text.bytes.count)
    steps?(
      Step(
        .addedTokens, "added tokens", from: [Segment(text, 0..<text.bytes.count)], to: segments,
        because: .addedToken))
    return parts
  }
}
