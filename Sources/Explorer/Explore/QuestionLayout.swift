import Screen

/// Where the parts of a question's answer lie: the path, the worksheet, the list of terms or of readers.
package struct QuestionLayout: Equatable, Sendable {
  /// The stops from the first number to this one.
  package let path: Rect
  /// The worksheet: the cell and its number, the formula, the lines.
  package let sheet: Rect
  /// What the list is.
  package let caption: Rect
  /// The list.
  package let list: Rect
  /// What is out of sight, and the sum.
  package let footer: Rect
  /// What is left over.
  package let below: Rect

  /// Lays out an answer.
  ///
  /// - Parameters:
  ///   - area: The place that there is.
  ///   - sheetRows: How many rows the worksheet wants.
  ///   - count: How many entries the list has.
  ///   - hasCaption: Whether the list needs a line that says what it is.
  package init(_ area: Rect, sheetRows: Int, count: Int, hasCaption: Bool = true) {
    var rest = area
    (path, rest) = rest.cutTop(area.height >= 7 ? 1 : 0)
    // The list keeps three rows, the worksheet its first line.
    (sheet, rest) = rest.cutTop(min(sheetRows, max(1, rest.height - 3)))
    (caption, rest) = rest.cutTop(hasCaption && rest.height >= 6 ? 1 : 0)
    let isLong = count > rest.height
    let footerRows = rest.height >= 2 && isLong || rest.height >= 6 ? 1 : 0
    (list, rest) = rest.cutTop(min(count, rest.height - footerRows))
    (footer, below) = rest.cutTop(footerRows)
  }

  /// The entries that are seen when the list begins with one of them.
  package func visible(from first: Int, count: Int) -> Range<Int> {
    let first = min(max(0, first), count)
    return first..<min(count, first + list.height)
  }

  /// Where the list begins so that an entry is seen.
  package func first(_ first: Int, showing row: Int, count: Int) -> Int {
    Scrolling.first(first, showing: row, count: count, visible: list.height)
  }
}
