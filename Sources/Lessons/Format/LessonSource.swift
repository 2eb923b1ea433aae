import Tensors

/// A file of a lesson as lines of characters, checked for all that could mislead in a text.
///
/// A byte order mark at the beginning and carriage returns at line ends are passed over; other characters
/// that do not print, tabs among them, are refused with their place.
package struct LessonSource: Equatable, Sendable {
  /// The file, as it is to be named.
  package let path: String
  /// The lines without their ends.
  package let lines: [[Unicode.Scalar]]

  /// The most bytes that a file may have.
  package static let limit = 1 << 20

  /// Reads a file's bytes.
  package init(_ bytes: [UInt8], path: String) throws(LessonProblem) {
    guard bytes.count <= Self.limit else {
      throw LessonProblem(
        path: path,
        "expected at most \(Self.limit) bytes, found \(bytes.count); "
          + "check that it is the right file")
    }
    var content = bytes[...]
    if content.starts(with: [0xEF, 0xBB, 0xBF]) { content = content.dropFirst(3) }
    let pieces = content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    var lines: [[Unicode.Scalar]] = []
    lines.reserveCapacity(pieces.count)
    for piece in pieces {
      let bytes = piece.last == UInt8(ascii: "\r") ? piece.dropLast() : piece
      lines.append(try Self.line(Array(bytes), number: lines.count + 1, path: path))
    }
    // What follows the last line's end is no line.
    if lines.count > 1, lines.last?.isEmpty == true { lines.removeLast() }
    self.path = path
    self.lines = lines
  }

  private static func line(
    _ bytes: [UInt8], number: Int, path: String
  ) throws(LessonProblem) -> [Unicode.Scalar] {
    func problem(_ column: Int, _ text: String) -> LessonProblem {
      LessonProblem(
        position: LessonPosition(path: path, line: number, column: column), text: text,
        excerpt: bytes.withUnsafeBytes { VisibleText.escaped($0, limit: excerptLimit) })
    }
    if let offset = bytes.withUnsafeBytes({ UTF8Check.firstInvalidByte(in: $0) }) {
      let column = String(decoding: bytes[..<offset], as: UTF8.self).unicodeScalars.count + 1
      let found = VisibleText.quoted([bytes[offset]])
      throw problem(column, "expected UTF-8, found the byte \(found); save the file as UTF-8")
    }
    let scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    for (index, scalar) in scalars.enumerated() where VisibleText.isHidden(scalar) {
      throw problem(
        index + 1,
        scalar == "\t"
          ? "expected spaces, found a tab; two spaces make a level"
          : "expected characters that print, found "
            + "\(VisibleText.quoted(String(Character(scalar)))); take it out")
    }
    return scalars
  }

  /// A line from 1 on, as far as it is worth showing; empty where there is none.
  package func excerpt(_ number: Int) -> String {
    guard lines.indices.contains(number - 1) else { return "" }
    return VisibleText.defused(text(lines[number - 1]), limit: excerptLimit)
  }

  /// A problem at a place of this file.
  func problem(line: Int, column: Int, _ text: String) -> LessonProblem {
    LessonProblem(
      position: LessonPosition(path: path, line: line, column: column), text: text,
      excerpt: excerpt(line))
  }
}

/// The characters of a line that are shown: who looks for the rest has the column.
private let excerptLimit = 200

/// Characters as text.
func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
  var result = ""
  result.unicodeScalars.append(contentsOf: scalars)
  return result
}

/// Whether two texts have the same bytes.
func isSame(_ left: String, _ right: String) -> Bool { left.utf8.elementsEqual(right.utf8) }
