/// Neighbouring cells of one style, drawn as one element of a picture.
struct SVGRun {
  /// Units of a cell's width.
  static let cellWidth = 9
  /// Units of a cell's height.
  static let cellHeight = 18

  private let x: Int
  private let style: Style
  private var cells = 0
  private var text = ""
  private var kind: Kind

  /// What can be drawn together.
  private enum Kind: Equatable {
    case text, wide
    case shape(SVGShape)
  }

  /// The runs of a row.
  static func runs(in row: ArraySlice<Cell>) -> [SVGRun] {
    var runs: [SVGRun] = []
    for (x, cell) in row.enumerated() {
      if cell.isRightHalf {
        if let last = runs.indices.last { runs[last].cells += 1 }
        continue
      }
      let isWide =
        row.indices.contains(row.startIndex + x + 1)
        && row[row.startIndex + x + 1].isRightHalf
      let kind = isWide ? .wide : SVGShape(cell.scalar).map(Kind.shape) ?? .text
      if let last = runs.last, last.style == cell.style, last.kind == kind, kind != .wide {
        runs[runs.count - 1].cells += 1
        runs[runs.count - 1].text += cell.text
      } else {
        var run = SVGRun(x: x, style: cell.style, kind: kind)
        run.cells = 1
        run.text = cell.text
        runs.append(run)
      }
    }
    return runs
  }

  private init(x: Int, style: Style, kind: Kind) {
    self.x = x
    self.style = style
    self.kind = kind
  }

  // MARK: Elements

  private var isReversed: Bool { style.attributes.contains(.reversed) }

  private var fill: String {
    isReversed
      ? PaletteColor.hexadecimal(style.background, standard: PaletteColor.ground)
      : PaletteColor.hexadecimal(style.foreground, standard: PaletteColor.ink)
  }

  /// What is behind the cells; nothing where it is the picture's ground.
  func background(_ y: Int) -> String {
    let color =
      isReversed
      ? PaletteColor.hexadecimal(style.foreground, standard: PaletteColor.ink)
      : PaletteColor.hexadecimal(style.background, standard: PaletteColor.ground)
    guard color != PaletteColor.ground else { return "" }
    return "<rect x=\"\(x * Self.cellWidth)\" y=\"\(y * Self.cellHeight)\" "
      + "width=\"\(cells * Self.cellWidth)\" height=\"\(Self.cellHeight)\" fill=\"\(color)\"/>\n"
  }

  /// What is drawn in the cells; nothing for spaces.
  func foreground(_ y: Int) -> String {
    switch kind {
    case .text, .wide: return written(y)
    case .shape(.block(let left, let top, let right, let bottom)):
      return block(left, top, right, bottom, y)
    case .shape(.lines):
      return "<path d=\"\(path(y))\" stroke=\"\(fill)\" fill=\"none\"/>\n"
    case .shape(.braille): return "<path d=\"\(path(y))\" fill=\"\(fill)\"/>\n"
    }
  }

  private func path(_ y: Int) -> String {
    text.unicodeScalars.enumerated().map { place, scalar in
      SVGShape.path(scalar.value, x: (x + place) * Self.cellWidth, y: y * Self.cellHeight)
    }.joined()
  }

  private func written(_ y: Int) -> String {
    let isUnderlined = style.attributes.contains(.underlined)
    guard isUnderlined || text.contains(where: { $0 != " " }) else { return "" }
    var attributes = "x=\"\(x * Self.cellWidth)\" y=\"\(y * Self.cellHeight + 14)\" "
    attributes += "textLength=\"\(cells * Self.cellWidth)\" fill=\"\(fill)\""
    if style.attributes.contains(.bold) { attributes += " font-weight=\"bold\"" }
    if style.attributes.contains(.dim) { attributes += " fill-opacity=\"0.6\"" }
    if isUnderlined { attributes += " text-decoration=\"underline\"" }
    return "<text \(attributes) xml:space=\"preserve\">\(Self.escaped(text))</text>\n"
  }

  private func block(_ left: Int, _ top: Int, _ right: Int, _ bottom: Int, _ y: Int) -> String {
    // Only full-width blocks make long runs; one of part of a cell is drawn cell by cell.
    let isWhole = left == 0 && right == 8
    let columns = isWhole ? [(x, cells)] : (0..<cells).map { (x + $0, 1) }
    return columns.map { column, count in
      let start = Self.eighths(column * 8 + left, Self.cellWidth)
      let width = isWhole ? "\(count * Self.cellWidth)" : Self.eighths(right - left, Self.cellWidth)
      return "<rect x=\"\(start)\" y=\"\(Self.eighths(y * 8 + top, Self.cellHeight))\" "
        + "width=\"\(width)\" height=\"\(Self.eighths(bottom - top, Self.cellHeight))\" "
        + "fill=\"\(fill)\"/>\n"
    }.joined()
  }

  /// So many eighths of a length, as an exact decimal.
  private static func eighths(_ count: Int, _ length: Int) -> String {
    NumberCell.exact(Double(count * length) / 8)
  }

  /// Text between tags or in an attribute.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      // XML 1.0 §2.2 has no place for control characters, not even escaped.
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
        result += "?"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
