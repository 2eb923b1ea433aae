import Screen
import Tracing

/// The keys and values that are kept, layer by layer and position by position, and the work that they save.
struct CacheView {
  private let writing: WritingState
  private let language: DisplayLanguage

  init(_ writing: WritingState, _ language: DisplayLanguage) {
    self.writing = writing
    self.language = language
  }

  func draw(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let works = writing.places.prefix(writing.position + 1).compactMap(\.work)
    let work = writing.places[writing.position].work
    let layers = writing.session.configuration.decoderLayerCount
    let positions = sourceCount + ownCount
    let note =
      work.map {
        GenerateText.positions(language, "\(positions)", "\(layers)", Amount.bytes($0.cacheBytes))
      } ?? ""
    var inner = Panel(GenerateText.cacheTitle(language), note: note).draw(into: &canvas, in: area)
    if inner.width > 20 { inner = inner.inset(columns: 1, rows: 0) }
    guard !inner.isEmpty, let work else { return }
    guard work.cacheBytes > 0 else {
      canvas.put(
        TextLayout.clip(GenerateText.noCache(language), to: inner.width), x: inner.x, y: inner.y,
        canvas.theme[.faint])
      return
    }
    let lines = lines(work, works)
    let hasGap = inner.height > lines.count + 1
    let gridRows = max(0, inner.height - lines.count - (hasGap ? 1 : 0))
    let isWhole = layers <= gridRows
    let (grid, below) = inner.cutTop(isWhole ? layers : min(1, gridRows))
    drawGrid(layers, into: &canvas, in: grid)
    let (text, chart) = below.cutTop(hasGap ? 1 : 0).rest.cutTop(lines.count)
    WorkChart(writing).draw(into: &canvas, in: chart.cutTop(1).rest)
    for (row, line) in lines.prefix(text.height).enumerated() {
      canvas.put(
        TextLayout.clip(line, to: text.width), x: text.x, y: text.y + row, canvas.theme[.text])
    }
  }

  private var sourceCount: Int {
    writing.session.configuration.tower == .encoderDecoder ? writing.session.given.count : 0
  }
  /// The decoder's positions whose keys are kept when this step is computed.
  private var ownCount: Int { writing.prompt.count + writing.position }

  private func lines(_ work: NextToken.Work, _ works: [NextToken.Work]) -> [String] {
    let ratio = Double(work.withoutCache) / Double(max(1, work.withCache))
    return [
      GenerateText.thisStep(language, Amount.count(work.withCache)),
      GenerateText.withoutCache(
        language, Amount.count(work.withoutCache),
        ratio < 9.95 ? Number.fixed(ratio, decimals: 1) : Number.fixed(ratio, decimals: 0)),
      GenerateText.soFar(
        language, Amount.count(works.reduce(0) { $0 + $1.withCache }),
        Amount.count(works.reduce(0) { $0 + $1.withoutCache })),
    ]
  }

  // MARK: The grid

  /// A line for each layer; one for all where there are more than lines.
  private func drawGrid(_ layers: Int, into canvas: inout Canvas, in area: Rect) {
    guard area.height > 0 else { return }
    let isFolded = layers > area.height
    let count = isFolded ? 1 : layers
    let theme = canvas.theme
    func name(_ row: Int) -> String {
      isFolded
        ? GenerateText.allLayers(language, "\(layers)") : GenerateText.layer(language, "\(row + 1)")
    }
    let width = (0..<count).reduce(0) { max($0, TextWidth.cells(name($1))) }
    let room = area.width - width - 1
    guard room > 4 else { return }
    for row in 0..<count {
      canvas.put(name(row), x: area.x, y: area.y + row, theme[.faint])
      drawPositions(
        into: &canvas, in: Rect(x: area.x + width + 1, y: area.y + row, width: room, height: 1))
    }
  }

  /// The positions of a layer: those of the source, those that were there before, and those of this step.
  private func drawPositions(into canvas: inout Canvas, in area: Rect) {
    let theme = canvas.theme
    let newCount = writing.position == 0 ? ownCount : 1
    let counts = [sourceCount, ownCount - newCount, newCount]
    let total = max(1, counts.reduce(0, +))
    let glyphs = ["▒", "█", "◆"]
    let roles: [Theme.Role] = [.keyAxis, .value, .heading]
    var x = area.x
    var sum = 0
    for (count, (glyph, role)) in zip(counts, zip(glyphs, roles)) where count > 0 {
      sum += count
      // Each position a column, or their shares of the line.
      let end = area.x + (total <= area.width ? sum : max(1, sum * area.width / total))
      guard end > x else { continue }
      canvas.put(String(repeating: glyph, count: end - x), x: x, y: area.y, theme[role])
      x = end
    }
  }
}

/// Large numbers as they are read: `24,576`, `1.23 M`, `12.5 KB`.
enum Amount {
  /// A count.
  static func count(_ value: Int) -> String {
    switch value {
    case ..<10_000: "\(value)"
    case ..<1_000_000: scaled(value, 1000, "k")
    case ..<1_000_000_000: scaled(value, 1_000_000, "M")
    default: scaled(value, 1_000_000_000, "G")
    }
  }

  /// Bytes.
  static func bytes(_ value: Int) -> String {
    switch value {
    case ..<1024: "\(value) B"
    case ..<(1 << 20): scaled(value, 1024, "KB")
    default: scaled(value, 1 << 20, "MB")
    }
  }

  private static func scaled(_ value: Int, _ unit: Int, _ name: String) -> String {
    Number.text(Double(value) / Double(unit), digits: 3) + " " + name
  }
}
