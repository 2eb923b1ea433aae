import Screen
import Tensors
import Tracing

/// The tokens of a text, one a line: position, id, spelling in the vocabulary, place in the text.
struct TokensPicture {
  private let context: StageContext

  /// Makes the picture.
  init(_ context: StageContext) { self.context = context }

  /// The list; then where the text was cut, if it was.
  var picture: StatePicture {
    let count = context.node.shape.count
    let spans = context.subject.figures.spans(of: context.node.address.parts.first == "encoder")
    let list = StateBlock.drawing(rank: 0, least: 1, wanted: count + 1) { canvas, area in
      draw(spans, into: &canvas, in: area)
    }
    var blocks: [StateBlock] = []
    if let notice = context.subject.notices.first {
      blocks.append(.text(notice, .warning, rank: 1))
    }
    blocks.append(.text(context.words(.tokensAre, "\(count)"), .faint, rank: 2))
    blocks.append(.gap)
    return StatePicture(blocks: blocks + [list])
  }

  private func draw(_ spans: [TokenSpan?], into canvas: inout Canvas, in area: Rect) {
    let columns = self.columns(spans)
    let widths = self.widths(columns, in: area.width)
    let hasHead = area.height >= 3
    var body = area
    if hasHead {
      drawLine(
        columns.map(\.title), widths, columns, style: canvas.theme[.faint], into: &canvas,
        at: area)
      body = area.cutTop(1).rest
    }
    let cursor = context.spot.cell
    let first = Scrolling.first(
      max(0, cursor - body.height / 2), showing: cursor, count: context.node.shape.count,
      visible: body.height)
    for index in first..<min(context.node.shape.count, first + body.height) {
      let line = Rect(x: body.x, y: body.y + index - first, width: body.width, height: 1)
      let theme = canvas.theme
      let style: Style? =
        index == cursor
        ? theme[context.isFocused ? .focus : .selected] : spans[index] == nil ? theme[.faint] : nil
      if index == cursor { canvas.fill(line, " ", style ?? .plain) }
      drawLine(
        columns.map { $0.text(index) }, widths, columns, style: style, into: &canvas, at: line)
    }
  }

  private struct Column {
    var title: String
    var alignment = TextLayout.Alignment.left
    var role = Theme.Role.text
    var text: (Int) -> String
  }

  private func columns(_ spans: [TokenSpan?]) -> [Column] {
    let labels = context.labels
    let values = context.values
    let ids = (0..<context.node.shape.count).map { Int(values[$0]) }
    let reader = context.subject.reader
    var columns = [
      Column(title: context.words(.position), alignment: .right, role: .faint) { "\($0 + 1)" },
      Column(title: context.words(.token), role: .embedding) { labels.column($0) },
      Column(title: context.words(.tokenID), alignment: .right) { "\(ids[$0])" },
    ]
    guard let reader else { return columns }
    columns.append(
      Column(title: context.words(.spelling)) {
        context.medium.shown(reader.spelling(of: ids[$0]))
      })
    columns.append(
      Column(title: context.words(.bytesOfText), alignment: .right) {
        spans[$0].map { "\($0.bytes.lowerBound)–\($0.bytes.upperBound)" } ?? "–"
      })
    columns.append(
      Column(title: context.words(.standsFor), role: .faint) { index in
        if let role = role(of: ids[index], at: index) { return context.words(role) }
        return spans[index].map { VisibleText.escaped($0.text) }
          .map { context.quoted(context.medium.drawable($0)) } ?? ""
      })
    return columns
  }

  /// What a token that stands for no text is for.
  private func role(of id: Int, at index: Int) -> StateText? {
    let tokens = context.subject.configuration.tokens
    let isDecoder = context.node.address.parts.first == "decoder"
    if index == 0, isDecoder, id == tokens.decoderStart { return .startsDecoder }
    if id == tokens.padding { return .fillsUp }
    if tokens.ends.contains(id) { return .endsText }
    if id == tokens.beginning { return .beginsText }
    let isSpecial = context.subject.reader?.tokenizer.addedTokens.isSpecial(id) ?? false
    return isSpecial ? .specialToken : nil
  }

  private func widths(_ columns: [Column], in width: Int) -> [Int] {
    let count = context.node.shape.count
    var widths = columns.map { column in
      (0..<min(count, 512)).reduce(TextWidth.cells(column.title)) {
        max($0, min(28, TextWidth.cells(column.text($1))))
      }
    }
    // The columns on the right go first, and one that would be cut to less than six cells.
    while widths.count > 1, widths.reduce(2 * (widths.count - 1), +) > width {
      let excess = widths.reduce(2 * (widths.count - 1), +) - width
      if widths[widths.count - 1] - excess >= 6, columns[widths.count - 1].alignment == .left {
        widths[widths.count - 1] -= excess
      } else {
        widths.removeLast()
      }
    }
    return widths
  }

  private func drawLine(
    _ texts: [String], _ widths: [Int], _ columns: [Column], style: Style?,
    into canvas: inout Canvas, at line: Rect
  ) {
    var x = line.x
    for (index, width) in widths.enumerated() {
      canvas.put(
        TextLayout.pad(texts[index], to: width, columns[index].alignment), x: x, y: line.y,
        style ?? canvas.theme[columns[index].role], width: line.maxX - x)
      x += width + 2
    }
  }
}
