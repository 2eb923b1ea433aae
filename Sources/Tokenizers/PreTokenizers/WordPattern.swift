/// The patterns that came after GPT-2's: a word takes one character before it that is no letter, digits
/// come in short groups, and line breaks stay with what they follow.
///
/// - Source: OpenAI's `tiktoken` (`cl100k_base`, `o200k_base`); Llama 3, Qwen 2 and Mistral's Tekken use
///   them with other groups of digits.
struct WordPattern: Equatable, Sendable {
  /// How many digits a group has at most.
  let digits: Int
  /// Whether words break where small letters are followed by capitals.
  let breaksAtCase: Bool
  /// Whether `'s` and its like are matches of their own; where words break at case, a part of the word.
  let hasContractions: Bool

  private static let regexes: [(regex: String, pattern: WordPattern)] = [
    (
      #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*"#
        + #"|\s*[\r\n]+|\s+(?!\S)|\s+"#,
      WordPattern(digits: 3, breaksAtCase: false, hasContractions: true)
    ),
    (
      #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*"#
        + #"|\s*[\r\n]+|\s+(?!\S)|\s+"#,
      WordPattern(digits: 1, breaksAtCase: false, hasContractions: true)
    ),
    (
      #"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+"#
        + #"(?i:'s|'t|'re|'ve|'m|'ll|'d)?"#
        + #"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*"#
        + #"(?i:'s|'t|'re|'ve|'m|'ll|'d)?"#
        + #"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"#,
      WordPattern(digits: 3, breaksAtCase: true, hasContractions: true)
    ),
    (
      #"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+"#
        + #"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*"#
        + #"|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"#,
      WordPattern(digits: 1, breaksAtCase: true, hasContractions: false)
    ),
  ]

  init(digits: Int, breaksAtCase: Bool, hasContractions: Bool) {
    self.digits = digits
    self.breaksAtCase = breaksAtCase
    self.hasContractions = hasContractions
  }

  /// Finds the pattern that a regular expression is; nil for others.
  init?(regex: String) {
    let known = Self.regexes.first { $0.regex.utf8.elementsEqual(regex.utf8) }
    guard let known else { return nil }
    self = known.pattern
  }

  /// The word for it in steps.
  var name: String {
    if breaksAtCase { return hasContractions ? "o200k pattern" : "Tekken pattern" }
    return digits == 1 ? "Qwen 2 pattern" : "Llama 3 pattern"
  }

  /// Where the match ends that begins at an offset; there always is one.
  @inline(__always)
  func end(from offset: Int, _ scanner: ScalarScanner) -> Int {
    if hasContractions, !breaksAtCase,
      let end = scanner.endOfContraction(from: offset, ignoresCase: true)
    {
      return end
    }
    let first = scanner.read(offset)
    if let end = endOfWord(from: offset, first, scanner) { return end }
    if first.flags.contains(.number) { return endOfDigits(from: offset, scanner) }
    return endOfOthers(from: offset, first, scanner)
  }

  // MARK: Words

  private func endOfWord(
    from offset: Int, _ first: ScalarScanner.Reading, _ scanner: ScalarScanner
  ) -> Int? {
    let isPrefix =
      first.flags.isDisjoint(with: [.letter, .number]) && first.value != 0x0A && first.value != 0x0D
    let next = offset + first.length
    guard breaksAtCase else {
      if first.flags.contains(.letter) { return scanner.end(of: .letter, from: next) }
      guard isPrefix, next < scanner.end, case let second = scanner.read(next),
        second.flags.contains(.letter)
      else { return nil }
      return scanner.end(of: .letter, from: next + second.length)
    }
    // Each of the two alternatives is tried with the character before the word, then without it; a mark
    // can be either.
    let starts = isPrefix ? [next, offset] : [offset]
    for start in starts {
      if let end = endOfSmallLetters(from: start, scanner) { return contraction(end, scanner) }
    }
    for start in starts {
      if let end = endOfCapitals(from: start, scanner) { return contraction(end, scanner) }
    }
    return nil
  }

  private func contraction(_ end: Int, _ scanner: ScalarScanner) -> Int {
    guard hasContractions, end < scanner.end else { return end }
    return scanner.endOfContraction(from: end, ignoresCase: true) ?? end
  }

  /// Capitals, then at least one small letter; letters without case are both.
  private func endOfSmallLetters(from start: Int, _ scanner: ScalarScanner) -> Int? {
    var offset = start
    // Where the last of the leading characters ends that could be the small letter as well.
    var shared: Int?
    while offset < scanner.end {
      let next = scanner.read(offset)
      guard next.flags.contains(.upper) else { break }
      offset += next.length
      if next.flags.contains(.lower) { shared = offset }
    }
    let end = scanner.end(of: .lower, from: offset)
    return end > offset ? end : shared
  }

  /// At least one capital, then small letters.
  private func endOfCapitals(from start: Int, _ scanner: ScalarScanner) -> Int? {
    let end = scanner.end(of: .upper, from: start)
    return end > start ? scanner.end(of: .lower, from: end) : nil
  }

  // MARK: The rest

  private func endOfDigits(from start: Int, _ scanner: ScalarScanner) -> Int {
    var offset = start
    for _ in 0..<digits where offset < scanner.end {
      let next = scanner.read(offset)
      guard next.flags.contains(.number) else { break }
      offset += next.length
    }
    return offset
  }

  private func endOfOthers(
    from offset: Int, _ first: ScalarScanner.Reading, _ scanner: ScalarScanner
  ) -> Int {
    let others: CharacterClass.Flags = [.letter, .number, .whiteSpace]
    let start = first.value == 0x20 ? offset + 1 : offset
    let end = scanner.end(ofOtherThan: others, from: start)
    if end > start {
      let takesSlashes = breaksAtCase
      return scanner.end(
        ofBytes: { $0 == 0x0A || $0 == 0x0D || takesSlashes && $0 == 0x2F }, from: end)
    }
    // White space with a line break in it: up to the last one.
    var position = offset
    var lastBreak: Int?
    while position < scanner.end, case let next = scanner.read(position),
      next.flags.contains(.whiteSpace)
    {
      position += next.length
      if next.value == 0x0A || next.value == 0x0D { lastBreak = position }
    }
    return lastBreak ?? scanner.endOfSpace(from: offset)
  }
}
