import Screen
import Tensors
import Tracing

/// A part of a node's numbers as lines that read well aloud: one row a line, labels before numbers.
struct PlainTable {
  private let context: StageContext
  private var language: DisplayLanguage { context.language }

  /// The most rows and columns that are said at once.
  private static let most = (rows: 8, columns: 8)

  init(_ context: StageContext) { self.context = context }

  /// The lines: which slice, what rows and columns are, the rows around the cursor's cell.
  var lines: [String] {
    let plane = context.plane
    guard plane.slices * plane.rows * plane.columns > 0 else {
      return [PlainText.noNumbers(language)]
    }
    let (slice, row, column) = context.place
    let labels = context.labels
    var lines = head(slice: slice)
    let rows = Self.window(around: row, of: plane.rows, most: Self.most.rows)
    let columns = Self.window(around: column, of: plane.columns, most: Self.most.columns)
    for row in rows {
      let label = labels.row(row)
      let numbers = columns.map { column in
        let value = context.values[(slice * plane.rows + row) * plane.columns + column]
        let text = Number.text(Double(value))
        return namesColumns ? labels.column(column) + " " + text : text
      }
      let line = numbers.joined(separator: ", ")
      lines.append(label.isEmpty ? line : PlainText.chosen(language, label, line))
    }
    let hidden = (plane.rows - rows.count, plane.columns - columns.count)
    if hidden.0 > 0 { lines.append(PlainText.moreRows(language, "\(hidden.0)")) }
    if hidden.1 > 0 { lines.append(PlainText.moreColumns(language, "\(hidden.1)")) }
    return lines
  }

  /// Whether columns are words, to be said with every number.
  private var namesColumns: Bool {
    switch context.labels.columnAxis {
    case .position, .query, .key, .vocabulary, .label: true
    default: false
    }
  }

  private func head(slice: Int) -> [String] {
    let plane = context.plane
    let labels = context.labels
    var lines: [String] = []
    if plane.slices > 1, let axis = labels.axes.dropLast(2).last {
      lines.append(
        PlainText.sliceOf(
          language, AxisText(axis).short(language), "\(slice + 1)", "\(plane.slices)"))
    }
    if let axis = labels.rowAxis {
      lines.append(PlainText.rowsAre(language, AxisText(axis)(language)))
    }
    if let axis = labels.columnAxis {
      let name = AxisText(axis)(language)
      let columns = Self.window(
        around: context.place.column, of: plane.columns, most: Self.most.columns)
      let span =
        namesColumns
        ? name
        : PlainText.span(
          language, name, labels.column(columns.lowerBound),
          labels.column(columns.upperBound - 1), "\(plane.columns)")
      lines.append(PlainText.columnsAre(language, span))
    }
    return lines
  }

  /// So many indices around one, as far as there are any.
  static func window(around index: Int, of count: Int, most: Int) -> Range<Int> {
    let start = min(max(0, index - most / 2), max(0, count - most))
    return start..<min(count, start + most)
  }
}
