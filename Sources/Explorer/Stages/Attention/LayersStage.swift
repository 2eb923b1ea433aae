import Screen
import Tensors
import Tracing

/// Every layer times every head of one kind of attention, each a small matrix; the cursor's is lit.
///
/// - Units: useful from 20×6. Where not all layers fit, those around the cursor's are shown.
struct LayersStage {
  private let context: StageContext
  /// The layers' nodes, from the first layer.
  private let nodes: [NodeID]
  private let here: Int
  private var language: DisplayLanguage { context.language }

  /// Prepares the picture; nil for a step outside of any attention, and where there is no room.
  init?(_ context: StageContext, in area: Rect) {
    guard area.height >= 3, area.width >= 12, let node = HeadsStage.node(context) else {
      return nil
    }
    let address = context.trace[node].address
    let parts = address.parts
    let isLayered = parts.count == 4
    nodes = context.subject.steps.steps.compactMap { step in
      guard step.address.name == address.name, isLayered else {
        return step.node == node ? node : nil
      }
      let other = step.address.parts
      // Tower and kind of attention are the same; the layer is any.
      return other.count == 4 && other[0] == parts[0] && other[2] == parts[2] ? step.node : nil
    }
    guard let here = nodes.firstIndex(of: node) else { return nil }
    self.context = context
    self.here = here
  }

  func draw(into canvas: inout Canvas, in area: Rect) {
    let hasCaption = area.height >= 8
    var body = area.cutTop(hasCaption ? 1 : 0).rest
    let plane = Plane(context.trace[nodes[here]].shape)
    guard plane.slices > 0 else { return }
    let names: Rect
    (names, body) = body.cutTop(1)
    let grid = Grid(
      layers: nodes.count, heads: plane.slices, rows: plane.rows, columns: plane.columns,
      label: nodes.indices.reduce(0) { max($0, TextWidth.cells(name(ofLayer: $1))) }, in: body.size,
      canvas.medium)
    let head = context.spot.node == nodes[here] ? context.place.slice : 0
    let firstHead = Scrolling.first(
      head - grid.across / 2, showing: head, count: plane.slices, visible: grid.across)
    let firstLayer = Scrolling.first(
      here - grid.down / 2, showing: here, count: nodes.count, visible: grid.down)
    drawNames(
      firstHead..<min(plane.slices, firstHead + grid.across), head, grid, into: &canvas, names)
    // All of a page's numbers are asked for before any is drawn: a block may take another's place.
    let layers = firstLayer..<min(nodes.count, firstLayer + grid.down)
    let pages = layers.map {
      context.subject.atlas.heads(of: nodes[$0], in: context.trace, limit: grid.limit)
    }
    let scale = scale(pages)
    if hasCaption {
      let title = TextLayout.clip(title, to: area.width)
      canvas.put(title, x: area.x, y: area.y, canvas.theme[.heading])
      ScaleLegend(scale: scale, language: language).draw(
        into: &canvas, in: area.cutTop(1).0, after: TextWidth.cells(title))
    }
    canvas.clipped(to: body) { canvas in
      for (line, layer) in layers.enumerated() {
        let y = body.y + line * grid.step
        drawLabel(layer, grid, into: &canvas, Point(x: body.x, y: y))
        for place in 0..<min(grid.across, plane.slices - firstHead) {
          let x = body.x + grid.label + place * (grid.tile.width + 2)
          if layer == here, firstHead + place == head {
            drawFrame(
              into: &canvas, Rect(x: x, y: y, width: grid.tile.width + 2, height: grid.tile.height))
          }
          pages[line][firstHead + place].draw(
            into: &canvas, at: Point(x: x + 1, y: y), pixel: grid.pixel, scale: scale)
        }
      }
    }
    drawEdges(layers, into: &canvas, body)
  }

  // MARK: Words

  private var title: String {
    let parts = context.trace[nodes[here]].address.parts
    let block = parts.count == 4 ? "\(parts[0])/…/\(parts[2])" : parts.joined(separator: "/")
    return AttentionText.layersTitle(
      language, context.noun(of: context.trace[nodes[here]]), block)
  }

  private func name(ofLayer index: Int) -> String {
    AttentionText.layerName(language, "\(index + 1)")
  }

  private func drawNames(
    _ heads: Range<Int>, _ current: Int, _ grid: Grid, into canvas: inout Canvas, _ area: Rect
  ) {
    let theme = canvas.theme
    for head in heads {
      let x = area.x + grid.label + (head - heads.lowerBound) * (grid.tile.width + 2) + 1
      let name = AttentionText.headName(language, "\(head + 1)")
      let text = TextWidth.cells(name) <= grid.tile.width ? name : "\(head + 1)"
      canvas.put(
        text, x: x, y: area.y,
        head == current ? theme[.attention].with([.bold, .underlined]) : theme[.faint],
        width: grid.tile.width + 1)
    }
  }

  private func drawLabel(
    _ layer: Int, _ grid: Grid, into canvas: inout Canvas, _ place: Point
  ) {
    let theme = canvas.theme
    let name = name(ofLayer: layer)
    let text = TextWidth.cells(name) < grid.label ? name : "\(layer + 1)"
    canvas.put(
      text, x: place.x, y: place.y,
      layer == here ? theme[.attention].with([.bold, .underlined]) : theme[.faint],
      width: grid.label)
  }

  /// Brackets around the cursor's head.
  private func drawFrame(into canvas: inout Canvas, _ area: Rect) {
    let style = canvas.theme[context.isFocused ? .borderFocused : .heading].with(.bold)
    for y in area.y..<area.maxY {
      canvas.put("▐", x: area.x, y: y, style)
      canvas.put("▌", x: area.maxX - 1, y: y, style)
    }
  }

  /// How many layers lie above and below.
  private func drawEdges(_ layers: Range<Int>, into canvas: inout Canvas, _ area: Rect) {
    let style = canvas.theme[.faint]
    if layers.lowerBound > 0 {
      let text = "▲\(layers.lowerBound)"
      canvas.put(text, x: area.maxX - text.unicodeScalars.count, y: area.y - 1, style)
    }
    if layers.upperBound < nodes.count {
      let text = "▼\(nodes.count - layers.upperBound)"
      canvas.put(text, x: area.maxX - text.unicodeScalars.count, y: area.maxY - 1, style)
    }
  }

  private func scale(_ pages: [[Thumbnail]]) -> Scale {
    context.trace[nodes[here]].operation is Softmax
      ? .fixed
      : .symmetric(pages.reduce(0) { $1.reduce($0) { max($0, $1.magnitude) } })
  }

  /// How layers and heads are laid out: as large as all of them fit, else small and scrolled.
  private struct Grid {
    /// The columns for the layers' names.
    var label: Int
    var across: Int
    var down: Int
    var pixel: Thumbnail.Pixel
    var tile: Size
    var limit: Size
    /// The lines from one layer to the next.
    var step: Int

    /// A tile is at least so large before layers are scrolled.
    private static let smallest = Size(width: 4, height: 2)

    init(
      layers: Int, heads: Int, rows: Int, columns: Int, label: Int, in size: Size,
      _ medium: Medium
    ) {
      self.label = size.width >= 40 ? label + 1 : String(layers).utf8.count + 1
      let width = size.width - self.label
      for pixel in Thumbnail.Pixel.sizes(medium) {
        let tile = pixel.size(rows: rows, columns: columns)
        guard heads * (tile.width + 2) <= width, layers * (tile.height + 1) - 1 <= size.height
        else { continue }
        across = heads
        down = layers
        self.pixel = pixel
        self.tile = tile
        limit = Size(width: columns, height: rows)
        step = tile.height + 1
        return
      }
      pixel = Thumbnail.Pixel.sizes(medium).last ?? .glyph
      let wide = max(Self.smallest.width, min(columns, width / heads - 2))
      across = max(1, min(heads, width / (wide + 2)))
      let whole = pixel.size(rows: rows, columns: columns).height
      let high = min(
        size.height, whole, max(Self.smallest.height, (size.height + 1) / layers - 1))
      let cells = pixel.cells(in: Size(width: wide, height: max(1, high)))
      limit = Size(width: min(columns, cells.width), height: min(rows, cells.height))
      // Blocks of cells may take less than there is.
      tile = pixel.size(
        rows: Thumbnail.kept(rows, limit: limit.height),
        columns: Thumbnail.kept(columns, limit: limit.width))
      tile.width = max(tile.width, Self.smallest.width)
      step = tile.height + 1
      down = max(1, min(layers, (size.height + 1) / step))
    }
  }
}
