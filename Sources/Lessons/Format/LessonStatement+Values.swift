extension LessonStatement {
  /// Refuses words from one on.
  func end(at word: Int) throws(LessonProblem) {
    guard words.count <= word else {
      throw unexpected(at: word, expected: "the end of the line")
    }
  }

  /// A word in quotes that is not empty.
  func quoted(_ word: Int, _ what: String = "a text in double quotes") throws(LessonProblem)
    -> String
  {
    guard words.indices.contains(word), let text = words[word].quoted, !text.isEmpty else {
      throw unexpected(at: word, expected: what)
    }
    return text
  }

  /// A word without quotes, such as a model's name.
  func name(_ word: Int, _ what: String) throws(LessonProblem) -> String {
    guard words.indices.contains(word), !words[word].raw.utf8.contains(UInt8(ascii: "\"")) else {
      throw unexpected(at: word, expected: what)
    }
    return words[word].raw
  }

  /// An id.
  func id(_ word: Int, _ what: String) throws(LessonProblem) -> String {
    guard words.indices.contains(word), isLessonID(words[word].raw) else {
      throw unexpected(
        at: word,
        expected: "\(what): small letters, digits and hyphens, at most \(longestLessonID)")
    }
    return words[word].raw
  }

  /// All ids from a word on, at least one, none twice.
  func ids(from word: Int, _ what: String) throws(LessonProblem) -> [String] {
    var ids = [try id(word, what)]
    for next in words.indices.dropFirst(word + 1) {
      let id = try id(next, what)
      guard !ids.contains(id) else {
        throw unexpected(at: next, expected: "each once")
      }
      ids.append(id)
    }
    return ids
  }

  /// A whole number in a range.
  func integer(_ word: Int, in range: ClosedRange<Int>) throws(LessonProblem) -> Int {
    guard words.indices.contains(word), isDigits(words[word].raw), let value = Int(words[word].raw),
      range.contains(value)
    else {
      throw unexpected(
        at: word, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  /// A seed.
  func seed(_ word: Int) throws(LessonProblem) -> UInt64 {
    guard words.indices.contains(word), isDigits(words[word].raw),
      let value = UInt64(words[word].raw)
    else { throw unexpected(at: word, expected: "a whole number") }
    return value
  }

  /// A number such as 2017, -0.5 or 1e-3.
  func number(_ word: Int) throws(LessonProblem) -> Double {
    guard words.indices.contains(word), let value = plainNumber(words[word].raw) else {
      throw unexpected(at: word, expected: "a number")
    }
    return value
  }

  /// What is written from a word on: an address, an expression, a predicate.
  func expression(from word: Int, _ what: String) throws(LessonProblem) -> String {
    guard let text = rest(from: word) else { throw unexpected(at: word, expected: what) }
    return text
  }

  /// A word that must stand at a place.
  func word(_ word: Int, is expected: String) throws(LessonProblem) {
    guard words.indices.contains(word), isSame(words[word].raw, expected) else {
      throw unexpected(at: word, expected: expected)
    }
  }

  /// An expression with how far an answer may be off: `EXPRESSION within 0.02`, `… within 5%`.
  func answer(from word: Int) throws(LessonProblem) -> LessonQuestion.NumberAnswer {
    guard let last = words.lastIndex(where: { isSame($0.raw, "within") }), last > word,
      let expression = rest(from: word, before: last)
    else {
      throw unexpected(
        at: max(word, words.count), expected: "EXPRESSION within 0.02, or within 5%")
    }
    try end(at: last + 2)
    let raw = words.indices.contains(last + 1) ? words[last + 1].raw : ""
    let isRelative = raw.utf8.last == UInt8(ascii: "%")
    guard let value = plainNumber(isRelative ? String(raw.dropLast()) : raw), value >= 0 else {
      throw unexpected(at: last + 1, expected: "a number such as 0.02, or a share such as 5%")
    }
    return LessonQuestion.NumberAnswer(
      expression, within: isRelative ? .relative(value / 100) : .absolute(value))
  }
}

/// The most characters that an id may have.
let longestLessonID = 60

/// Whether a text is an id: small letters, digits and hyphens, a letter or a digit at both ends.
func isLessonID(_ text: String) -> Bool {
  let bytes = Array(text.utf8)
  guard let first = bytes.first, let last = bytes.last, bytes.count <= longestLessonID else {
    return false
  }
  let hyphen = UInt8(ascii: "-")
  return first != hyphen && last != hyphen
    && bytes.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == hyphen
    }
}

private func isDigits(_ text: String) -> Bool {
  !text.isEmpty && text.utf8.count <= 20
    && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
}

/// The number that a plain decimal text is; nil for any other, such as `nan` or `0x1p3`.
private func plainNumber(_ text: String) -> Double? {
  guard text.utf8.count <= 40, text.utf8.allSatisfy("0123456789.-+eE".utf8.contains),
    let value = Double(text), value.isFinite
  else { return nil }
  return value
}
