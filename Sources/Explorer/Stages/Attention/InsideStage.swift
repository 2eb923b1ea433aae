import Screen
import Tensors
import Tracing

/// One stage of what happens inside a step's operation: its numbers, its formula, and what the stages make
/// of the cursor's cell.
struct InsideStage {
  private let context: StageContext
  private let stages: InsideStages
  private let index: Int
  private var language: DisplayLanguage { context.language }

  /// Prepares a stage's picture; nil where nothing happens inside.
  init?(_ context: StageContext, stage: Int) {
    stages = InsideStages(
      Cell(node: context.spot.node, index: context.spot.cell), in: context.trace)
    guard !stages.parts.isEmpty else { return nil }
    self.context = context
    index = min(max(0, stage), stages.parts.count - 1)
  }

  /// The stage as a matrix.
  var picture: MatrixPicture {
    let part = stages.parts[index]
    let name = InsideText(name: part.name)?(language) ?? part.name
    let number = ExploreText.stageOf(language, "\(index + 1)", "\(stages.parts.count)")
    let formula = AttentionText.explained(
      language, name, WorkText.translated(part.formula, language))
    var caption = ["\(number)  \(formula)", course]
    if stages.onlyRow != nil {
      caption.append(InsideText.thisRow(language, context.labels.row(context.place.row)))
    }
    return MatrixPicture(caption: caption, view: view(part, name))
  }

  /// The cursor's cell through all of the stages.
  private var course: String {
    stages.parts.enumerated().map { number, part in
      let name = InsideText(name: part.name)?(language) ?? part.name
      let text = "\(name) \(Number.text(Double(value(of: part))))"
      return number == index ? "[\(text)]" : text
    }.joined(separator: " → ")
  }

  /// A stage's number for the cursor's cell: of a stage with one number a row, the row's.
  private func value(of part: InsideStages.Part) -> Float {
    part.shape.count == 0
      ? 0 : part.value(stages.place(of: part, for: context.spot.cell, in: context.node))
  }

  private func view(_ part: InsideStages.Part, _ name: String) -> MatrixView {
    let plane = Plane(part.shape)
    let (slice, row, column) = plane.place(
      of: stages.place(of: part, for: context.spot.cell, in: context.node))
    let source = MatrixValues(rows: plane.rows, columns: plane.columns) { row, column in
      part.value((slice * plane.rows + row) * plane.columns + column)
    }
    var view = MatrixStage(context).view(
      source, scale: scale(source, part), cursor: MatrixCell(row: row, column: column))
    if Self.isSampled(source) {
      view.words.symmetric = context.words(
        .clippedScale, Number.text(view.scale.magnitude, digits: 3))
    }
    let own = context.plane
    // Labels are the node's where rows and columns are; other sizes are numbered.
    if stages.onlyRow != nil {
      let label = context.labels.row(context.place.row)
      view.rows = MatrixAxis(view.rows.title, labels: [label], role: view.rows.role)
    } else if plane.rows != own.rows {
      view.rows = MatrixAxis(name, count: plane.rows)
    }
    if plane.columns == 1, own.columns != 1 {
      view.columns = MatrixAxis(InsideText.onePerRow(language), labels: [name])
    } else if plane.columns != own.columns {
      view.columns = MatrixAxis(name, count: plane.columns)
    }
    return view
  }

  /// Whether the scale is that of a sample, which a number may lie beyond.
  private static func isSampled(_ source: MatrixValues) -> Bool {
    source.rows * source.columns > 1 << 14
  }

  private func scale(_ source: MatrixValues, _ part: InsideStages.Part) -> Scale {
    let isShare = context.node.operation is Softmax && part.shape.columns == context.plane.columns
    // A sample of a large stage is enough to choose colours by, where each number costs a product.
    guard !isShare else { return .fixed }
    guard Self.isSampled(source) else { return Scale(of: source, kind: .symmetric) }
    let step = source.rows * source.columns / (1 << 10)
    var largest = 0.0
    for cell in stride(from: 0, to: source.rows * source.columns, by: step) {
      let value = Double(source[cell / source.columns, cell % source.columns])
      if value.isFinite { largest = max(largest, abs(value)) }
    }
    return .symmetric(largest)
  }
}
