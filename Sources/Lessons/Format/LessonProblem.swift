import Tensors

/// Something in a lesson's file that is not as it must be, and where.
package struct LessonProblem: Error, Equatable, Sendable {
  /// Where it is; line 0 where it is about the whole file or folder.
  package var position: LessonPosition
  /// What was expected, what was found, what to do.
  package var text: String
  /// The line, as far as it is worth showing; safe to print.
  package var excerpt: String

  /// Makes a problem.
  package init(position: LessonPosition, text: String, excerpt: String = "") {
    self.position = position
    self.text = text
    self.excerpt = excerpt
  }

  /// Makes a problem of a whole file or folder.
  init(path: String, _ text: String) {
    self.init(position: LessonPosition(path: path, line: 0, column: 0), text: text)
  }
}

extension LessonProblem: CustomStringConvertible {
  package var description: String { "\(position): \(text)" }
}

extension LessonPosition: CustomStringConvertible {
  /// `path:line:column`; the path alone for line 0.
  package var description: String {
    let shown = VisibleText.escaped(path, limit: 300)
    return line == 0 ? shown : "\(shown):\(line):\(column)"
  }
}

extension LessonPosition: Comparable {
  package static func < (left: LessonPosition, right: LessonPosition) -> Bool {
    guard left.path.utf8.elementsEqual(right.path.utf8) else {
      return left.path.utf8.lexicographicallyPrecedes(right.path.utf8)
    }
    return (left.line, left.column) < (right.line, right.column)
  }
}
