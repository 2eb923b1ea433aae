import Screen
import Tensors
import Tracing

/// Where a path ends: a parameter with the tensor and the file that it lies in and its row, or a token id
/// with its token and its place in the text.
struct PathEndView {
  private let context: StageContext

  /// The rows that the words take, the cell's own line included.
  static let rows = 4

  init(_ context: StageContext) { self.context = context }

  /// Draws the words and, where there is room, the row or the text.
  func draw(into canvas: inout Canvas, in area: Rect) {
    let (words, rest) = area.cutTop(Self.rows)
    ByHandView(context).draw(into: &canvas, in: words)
    let picture = rest.cutTop(rest.height > 6 ? 1 : 0).rest
    guard picture.height >= 2 else { return }
    if isIDs {
      drawText(into: &canvas, in: picture)
    } else {
      MatrixStage(context).draw(into: &canvas, in: picture)
    }
  }

  /// Draws what there is to say.
  func drawLines(into canvas: inout Canvas, in area: Rect) {
    for (row, line) in lines(canvas.medium).prefix(area.height).enumerated() {
      canvas.put(
        TextLayout.clipMiddle(line, to: area.width), x: area.x, y: area.y + row,
        canvas.theme[row == 0 ? .text : .faint])
    }
  }

  private var isIDs: Bool { context.kind == .tokens }

  /// What there is to say, without the cell and its number.
  func lines(_ medium: Medium) -> [String] {
    let language = context.language
    let node = context.node
    if node.kind == .parameter {
      var lines = [
        FrameText.parameterOf(language, "\(node.shape.count)"), node.address.path,
      ]
      if let origin = context.subject.loaded.origin(of: node.address) {
        lines.append(
          FrameText.tensorOf(language, medium.shown(origin.tensor), medium.shown(origin.file)))
      }
      return lines
    }
    if isIDs {
      let index = context.spot.cell
      let id = Int(context.values[index])
      return [
        FrameText.tokenAt(language, "\(id)", context.labels.column(index)),
        FrameText.positionAt(language, "\(index + 1)", "\(node.shape.count)"),
      ]
    }
    var lines = [FrameText.givenNumber(language), node.address.path]
    if node.address.name.hasSuffix("attention-mask") {
      let isOpen = context.values[context.spot.cell] != 0
      lines.insert((isOpen ? FrameText.open : .closed)(language), at: 0)
    }
    return lines
  }

  /// The text as its tokens, the cursor's lit.
  private func drawText(into canvas: inout Canvas, in area: Rect) {
    let theme = canvas.theme
    var x = area.x
    var y = area.y
    var places: [(text: String, x: Int, y: Int)] = []
    for index in 0..<context.node.shape.count {
      let token = TextLayout.clip(context.labels.column(index), to: area.width)
      let width = TextWidth.cells(token)
      if x > area.x, x + width > area.maxX {
        x = area.x
        y += 1
      }
      places.append((token, x, y))
      x += width + 1
    }
    // A long text begins so that the token is in sight.
    let own = places.indices.contains(context.spot.cell) ? places[context.spot.cell].y : area.y
    let first = Scrolling.first(
      0, showing: own - area.y, count: y - area.y + 1, visible: area.height)
    canvas.clipped(to: area) { canvas in
      for (index, place) in places.enumerated() {
        canvas.put(
          place.text, x: place.x, y: place.y - first,
          theme[index == context.spot.cell ? .focus : .text])
      }
    }
  }
}
