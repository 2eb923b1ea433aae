import Screen
import Tensors
import Tracing

/// A step's numbers on two sides and their difference: below each other, beside each other, or one at a time.
struct CompareMatrices {
  private let compared: CompareState
  private let names: SideNames
  private let language: DisplayLanguage
  private let isFocused: Bool
  private var comparison: Comparison { compared.comparison }

  init(
    _ compared: CompareState, _ names: SideNames, _ language: DisplayLanguage, isFocused: Bool
  ) {
    self.compared = compared
    self.names = names
    self.language = language
    self.isFocused = isFocused
  }

  /// The fewest rows of a matrix in its box that are worth a part of the screen.
  private static let leastHeight = 9
  /// The fewest columns.
  private static let leastWidth = 32

  func draw(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty, !comparison.steps.isEmpty else { return }
    let last = comparison.sides.count
    let panels = [0, compared.other, last]
    if area.height >= panels.count * Self.leastHeight {
      var rest = area
      for (index, panel) in panels.enumerated() {
        let part: Rect
        (part, rest) = rest.cutTop(rest.height / (panels.count - index))
        draw(panel, into: &canvas, in: part)
      }
    } else if area.width >= panels.count * Self.leastWidth {
      var rest = area
      for (index, panel) in panels.enumerated() {
        let part: Rect
        (part, rest) = rest.cutLeft(rest.width / (panels.count - index))
        draw(panel, into: &canvas, in: part)
      }
    } else {
      draw(compared.panel, isAlone: true, into: &canvas, in: area)
    }
  }

  /// What Tab leads to from a panel.
  private func next(after panel: Int) -> String {
    let last = comparison.sides.count
    let next = (panel + 1) % (last + 1)
    let name =
      next < last
      ? ComparedSide.letter(next)
      : CompareText.difference(
        language, ComparedSide.letter(0), ComparedSide.letter(compared.other))
    return CompareText.named(language, Key.tab.label, name)
  }

  // MARK: One of them

  private func draw(
    _ panel: Int, isAlone: Bool = false, into canvas: inout Canvas, in area: Rect
  ) {
    let isDifference = panel == comparison.sides.count
    let step = compared.step
    let isHere = isFocused && panel == compared.panel
    let name = names.name(of: step.address)
    let title =
      isDifference
      ? CompareText.difference(
        language, ComparedSide.letter(0), ComparedSide.letter(compared.other))
      : CompareText.named(language, names.lettered(panel), name)
    let subject = isDifference ? 0 : panel
    var note =
      step.nodes[subject].map { node in
        let context = self.context(subject, node, canvas.medium)
        return StageTitle(context).note
      } ?? ""
    if isAlone { note = next(after: panel) }
    let inner = Panel(title, note: note, isFocused: isHere).draw(into: &canvas, in: area)
    if isDifference {
      drawDifference(isHere, into: &canvas, in: inner)
    } else {
      drawSide(panel, isHere, into: &canvas, in: inner)
    }
  }

  private func context(
    _ side: Int, _ node: NodeID, _ medium: Medium, isHere: Bool = false
  ) -> StageContext {
    let subject = comparison.sides[side].subject
    var spot = Spot(node, cell: compared.place.cell(in: subject.trace[node]))
    spot.zoom = compared.zoom
    spot.scroll = compared.scroll
    return StageContext(
      subject: subject, spot: spot, language: language, medium: medium, isFocused: isHere)
  }

  private func drawSide(_ side: Int, _ isHere: Bool, into canvas: inout Canvas, in area: Rect) {
    guard let node = compared.step.nodes[side] else {
      say(names.gap(compared.step.address, side), into: &canvas, in: area)
      return
    }
    var view = MatrixStage(context(side, node, canvas.medium, isHere: isHere)).view
    view.scale = scale(view.scale, canvas.medium)
    view.words = MatrixStage.words(language)
    view.draw(into: &canvas, in: area)
  }

  /// One scale for all sides, so that equal colours are equal numbers.
  private func scale(_ own: Scale, _ medium: Medium) -> Scale {
    var scale = own
    for (side, node) in compared.step.nodes.enumerated() {
      guard let node else { continue }
      let other = MatrixStage(context(side, node, medium)).view.scale
      guard other.kind == scale.kind else { continue }
      scale = Scale(
        minimum: min(scale.minimum, other.minimum), maximum: max(scale.maximum, other.maximum),
        kind: scale.kind)
    }
    return scale
  }

  private func drawDifference(_ isHere: Bool, into canvas: inout Canvas, in area: Rect) {
    let step = compared.step
    let other = compared.other
    guard let a = step.nodes[0], let b = step.nodes[other] else {
      say(names.gap(step.address, step.nodes[0] == nil ? 0 : other), into: &canvas, in: area)
      return
    }
    let maximum: Double
    switch step.comparisons[other] {
    case .same: maximum = 0
    case .differs(let largest, _, _): maximum = largest.isFinite ? largest : 1
    case .shapes, .gap:
      say(names.distance(step, other), into: &canvas, in: area)
      return
    }
    let context = self.context(0, a, canvas.medium, isHere: isHere)
    let (left, right) = (context.values, comparison.sides[other].subject.trace.values(of: b))
    let plane = context.plane
    let (slice, row, column) = context.place
    func cell(_ row: Int, _ column: Int) -> Int {
      (slice * plane.rows + row) * plane.columns + column
    }
    let source = MatrixValues(
      rows: plane.rows, columns: plane.columns,
      isMasked: {
        let place = cell($0, $1)
        return left[place] == -.infinity && right[place] == -.infinity
      },
      value: {
        let place = cell($0, $1)
        return left[place] == right[place] ? 0 : left[place] - right[place]
      })
    MatrixStage(context).view(
      source, scale: .symmetric(maximum), cursor: MatrixCell(row: row, column: column)
    ).draw(into: &canvas, in: area)
  }

  private func say(_ text: String, into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let lines = TextLayout.wrap(text, to: max(1, area.width - 2))
    let top = max(0, (area.height - lines.count) / 2)
    for (row, line) in lines.prefix(area.height).enumerated() {
      canvas.put(line, x: area.x + 1, y: area.y + top + row, canvas.theme[.norm])
    }
  }
}
