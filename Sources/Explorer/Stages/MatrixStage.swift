import Screen
import Tensors
import Tracing

/// A node's slice as a matrix: what every step can be drawn as.
package struct MatrixStage {
  private let context: StageContext

  /// Makes the picture.
  package init(_ context: StageContext) { self.context = context }

  /// The matrix; also what finds cells under the mouse and keeps the cursor in sight.
  package var view: MatrixView {
    let plane = context.plane
    let (slice, row, column) = context.place
    let values = context.values
    let source = MatrixValues(rows: plane.rows, columns: plane.columns) { row, column in
      values[(slice * plane.rows + row) * plane.columns + column]
    }
    var view = view(source, scale: scale(source), cursor: MatrixCell(row: row, column: column))
    if let largest = beyond {
      view.words.symmetric = StateText.clippedScale(
        context.language, Number.text(largest, digits: 3))
    }
    return view
  }

  /// The view of other numbers whose rows, or rows and columns, are the node's.
  func view(_ source: MatrixValues, scale: Scale, cursor: MatrixCell?) -> MatrixView {
    MatrixView(
      source, rows: axis(context.labels.rowAxis, source.rows, isRow: true),
      columns: axis(context.labels.columnAxis, source.columns, isRow: false),
      scale: scale, zoom: context.spot.zoom, cursor: cursor, isFocused: context.isFocused,
      scroll: context.spot.scroll, words: Self.words(context.language))
  }

  /// Draws it.
  package func draw(into canvas: inout Canvas, in area: Rect) {
    view.draw(into: &canvas, in: area)
  }

  private func scale(_ source: MatrixValues) -> Scale {
    switch context.kind {
    case .weights, .probabilities: .fixed
    case .tokens: Scale(of: source, kind: .matrix)
    default: figures.scale
    }
  }

  private var figures: (scale: Scale, largest: Double) {
    context.subject.figures.scale(of: context.spot.node, slice: context.place.slice)
  }

  /// The largest magnitude, where the colours end below it.
  private var beyond: Double? {
    switch context.kind {
    case .weights, .probabilities, .tokens: nil
    default: figures.largest > figures.scale.maximum ? figures.largest : nil
    }
  }

  private func axis(_ axis: Axis?, _ count: Int, isRow: Bool) -> MatrixAxis {
    guard let axis else { return MatrixAxis("", labelWidth: 0) { _ in "" } }
    let name = AxisText(axis)(context.language)
    let title = (isRow ? ExploreText.rows : .columns)(context.language, name)
    let role: Theme.Role =
      switch axis {
      case .query: .query
      case .key: .keyAxis
      default: .text
      }
    let labels = context.labels
    // Long axes are not listed: their labels are numbers or, for the vocabulary, at most 12 cells.
    let isLong = count > 512
    let width =
      isLong
      ? (axis == .vocabulary ? 12 : String(count).utf8.count)
      : (0..<count).reduce(0) { max($0, TextWidth.cells(labels.label(axis, $1))) }
    return MatrixAxis(title, labelWidth: min(width, 16), role: role) { labels.label(axis, $0) }
  }

  static func words(_ language: DisplayLanguage) -> MatrixWords {
    MatrixWords(
      row: ScaleText.row(language), matrix: ScaleText.matrix(language),
      fixed: ScaleText.fixed(language), symmetric: ScaleText.symmetric(language),
      sampled: ScaleText.sampled(language))
  }
}
