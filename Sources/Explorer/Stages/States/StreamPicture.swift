import Screen
import Tracing

/// The whole residual stream: how long each token's state is after every sublayer, and how much it has turned.
struct StreamPicture {
  private let context: StageContext

  /// Makes the picture.
  init(_ context: StageContext) { self.context = context }

  /// Draws norms, and the cosines below or beside them where there is room.
  func draw(into canvas: inout Canvas, in area: Rect) {
    canvas.fill(area)
    guard let stream = context.subject.figures.stream(of: context.tower) else {
      canvas.put(
        context.words(.noStream), x: area.x, y: area.y, canvas.theme[.faint], width: area.width)
      return
    }
    let state = stream.index(at: context.spot.node)
    let position = min(context.position, stream.positions - 1)
    let (says, rest) = area.cutBottom(area.height >= 9 ? 2 : 0)
    drawSentence(stream, state, position, into: &canvas, in: says)
    let wanted = stream.positions + 3
    let place = MatrixCell(row: position, column: state)
    // One below the other where all tokens fit twice; beside one another where it is wide; else norms alone.
    if rest.height >= 2 * wanted + 2 || rest.height >= 22 {
      let height = min(wanted, (rest.height - 1) / 2)
      let (top, below) = rest.cutTop(height)
      let bottom = below.cutTop(1).rest.cutTop(height).0
      let scroll = draw(.streamNorms, stream.norms, stream, place, into: &canvas, in: top)
      draw(.streamCosines, stream.cosines, stream, place, scroll, into: &canvas, in: bottom)
    } else if rest.width >= 120 {
      let (left, right) = rest.cutLeft(rest.width / 2)
      let scroll = draw(
        .streamNorms, stream.norms, stream, place, into: &canvas, in: left.cutRight(2).rest)
      draw(.streamCosines, stream.cosines, stream, place, scroll, into: &canvas, in: right)
    } else if context.spot.isOnSecond {
      draw(.streamCosines, stream.cosines, stream, place, into: &canvas, in: rest)
    } else {
      draw(.streamNorms, stream.norms, stream, place, into: &canvas, in: rest)
    }
  }

  /// Draws figures of every state at every position, and says where the drawing begins.
  @discardableResult
  private func draw(
    _ title: StreamText, _ figures: [[Double]], _ stream: StreamFigures, _ place: MatrixCell,
    _ scroll: MatrixScroll = MatrixScroll(), into canvas: inout Canvas, in area: Rect
  ) -> MatrixScroll {
    // What has no direction, or nothing before it, is left blank.
    let source = MatrixValues(
      rows: stream.positions, columns: stream.states.count,
      isMasked: { figures[$1][$0].isNaN }, value: { Float(figures[$1][$0]) })
    let tokens = context.trace.labels
    let list = (context.tower == "encoder" ? tokens.source : tokens.target).first ?? []
    let labels = list.map(context.medium.drawable)
    let width = min(16, labels.reduce(0) { max($0, TextWidth.cells($1)) })
    let (scale, end) = scale(figures)
    var words = MatrixStage.words(context.language)
    if let end { words.matrix = context.words(.clippedMatrix, Number.text(end, digits: 3)) }
    let zoom = context.spot.zoom == .cell ? .numbers : context.spot.zoom
    let isBlank = figures[place.column][place.row].isNaN
    return MatrixView(
      source,
      rows: MatrixAxis(
        TextLayout.clip(context.words(title), to: area.width), labelWidth: width, role: .residual
      ) { $0 < labels.count ? labels[$0] : "\($0 + 1)" },
      columns: MatrixAxis(
        "", labels: stream.states.map { context.name($0.kind, isShort: true) }, role: .residual),
      scale: scale, zoom: zoom,
      cursor: isBlank ? nil : place,
      isFocused: context.isFocused && context.spot.isOnSecond == (title == .streamCosines),
      scroll: scroll,
      words: words
    ).draw(into: &canvas, in: area)
  }

  /// The scale of figures, and the largest where the colours end below it: a few states of a trained model are
  /// so long that all others would look alike.
  private func scale(_ figures: [[Double]]) -> (Scale, beyond: Double?) {
    let sorted = figures.joined().filter(\.isFinite).sorted()
    guard let least = sorted.first, let largest = sorted.last else { return (.fixed, nil) }
    let most = sorted[(sorted.count - 1) * 95 / 100]
    let isClipped = most > 0 && largest > 3 * most
    return (
      Scale(minimum: least, maximum: isClipped ? most : largest, kind: .matrix),
      isClipped ? largest : nil
    )
  }

  private func drawSentence(
    _ stream: StreamFigures, _ state: Int, _ position: Int, into canvas: inout Canvas, in area: Rect
  ) {
    guard !area.isEmpty, position >= 0 else { return }
    let first = stream.norms[0][position]
    let last = stream.norms[state][position]
    let cosine = stream.cosines[state][position]
    let length = context.words(
      .streamSays, context.quoted(context.token), context.name(stream.states[state].kind),
      Number.text(last, digits: 3), Number.text(first, digits: 3))
    let text =
      cosine.isNaN
      ? length
      : context.sentences(length, context.words(.streamTurn, Number.text(cosine, digits: 3)))
    for (index, line) in TextLayout.wrap(text, to: area.width).prefix(area.height).enumerated() {
      canvas.put(line, x: area.x, y: area.y + index, width: area.width)
    }
  }
}
