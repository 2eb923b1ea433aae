import Tensors

/// A line of a grammar file without its comment and the spaces round it.
struct GrammarLine {
  let number: Int
  let isIndented: Bool
  /// What it says; never empty.
  let bytes: ArraySlice<UInt8>

  /// The lines of a file that say something.
  ///
  /// - Throws: ``LanguageError/grammar(path:line:_:)`` where the bytes are no plain text.
  static func lines(of file: [UInt8], path: String) throws(LanguageError) -> [GrammarLine] {
    var lines: [GrammarLine] = []
    var number = 0
    var start = file.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < file.count {
      number += 1
      let end = file[start...].firstIndex(of: newline) ?? file.count
      let text = file[start..<end]
      start = end + 1
      do {
        let said = try withoutComment(text)
        let trimmed = said.trimmed()
        guard !trimmed.isEmpty else { continue }
        try checkCharacters(trimmed)
        lines.append(
          GrammarLine(
            number: number, isIndented: trimmed.startIndex > said.startIndex,
            bytes: trimmed))
      } catch {
        throw .grammar(path: path, line: number, error)
      }
    }
    return lines
  }

  /// What stands before `#`, which begins a comment at the start of a line or after two spaces.
  private static func withoutComment(
    _ text: ArraySlice<UInt8>
  ) throws(LanguageProblem) -> ArraySlice<UInt8> {
    guard let mark = text.firstIndex(of: UInt8(ascii: "#")) else { return text }
    let before = text[..<mark]
    let isComment =
      before.allSatisfy(\.isSpace) || before.last == tab
      || before.suffix(2).elementsEqual([space, space])
    guard isComment else { throw .strayComment }
    return before
  }

  /// Refuses what is not UTF-8, and what cannot be seen or is a space that looks like another.
  private static func checkCharacters(_ text: ArraySlice<UInt8>) throws(LanguageProblem) {
    let invalid = text.withUnsafeBytes { UTF8Check.firstInvalidByte(in: $0) }
    if let invalid { throw .notUTF8(byte: text[text.startIndex + invalid]) }
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars
    where scalar != " " && scalar != "\t" {
      if scalar.properties.isWhitespace { throw .otherSpace(scalar.value) }
      if VisibleText.isHidden(scalar) { throw .hidden(scalar.value) }
    }
  }

  /// The words of the line.
  var words: [ArraySlice<UInt8>] { bytes.words }
}

private let newline = UInt8(ascii: "\n")
private let space = UInt8(ascii: " ")
private let tab = UInt8(ascii: "\t")

extension UInt8 {
  /// Whether it is a space or a tab (or the carriage return before a newline).
  var isSpace: Bool { self == space || self == tab || self == UInt8(ascii: "\r") }
}

extension ArraySlice<UInt8> {
  /// Without the spaces at both ends.
  func trimmed() -> ArraySlice<UInt8> {
    guard let first = firstIndex(where: { !$0.isSpace }),
      let last = lastIndex(where: { !$0.isSpace })
    else { return self[endIndex...] }
    return self[first...last]
  }

  /// The stretches between spaces.
  var words: [ArraySlice<UInt8>] { split(whereSeparator: \.isSpace) }

  /// As a string.
  var string: String { String(decoding: self, as: UTF8.self) }

  /// Whether it is this text.
  func equals(_ text: StaticString) -> Bool {
    elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Whether it can name something: a letter first, then letters, digits, `-` and `_`.
  var isName: Bool {
    var isFirst = true
    for scalar in string.unicodeScalars {
      let isInner = ("0"..."9").contains(scalar) || scalar == "-" || scalar == "_"
      guard scalar.properties.isAlphabetic || !isFirst && isInner else { return false }
      isFirst = false
    }
    return !isFirst
  }
}
