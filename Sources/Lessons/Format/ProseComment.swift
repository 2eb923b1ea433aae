import Tensors

/// A comment in the words of a lesson, `<!-- step: two-rows, revision: 2 -->`: keys with values.
struct ProseComment {
  /// A key with its value.
  struct Field {
    /// The key.
    let key: String
    /// The value; empty where there is none.
    let value: String
    /// Where the key begins in its line, from 0.
    let start: Int
  }

  /// What is in it.
  let fields: [Field]
  /// The characters of the line that it takes.
  let range: Range<Int>

  /// Reads the comment that begins at a place of a line.
  init(_ source: LessonSource, line: Int, at start: Int) throws(LessonProblem) {
    let scalars = source.lines[line - 1]
    let end = scalars.indices.dropFirst(start + 4).first { matches("-->", scalars, at: $0) }
    guard let end else {
      throw source.problem(
        line: line, column: start + 1, "expected --> at the end of the comment, found none")
    }
    var fields: [Field] = []
    var begin = start + 4
    while begin <= end {
      let comma = scalars[begin..<end].firstIndex(of: ",") ?? end
      let colon = scalars[begin..<comma].firstIndex(of: ":") ?? comma
      let first = scalars[begin..<colon].firstIndex { $0 != " " } ?? colon
      let value = colon < comma ? scalars[(colon + 1)..<comma] : []
      fields.append(
        Field(key: trimmed(scalars[begin..<colon]), value: trimmed(value), start: first))
      begin = comma + 1
    }
    self.fields = fields
    range = start..<(end + 3)
  }

  /// What is in it, for messages.
  var shown: String {
    fields.map { $0.value.isEmpty ? $0.key : "\($0.key): \($0.value)" }.joined(separator: ", ")
  }

  /// The value of a key; nil where it is not there.
  func value(_ key: String) -> String? { fields.first { isSame($0.key, key) }?.value }
}

/// Whether an ASCII text stands at a place of a line.
func matches(_ text: String, _ scalars: [Unicode.Scalar], at index: Int) -> Bool {
  scalars[index...].starts(with: text.unicodeScalars)
}

/// Characters as text, without spaces at both ends.
func trimmed(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
  var part = scalars
  while part.first == " " { part.removeFirst() }
  while part.last == " " { part.removeLast() }
  return text(part)
}
