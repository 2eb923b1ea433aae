import Screen
import Tensors
import Tracing

/// All heads of an attention side by side, each a small matrix; the cursor's head is lit.
///
/// - Units: useful from 20×6. Where not all heads fit, those around the cursor's are shown.
struct HeadsStage {
  private let context: StageContext
  private let node: NodeID
  private var language: DisplayLanguage { context.language }

  /// Prepares the picture; nil for a step outside of any attention.
  init?(_ context: StageContext) {
    guard let node = Self.node(context) else { return nil }
    self.context = context
    self.node = node
  }

  /// The node whose heads are shown: the step's own, or its attention's weights.
  static func node(_ context: StageContext) -> NodeID? {
    guard let block = AttentionBlock(context) else { return nil }
    let axes = context.node.axes.suffix(3)
    if Array(axes) == [.head, .query, .key] { return context.spot.node }
    return block.node("weights")
  }

  func draw(into canvas: inout Canvas, in area: Rect) {
    let hasCaption = area.height >= 8
    let body = area.cutTop(hasCaption ? 3 : 0).rest
    let plane = Plane(context.trace[node].shape)
    guard plane.slices > 0, body.height >= 2, body.width >= 4 else { return }
    let labels = AxisLabels(context.subject, node, context.medium)
    let names = (0..<min(plane.rows, 64)).map { labels.row($0) }
    let grid = Grid(
      count: plane.slices, rows: plane.rows, columns: plane.columns,
      label: min(8, names.reduce(0) { max($0, TextWidth.cells($1)) }), in: body.size,
      canvas.medium)
    let heads = context.subject.atlas.heads(of: node, in: context.trace, limit: grid.limit)
    let scale = scale(heads)
    if hasCaption { drawCaption(scale, into: &canvas, area) }
    let first = Scrolling.first(
      0, showing: head / grid.across, count: (plane.slices + grid.across - 1) / grid.across,
      visible: grid.down)
    canvas.clipped(to: body) { canvas in
      for (index, thumbnail) in heads.enumerated() {
        let line = index / grid.across - first
        guard line >= 0, line < grid.down else { continue }
        let corner = Point(
          x: body.x + index % grid.across * (grid.tile.width + Grid.gap),
          y: body.y + line * (grid.tile.height + 2))
        drawTitle(index, into: &canvas, corner, width: grid.tile.width)
        drawNames(labels, grid, plane, into: &canvas, corner)
        thumbnail.draw(
          into: &canvas, at: Point(x: corner.x + grid.label, y: corner.y + 1 + grid.heading),
          pixel: grid.pixel, scale: scale)
      }
    }
  }

  private func drawCaption(_ scale: Scale, into canvas: inout Canvas, _ area: Rect) {
    let theme = canvas.theme
    canvas.put(TextLayout.clip(title, to: area.width), x: area.x, y: area.y, theme[.heading])
    let line = Rect(x: area.x, y: area.y + 1, width: area.width, height: 1)
    let text = AttentionText.headsKeys(
      language, Keymap.label(.nextHead, in: .explore), Keymap.label(.heads, in: .explore))
    let keys = TextLayout.clip(text, to: area.width)
    canvas.put(keys, x: line.x, y: line.y, theme[.faint])
    ScaleLegend(scale: scale, language: language).draw(
      into: &canvas, in: line, after: TextWidth.cells(keys))
  }

  /// The cursor's head; the first where the step has no heads.
  private var head: Int { context.spot.node == node ? context.place.slice : 0 }

  private var title: String {
    let labels = AxisLabels(context.subject, node, context.medium)
    let noun = context.noun(of: context.trace[node])
    let block = context.trace[node].address.parts.dropLast().joined(separator: "/")
    guard context.spot.node == node else {
      return AttentionText.headsPlain(language, noun, block)
    }
    let (_, row, column) = context.place
    return AttentionText.headsTitle(
      language, noun, block, labels.row(row), labels.column(column))
  }

  private func scale(_ heads: [Thumbnail]) -> Scale {
    context.trace[node].operation is Softmax
      ? .fixed : .symmetric(heads.reduce(0) { max($0, $1.magnitude) })
  }

  /// A head's name, and its number at the cursor's row and column.
  private func drawTitle(_ index: Int, into canvas: inout Canvas, _ place: Point, width: Int) {
    let theme = canvas.theme
    let hasCursor = context.spot.node == node
    let isHere = index == head && hasCursor
    let name = AttentionText.headName(language, "\(index + 1)")
    var names = [name]
    if hasCursor {
      let (_, row, column) = context.place
      let cell = context.plane.cell(slice: index, row: row, column: column)
      let value = Double(context.trace.values(of: node)[cell])
      let numbers = [6, 5, 4].map { NumberCell(width: $0).text(value).drop { $0 == " " } }
      names = numbers.map { name + "  " + $0 } + names
    }
    let whole = names.first { TextWidth.cells($0) <= width }
    let style = isHere ? theme[context.isFocused ? .focus : .selected] : theme[.attention]
    canvas.put(
      TextLayout.pad(whole ?? "\(index + 1)", to: width), x: place.x, y: place.y, style,
      width: width)
  }

  /// The tokens along rows and columns, where cells are large enough.
  private func drawNames(
    _ labels: AxisLabels, _ grid: Grid, _ plane: Plane, into canvas: inout Canvas, _ corner: Point
  ) {
    let theme = canvas.theme
    let here = context.spot.node == node ? context.place : (-1, -1, -1)
    func style(_ isHere: Bool) -> Style {
      isHere ? theme[.heading].with([.bold, .underlined]) : theme[.faint]
    }
    if grid.label > 1 {
      for row in 0..<plane.rows {
        let name = TextLayout.clip(labels.row(row), to: grid.label - 1)
        canvas.put(
          name, x: corner.x, y: corner.y + 1 + grid.heading + row * grid.pixel.height,
          style(row == here.1))
      }
    }
    guard grid.heading > 0 else { return }
    for column in 0..<plane.columns {
      canvas.put(
        TextLayout.clip(labels.column(column), to: grid.pixel.width - 1),
        x: corner.x + grid.label + column * grid.pixel.width, y: corner.y + 1,
        style(column == here.2))
    }
  }

  /// How the heads are laid out: as large as all of them fit.
  private struct Grid {
    static let gap = 2

    var across: Int
    var down: Int
    var pixel: Thumbnail.Pixel
    var tile: Size
    var limit: Size
    /// The columns for the names of rows, with the space after them; 0 where there are none.
    var label = 0
    /// The lines for the names of columns.
    var heading = 0

    init(count: Int, rows: Int, columns: Int, label: Int, in size: Size, _ medium: Medium) {
      let sizes = Thumbnail.Pixel.sizes(medium)
      // Whole matrices first, in the largest cells that there is room for, and with names if that does not make
      // them smaller than a line.
      let tries =
        sizes.filter { $0.height > 0 && label > 0 }.map { ($0, label + 1) } + sizes.map { ($0, 0) }
      for (pixel, label) in tries {
        let heading = label > 0 && pixel.width >= 4 ? 1 : 0
        var tile = pixel.size(rows: rows, columns: columns)
        tile.width += label
        tile.height += heading
        // A title needs a few columns.
        let width = max(tile.width, 8)
        let across = min(count, max(1, (size.width + Self.gap) / (width + Self.gap)))
        let down = (count + across - 1) / across
        guard width <= size.width, down * (tile.height + 2) - 1 <= size.height else { continue }
        // Rows of as many heads as one another, as far as may be.
        self.init(
          across: (count + down - 1) / down, down: down, pixel: pixel,
          tile: Size(width: width, height: tile.height),
          limit: Size(width: columns, height: rows))
        self.label = label
        self.heading = heading
        return
      }
      // Blocks of cells as one, such that the smaller side of a tile is as large as can be.
      let pixel = Thumbnail.Pixel.sizes(medium).last ?? .glyph
      var best = (
        across: max(1, min(count, (size.width + Self.gap) / 8)), tile: Size(width: 6, height: 2),
        side: 0
      )
      for across in 1...count {
        let down = (count + across - 1) / across
        let tile = Size(
          width: (size.width + Self.gap) / across - Self.gap,
          height: (size.height + 1) / down - 2)
        guard tile.width >= 6, tile.height >= 2 else { continue }
        let side = min(tile.width, tile.height * 2)
        if side > best.side { best = (across, tile, side) }
      }
      let cells = pixel.cells(in: best.tile)
      self.init(
        across: best.across,
        down: max(
          1,
          min((count + best.across - 1) / best.across, (size.height + 1) / (best.tile.height + 2))),
        pixel: pixel, tile: best.tile,
        limit: Size(width: min(columns, cells.width), height: min(rows, cells.height)))
    }

    private init(across: Int, down: Int, pixel: Thumbnail.Pixel, tile: Size, limit: Size) {
      self.across = across
      self.down = down
      self.pixel = pixel
      self.tile = tile
      self.limit = limit
    }
  }
}
