import Screen
import Tensors
import Tracing

/// What is said of the place where a reader is: the step in sentences and a small table.
struct PlainPage {
  private let walk: ExploreState
  private let context: StageContext
  private var language: DisplayLanguage { context.language }

  init(_ walk: ExploreState, _ language: DisplayLanguage, _ medium: Medium) {
    self.walk = walk
    context = walk.context(language, medium)
  }

  /// The lines; the first says where this is.
  var lines: [String] {
    var lines = [place]
    let node = context.node
    if let operation = node.operation {
      let name = OperationText(operation)?(language) ?? operation.name
      lines.append(
        PlainText.chosen(language, name, WorkText.translated(operation.formula.text, language)))
      let inputs = node.inputs.map { walk.subject.trace[$0].address.path }
      lines.append(PlainText.readFrom(language, inputs.joined(separator: ", ")))
    } else {
      lines.append((node.kind == .parameter ? PlainText.parameter : .given)(language))
    }
    lines.append(PlainText.axes(language, axes))
    if case .inside(let stage) = walk.spot.picture {
      lines += inside(stage)
    } else {
      lines += PlainTable(context).lines
    }
    if node.shape.count > 0 { lines.append(cell) }
    return lines
  }

  /// The cursor's cell and its number.
  var cell: String {
    let value = Double(walk.subject.trace.value(of: walk.cell))
    return PlainText.cell(
      language, CellName(context).short, Number.text(value, digits: 6))
  }

  private var place: String {
    let steps = walk.subject.steps
    let path = context.node.address.path
    let isStep = steps.number(of: walk.spot.node) == walk.step
    return isStep
      ? PlainText.stepOf(language, "\(walk.step + 1)", "\(steps.count)", path)
      : PlainText.notStep(language, path, "\(walk.step + 1)", "\(steps.count)")
  }

  private var axes: String {
    let node = context.node
    guard !node.axes.isEmpty else { return PlainText.oneNumber(language) }
    return zip(node.axes, node.shape.array).map {
      "\(AxisText($0).short(language)) \($1)"
    }.joined(separator: language == .chinese ? "，" : ", ")
  }

  // MARK: Inside

  private func inside(_ number: Int) -> [String] {
    let stages = InsideStages(walk.cell, in: walk.subject.trace)
    guard stages.parts.indices.contains(number) else { return [] }
    let stage = stages.parts[number]
    let name = InsideText(name: stage.name)?(language) ?? stage.name
    let heading = PlainText.inside(
      language, "\(number + 1)", "\(stages.parts.count)", name,
      WorkText.translated(stage.formula, language))
    let plane = Plane(stage.shape)
    guard plane.slices > 0 else { return [heading, PlainText.noNumbers(language)] }
    // A stage has the node's rows, or one number for each of them.
    let place = context.place
    let row =
      stages.onlyRow != nil
      ? 0
      : plane.slices == context.plane.slices
        ? place.slice * plane.rows + min(place.row, plane.rows - 1)
        : min(place.slice * context.plane.rows + place.row, plane.slices * plane.rows - 1)
    let columns = PlainTable.window(around: place.column, of: plane.columns, most: 12)
    let numbers = columns.map { Number.text(Double(stage.value(row * plane.columns + $0))) }
    return [
      heading,
      PlainText.numbers(
        language, "\(columns.lowerBound + 1)", "\(columns.upperBound)", "\(plane.columns)",
        numbers.joined(separator: ", ")),
    ]
  }
}
