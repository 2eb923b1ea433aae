import Screen
import Tracing

/// Rows of numbers as colours, aligned on what they are counted along, with the numbers under the cursor.
///
/// - Units: useful from 16×2. Where it is narrow the notes go first, from the right, then the colours; below
///   as many lines as there are rows those far from the one that stays.
struct StripTable {
  /// One row.
  struct Row {
    /// What it is.
    var label: String
    /// How the label is drawn.
    var role = Theme.Role.text
    /// The numbers.
    var values: [Double]
    /// What their colours stand for.
    var scale: Scale
    /// What is said at the end of the row, one text for each of the table's notes.
    var notes: [String] = []

    /// Makes a row; colours by its own largest magnitude unless a scale is given.
    init(
      _ label: String, _ values: [Double], role: Theme.Role = .text, scale: Scale? = nil,
      notes: [String] = []
    ) {
      self.label = label
      self.role = role
      self.values = values
      self.scale = scale ?? .symmetric(StripTable.magnitude(values))
      self.notes = notes
    }
  }

  /// The rows.
  var rows: [Row]
  /// The place whose numbers are written.
  var cursor: Int
  /// What the place is called, as `channel 17`.
  var name: String
  /// What the notes at the ends of the rows are.
  var notes: [String] = []
  /// Whether keys move the cursor.
  var isFocused = true
  /// The row that stays where not all fit; nil for the last.
  var kept: Int?
  /// Whether the notes give way where without them all colours fit.
  var hasSpareNotes = false

  /// The magnitude that the colours of a row reach.
  ///
  /// That is the largest one, unless a few channels are so large that all others would look alike, as some are
  /// in every trained model (Dettmers et al. 2022, "LLM.int8()", §4): then what 97 of 100 stay below, and the
  /// few are drawn as the end of the scale.
  static func magnitude(_ values: [Double]) -> Double {
    let magnitudes = values.filter(\.isFinite).map(abs).sorted()
    guard let largest = magnitudes.last else { return 0 }
    let most = magnitudes[(magnitudes.count - 1) * 97 / 100]
    return most > 0 && largest > 2.5 * most ? most : largest
  }

  /// The lines that it takes when nothing is missing.
  var height: Int { rows.count + 1 }

  /// Draws the rows that fit.
  func draw(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty, !rows.isEmpty else { return }
    let places = Columns(self, width: area.width)
    canvas.clipped(to: area) { canvas in
      var y = area.y
      if area.height > rows.count {
        drawHead(places, into: &canvas, x: area.x, y: y)
        y += 1
      }
      let room = area.maxY - y
      let first = Scrolling.first(
        (kept ?? rows.count) - room / 2, showing: kept, count: rows.count, visible: room)
      for row in rows.dropFirst(first).prefix(room) {
        draw(row, places, into: &canvas, x: area.x, y: y)
        y += 1
      }
    }
  }

  // MARK: Columns

  private func noteWidth(_ index: Int) -> Int {
    rows.reduce(TextWidth.cells(notes[index])) {
      index < $1.notes.count ? max($0, TextWidth.cells($1.notes[index])) : $0
    }
  }

  private struct Columns {
    var label: Int
    var strip: Int
    var number: Int
    var notes: [Int] = []
    /// The columns of one number's colour.
    var cell = 1
    /// The numbers that are seen.
    var seen: Range<Int>
    var format: NumberCell

    init(_ table: StripTable, width: Int) {
      let widest = table.rows.reduce(0) { max($0, TextWidth.cells($1.label)) }
      let values = table.rows.compactMap {
        $0.values.indices.contains(table.cursor) ? abs($0.values[table.cursor]) : nil
      }
      let most = values.filter(\.isFinite).max() ?? 0
      format = NumberCell(
        width: 9, for: Scale(minimum: -most, maximum: most, kind: .matrix), mostDecimals: 4)
      number = width >= 14 ? 9 : 0
      label = min(widest, max(4, width - number - 1), max(12, width / 3))
      let count = table.rows.map(\.values.count).max() ?? 0
      var rest = width - label - number - 1
      let withNotes = table.notes.enumerated().reduce(rest) { $0 - table.noteWidth($1.offset) - 2 }
      let fitsWithout = count <= rest && count > withNotes
      // A note is worth its place where sixteen colours remain beside it.
      for index in table.notes.indices where !(table.hasSpareNotes && fitsWithout) {
        let cells = table.noteWidth(index)
        guard rest - cells - 2 >= 16 else { break }
        notes.append(cells)
        rest -= cells + 2
      }
      strip = max(0, rest)
      cell = count * 2 <= strip ? 2 : 1
      // Two columns a number also where pages must be turned anyway, if a page is wide.
      let places = strip / cell
      let first = places > 0 ? min(table.cursor / places * places, max(0, count - places)) : 0
      seen = first..<min(count, first + max(0, places))
    }
  }

  private func drawHead(
    _ places: Columns, into canvas: inout Canvas, x: Int, y: Int
  ) {
    let theme = canvas.theme
    let start = x + places.label + 1
    let count = rows.map(\.values.count).max() ?? 0
    if let scale = rows.first?.scale, rows.allSatisfy({ $0.scale == scale }) {
      let text = "±" + Number.text(scale.magnitude, digits: 3)
      if TextWidth.cells(text) <= places.label { canvas.put(text, x: x, y: y, theme[.faint]) }
    }
    if places.seen.contains(cursor) {
      let at = start + (cursor - places.seen.lowerBound) * places.cell
      let width = TextWidth.cells(name) + 1
      let isRight = at + 1 + width <= start + places.strip
      canvas.put("▾", x: at, y: y, theme[.heading])
      let nameX = isRight ? at + 2 : max(start, at - width)
      canvas.put(name, x: nameX, y: y, theme[.heading], width: places.strip)
      let range = "\(places.seen.lowerBound + 1)–\(places.seen.upperBound) / \(count)"
      // What part is seen, at the end that the cursor's name leaves free.
      if places.seen.count < count, places.strip > width + TextWidth.cells(range) + 6 {
        let isFree = at + width + 3 + TextWidth.cells(range) < start + places.strip
        canvas.put(
          range, x: isFree ? start + places.strip - TextWidth.cells(range) : start, y: y,
          theme[.faint])
      }
    } else {
      canvas.put(
        TextLayout.clip(name, to: places.number + places.strip + 1), x: start, y: y,
        theme[.heading])
    }
    var end = start + places.strip + places.number
    for (index, width) in places.notes.enumerated() {
      let title = TextLayout.pad(notes[index], to: width, .right)
      canvas.put(title, x: end + 2, y: y, theme[.faint])
      end += width + 2
    }
  }

  private func draw(
    _ row: Row, _ places: Columns, into canvas: inout Canvas, x: Int, y: Int
  ) {
    let theme = canvas.theme
    canvas.put(TextLayout.pad(row.label, to: places.label), x: x, y: y, theme[row.role])
    let start = x + places.label + 1
    let ramp = Ramp(for: row.scale, medium: canvas.medium)
    for index in places.seen where index < row.values.count {
      let swatch = ramp.swatch(row.values[index], in: row.scale)
      let at = start + (index - places.seen.lowerBound) * places.cell
      let isCursor = index == cursor
      let style = isCursor ? theme[isFocused ? .focus : .selected] : swatch.style
      let glyph = String(Character(swatch.glyph))
      let text = places.cell == 2 ? swatch.pair : glyph
      // A reversed cell might pass for a colour: brackets or a bar say it.
      let mark = places.cell == 2 ? "[]" : "│"
      canvas.put(isCursor && text.allSatisfy { $0 == " " } ? mark : text, x: at, y: y, style)
    }
    let end = start + places.strip
    if places.number > 0, row.values.indices.contains(cursor) {
      canvas.put(
        places.format.text(row.values[cursor]), x: end, y: y, theme[.heading],
        width: places.number)
    }
    var note = end + places.number
    for (index, width) in places.notes.enumerated() {
      if index < row.notes.count {
        canvas.put(
          TextLayout.pad(row.notes[index], to: width, .right), x: note + 2, y: y, theme[.text])
      }
      note += width + 2
    }
  }
}
