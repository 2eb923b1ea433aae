import Screen
import Tensors
import Tracing
import Transformers

/// Scores or probabilities of the cursor's position, the largest first.
struct OutputPicture {
  private let context: StageContext
  private let isProbability: Bool

  /// Makes the picture; nil where there is nothing to choose from.
  init?(_ context: StageContext) {
    guard context.plane.columns > 0 else { return nil }
    self.context = context
    isProbability = context.kind == .probabilities
  }

  /// The tokens, what it is about, the bars.
  var picture: StatePicture {
    let bars = StateBlock.drawing(rank: 0, least: 1, wanted: min(context.plane.columns, 400)) {
      canvas, area in drawBars(into: &canvas, in: area)
    }
    var blocks: [StateBlock] = []
    if isOverTokens {
      blocks.append(context.tokenLine)
      blocks.append(.text(about, rank: 2))
      if let says = actual { blocks.append(.text(says, .good, rank: 1)) }
    } else {
      blocks.append(.text(context.words(.answersOf), rank: 2))
    }
    if !isProbability { blocks.append(.text(context.words(.beforeSoftmax), .faint, rank: 3)) }
    return StatePicture(blocks: blocks + [.gap, bars])
  }

  private var isOverTokens: Bool { context.labels.columnAxis == .vocabulary }
  private var isCausal: Bool { context.subject.configuration.tower != .encoder }

  private var about: String {
    context.words(isCausal ? .nextAfter : .insteadOf, context.rowName)
  }

  /// The token that the text has there: the next one for a decoder, the same one for an encoder.
  private var actualID: Int? {
    guard isOverTokens else { return nil }
    let address: Address = isCausal ? "decoder/ids" : "encoder/ids"
    let position = context.place.row + (isCausal ? 1 : 0)
    guard let ids = context.trace.node(at: address),
      position < context.trace[ids].shape.count
    else { return nil }
    return Int(context.trace.values(of: ids)[position])
  }

  private var actual: String? {
    guard let id = actualID else {
      return isCausal && isOverTokens ? context.words(.textEnds) : nil
    }
    guard id >= 0, id < context.plane.columns else { return nil }
    let ranking = context.subject.figures.ranking(of: context.spot.node, row: context.row)
    let value = Double(context.values[context.row * context.plane.columns + id])
    return context.words(
      isCausal ? .nextInText : .inText, context.quoted(context.label(ofID: id)),
      "\(ranking.rank(of: id) + 1)", Number.text(value, digits: 5))
  }

  // MARK: Bars

  private func drawBars(into canvas: inout Canvas, in area: Rect) {
    let count = context.plane.columns
    let ranking = context.subject.figures.ranking(of: context.spot.node, row: context.row)
    let rank = ranking.rank(of: context.place.column)
    // Pages of the list: only what is seen is made, of a vocabulary of any size.
    let page = max(1, area.height)
    let first = rank < page ? 0 : min(rank - page / 2, max(0, count - page))
    let values = context.values
    let start = context.row * count
    let actual = actualID
    let digits = "\(min(count, first + page))".utf8.count
    let entries = (first..<min(count, first + page)).map { place in
      let column = ranking.column(at: place)
      let value = Double(values[start + column])
      let number = TextLayout.pad("\(place + 1)", to: digits, .right)
      let isActual = column == actual
      return BarEntry(
        "\(number) " + (isActual ? "▸ " : "  ") + name(column), value,
        number: isProbability ? Number.text(value) : nil,
        role: isActual ? .good : .probability, isHighlighted: isActual)
    }
    var bars = BarList(
      entries, maximum: isProbability ? 1 : nil, cursor: rank - first,
      isFocused: context.isFocused)
    let largest = Double(values[start + ranking.column(at: 0)])
    if largest.isFinite { bars.largest = largest }
    bars.draw(into: &canvas, in: area)
  }

  private func name(_ column: Int) -> String {
    guard isOverTokens else { return context.labels.column(column) }
    return TextLayout.clip(context.label(ofID: column), to: 20)
  }
}
