import Screen
import Tracing

/// The logit lens: the token that the head would find most probable in each state, at the cursor's position.
struct LensPicture {
  private let context: StageContext

  /// Makes the picture.
  init(_ context: StageContext) { self.context = context }

  /// A line for each state; below, what a lens is.
  var picture: StatePicture {
    let c = context.subject.configuration
    if c.tower == .encoderDecoder, context.tower == "encoder" {
      return message(.lensOfEncoder)
    }
    switch context.subject.figures.lensSoFar(at: context.position) {
    case .headHasLayers: return message(.lensHeadLayers)
    case .noHead: return message(.lensNoHead)
    case .pending(let states):
      return StatePicture(blocks: [
        context.towerTokens, .gap,
        .text(FigureText.computing(context.language, "\(states.count)"), .faint, rank: 0),
      ])
    case .readings(let readings):
      return StatePicture(blocks: [
        context.towerTokens,
        .text(context.words(.lensReads, context.quoted(context.token)), rank: 2), .gap,
        .drawing(rank: 0, least: 1, wanted: readings.count + 1) { canvas, area in
          draw(readings, into: &canvas, in: area)
        },
        .gap, .text(about, .faint, rank: 1, lines: 3),
      ])
    }
  }

  /// What a lens is; a final norm is spoken of where there is one.
  private var about: String {
    let text: StreamText =
      context.subject.configuration.hasFinalNorm ? .lensIs : .lensIsOfHead
    return context.words(text)
  }

  private func message(_ text: StreamText) -> StatePicture {
    StatePicture(blocks: [
      .text(context.words(text), rank: 0, lines: 4),
      .text(about, .faint, rank: 1, lines: 3),
    ])
  }

  private func draw(_ readings: [LogitLens.Reading], into canvas: inout Canvas, in area: Rect) {
    let theme = canvas.theme
    let answer = context.label(ofID: readings.last?.token ?? 0)
    let names = readings.map { context.name($0.state.kind) }
    let tokens = readings.map { context.label(ofID: $0.token) }
    func widest(_ texts: [String], _ most: Int) -> Int {
      min(most, texts.reduce(0) { max($0, TextWidth.cells($1)) })
    }
    let nameWidth = widest(names, max(8, area.width / 3))
    let head = context.words(.mostProbable)
    let tokenWidth = widest(tokens + [head], max(8, area.width / 4))
    let barX = area.x + nameWidth + tokenWidth + 2 + 8 + 2
    let barWidth = area.maxX - barX - 9
    let hasHead = area.height >= 3
    if hasHead {
      canvas.put(
        TextLayout.pad(head, to: tokenWidth), x: area.x + nameWidth + 2, y: area.y, theme[.faint])
      if barWidth >= 8 {
        canvas.put(
          TextLayout.clip(
            context.words(.probabilityOf, context.quoted(answer)), to: area.maxX - barX),
          x: barX, y: area.y, theme[.faint])
      }
    }
    let body = area.cutTop(hasHead ? 1 : 0).rest
    let here = readings.lastIndex { $0.state.node <= context.spot.node } ?? 0
    let first = Scrolling.first(
      max(0, here - body.height / 2), showing: here, count: readings.count, visible: body.height)
    if hasHead { drawEdges(first, readings.count - first - body.height, into: &canvas, in: area) }
    for (line, index) in (first..<min(readings.count, first + body.height)).enumerated() {
      let y = body.y + line
      let reading = readings[index]
      let isAnswer = reading.token == readings.last?.token
      let style = index == here ? theme[context.isFocused ? .focus : .selected] : theme[.residual]
      canvas.put(TextLayout.pad(names[index], to: nameWidth), x: body.x, y: y, style)
      canvas.put(
        TextLayout.pad(tokens[index], to: tokenWidth), x: body.x + nameWidth + 2, y: y,
        isAnswer ? theme[.good].with(.bold) : theme[.text])
      let isCursor = index == here && !context.spot.isOnSecond
      canvas.put(
        NumberCell(width: 7, decimals: 4).text(reading.probability),
        x: body.x + nameWidth + tokenWidth + 3, y: y,
        theme[isCursor ? (context.isFocused ? .focus : .selected) : .text], width: body.width)
    }
    guard barWidth >= 8 else { return }
    BarList(
      readings[first..<min(readings.count, first + body.height)].map {
        BarEntry("", $0.ofAnswer, number: NumberCell(width: 6, decimals: 4).text($0.ofAnswer))
      }, maximum: 1, cursor: context.spot.isOnSecond ? here - first : nil,
      isFocused: context.isFocused
    ).draw(
      into: &canvas,
      in: Rect(x: barX - 1, y: body.y, width: area.maxX - barX + 1, height: body.height))
  }

  /// How many states lie above and below.
  private func drawEdges(
    _ above: Int, _ below: Int, into canvas: inout Canvas, in area: Rect
  ) {
    let texts = [above > 0 ? "▲\(above)" : nil, below > 0 ? "▼\(below)" : nil]
    canvas.put(
      texts.compactMap(\.self).joined(separator: " "), x: area.x, y: area.y,
      canvas.theme[.faint], width: area.width)
  }
}
