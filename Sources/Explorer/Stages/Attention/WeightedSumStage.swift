import Screen
import Tensors
import Tracing

/// The context of the cursor's query as a sum of rows: each token with its weight and its values, and the
/// running total down the page.
///
/// - Units: useful from 46×9.
struct WeightedSumStage {
  private let context: StageContext
  private let block: AttentionBlock
  private let sum: WeightedSum
  private let channel: Int
  private var language: DisplayLanguage { context.language }

  /// The lines around the rows: caption, place, header, the last line, the verdict.
  private static let linesAround = 5

  /// Prepares the picture; nil where there is no room for it.
  init?(_ context: StageContext, in area: Rect) {
    let (head, row, column) = context.place
    guard area.width >= 46, area.height >= 9, let block = AttentionBlock(context),
      let sum = WeightedSum(
        context, block, head: head, query: row, limit: area.height - Self.linesAround)
    else { return nil }
    self.context = context
    self.block = block
    self.sum = sum
    channel = column
  }

  func draw(into canvas: inout Canvas, in area: Rect) {
    let theme = canvas.theme
    let columns = Columns(
      labels + [others], channels: block.headWidth, channel: channel, width: area.width)
    let (values, totals) = (valueScale, totalScale)
    canvas.clipped(to: area) { canvas in
      canvas.put(
        TextLayout.clip(AttentionText.context(language), to: area.width), x: area.x, y: area.y,
        theme[.text])
      canvas.put(
        TextLayout.clip(place, to: columns.numbers[3]), x: area.x, y: area.y + 1, theme[.heading])
      drawHeader(columns, into: &canvas, Point(x: area.x, y: area.y + 2))
      var y = area.y + 3
      for (row, label) in zip(sum.rows, labels) {
        let line = Line(
          label: label, weight: Double(row.weight), value: Double(row.values[channel]),
          product: Double(row.weight) * Double(row.values[channel]), total: row.total[channel])
        draw(
          line, columns, into: &canvas, Point(x: area.x, y: y), row.weight == 0 ? .faint : .text)
        // What adds nothing has no colours.
        if row.weight != 0 {
          draw(
            row.values, on: values, at: columns.values, columns, into: &canvas,
            Point(x: area.x, y: y))
        }
        draw(
          row.total.map { Float($0) }, on: totals, at: columns.totals, columns, into: &canvas,
          Point(x: area.x, y: y))
        y += 1
      }
      if sum.otherCount > 0 {
        let line = Line(
          label: others, weight: sum.otherWeight,
          product: sum.otherTotal[channel], total: sum.total[channel])
        draw(line, columns, into: &canvas, Point(x: area.x, y: y), .faint)
        draw(
          sum.total.map { Float($0) }, on: totals, at: columns.totals, columns, into: &canvas,
          Point(x: area.x, y: y))
        y += 1
      }
      drawEnd(columns, into: &canvas, Rect(x: area.x, y: y, width: area.width, height: 2))
    }
    if let (view, place) = matrix(in: area) { view.draw(into: &canvas, in: place) }
  }

  /// The lines that the sum takes.
  private var height: Int { Self.linesAround + sum.rows.count + (sum.otherCount > 0 ? 1 : 0) }

  /// The matrix below the sum and where it stands; nil where there is no room for it.
  func matrix(in area: Rect) -> (view: MatrixView, area: Rect)? {
    let below = area.cutTop(height + 1).rest
    guard below.height >= 6 else { return nil }
    let view = MatrixStage(context).view
    let rows = min(below.height, view.source.rows + 3)
    return (view, below.cutTop(rows).0)
  }

  private var others: String {
    sum.otherCount > 0 ? AttentionText.otherKeys(language, "\(sum.otherCount)") : ""
  }

  private var labels: [String] { sum.rows.map { context.labels.label(.key, $0.key) } }

  private var place: String {
    let (head, row, column) = context.place
    return AttentionText.contextPlace(
      language, context.labels.row(row), "\(head + 1)", "\(column + 1)")
  }

  // MARK: Columns

  private struct Columns {
    var label: Int
    /// Where bars of the weights begin, and how long a whole one is.
    var bar: (x: Int, width: Int)
    /// Where numbers end: weight, value, product, total.
    var numbers: [Int]
    /// Where the values' colours begin; nil where there is no place.
    var values: Int?
    /// Where the sums' colours begin.
    var totals: Int?
    /// The columns of one channel.
    var cell: Int
    /// The channels that are in sight.
    var channels: Range<Int>

    static let number = 8

    init(_ labels: [String], channels count: Int, channel: Int, width: Int) {
      label = min(12, max(4, labels.reduce(0) { max($0, TextWidth.cells($1)) }))
      let barWidth = width >= 90 ? 8 : width >= 60 ? 4 : 0
      bar = (label + 1, barWidth)
      let start = label + 1 + barWidth
      numbers = (1...4).map { start + $0 * Self.number }
      let strips = start + 4 * Self.number + 2
      let room = width - strips
      let fits = [(2, 2), (1, 2), (2, 1), (1, 1)].first { cell, strips in
        cell * count * strips + (strips - 1) * 2 <= room
      }
      cell = fits?.0 ?? 1
      let seen = fits == nil ? max(0, min(count, room - 1)) : count
      let first = Scrolling.first(
        channel - seen / 2, showing: channel, count: count, visible: seen)
      channels = first..<first + seen
      values = seen >= 4 ? strips : nil
      totals = fits?.1 == 2 ? strips + cell * count + 2 : nil
    }
  }

  private struct Line {
    var label: String
    var weight: Double?
    var value: Double?
    var product: Double?
    var total: Double?
  }

  private func drawHeader(_ columns: Columns, into canvas: inout Canvas, _ place: Point) {
    let theme = canvas.theme
    let names: [(AttentionText, Theme.Role)] = [
      (.weightHead, .probability), (.valueHead, .value), (.productHead, .text), (.totalHead, .text),
    ]
    for (name, end) in zip(names, columns.numbers) {
      let text = TextLayout.clip(name.0(language), to: Columns.number - 1)
      canvas.put(
        text, x: place.x + end - TextWidth.cells(text), y: place.y, theme[name.1].with(.bold))
    }
    for (x, name) in [(columns.values, AttentionText.valueRows), (columns.totals, .runningSum)] {
      guard let x else { continue }
      let width = columns.channels.count * columns.cell
      let text = TextLayout.clip(name(language), to: width)
      canvas.put(text, x: place.x + x, y: place.y - 1, theme[.faint])
      let pointer = (channel - columns.channels.lowerBound) * columns.cell
      canvas.put("▾", x: place.x + x + pointer, y: place.y, theme[.heading])
    }
  }

  private func draw(
    _ line: Line, _ columns: Columns, into canvas: inout Canvas, _ place: Point,
    _ role: Theme.Role = .text
  ) {
    let theme = canvas.theme
    canvas.put(
      TextLayout.clip(line.label, to: columns.label), x: place.x, y: place.y,
      theme[role == .text ? .keyAxis : role])
    if let weight = line.weight, columns.bar.width > 0, weight > 0 {
      let length = min(1, weight) * Double(columns.bar.width)
      let count = max(weight >= 0.005 ? 1 : 0, Int(length.rounded()))
      canvas.put(
        String(repeating: "▆", count: count), x: place.x + columns.bar.x, y: place.y,
        theme[.probability])
    }
    let numbers = [line.weight, line.value, line.product, line.total]
    for (index, number) in numbers.enumerated() {
      guard let number else { continue }
      let text = NumberCell(width: Columns.number - 1, decimals: 4).text(number)
      let style = role == .text && index == 3 ? theme[.heading] : theme[role]
      canvas.put(
        text, x: place.x + columns.numbers[index] - Columns.number + 1, y: place.y, style)
    }
  }

  private func draw(
    _ values: [Float], on scale: Scale, at start: Int?, _ columns: Columns,
    into canvas: inout Canvas, _ place: Point
  ) {
    guard let start else { return }
    let ramp = Ramp(for: scale, medium: canvas.medium)
    for (index, channel) in columns.channels.enumerated() where channel < values.count {
      let swatch = ramp.swatch(Double(values[channel]), in: scale)
      let x = place.x + start + index * columns.cell
      let text = columns.cell == 2 ? swatch.pair : String(Character(swatch.glyph))
      canvas.put(text, x: x, y: place.y, swatch.style)
    }
  }

  /// The colours of the values.
  private var valueScale: Scale { Strip.symmetric(sum.rows.flatMap(\.values)) }

  /// The colours of the sums: they are smaller than the values where the weights are spread.
  private var totalScale: Scale {
    Strip.symmetric(sum.rows.flatMap { $0.total.map { Float($0) } } + sum.recorded)
  }

  // MARK: The end

  private func drawEnd(_ columns: Columns, into canvas: inout Canvas, _ area: Rect) {
    let theme = canvas.theme
    let name = context.noun(of: context.node)
    let end = Line(label: "", total: Double(sum.recorded[channel]))
    draw(end, columns, into: &canvas, Point(x: area.x, y: area.y))
    canvas.put(
      TextLayout.clip("= " + name, to: columns.numbers[2]), x: area.x, y: area.y, theme[.heading])
    draw(
      sum.recorded, on: totalScale, at: columns.totals ?? columns.values, columns, into: &canvas,
      Point(x: area.x, y: area.y))
    let verdict = (sum.holds ? AttentionText.equalsContext : .differsFromContext)(
      language, Number.text(sum.difference, digits: 2))
    canvas.put(
      TextLayout.clip(verdict, to: area.width), x: area.x, y: area.y + 1,
      theme[sum.holds ? .good : .bad])
  }
}
