import Screen

/// A row of numbers as colours, with a name before it and a note after it.
struct Strip {
  /// What the numbers are.
  var label: String
  /// How the name is drawn.
  var role = Theme.Role.text
  /// The numbers; −∞ is masked.
  var values: [Float]
  /// What the colours stand for.
  var scale: Scale
  /// What is said at the end: a sum.
  var note = ""
  /// Whether the column that is pointed out is one of this strip's.
  var hasCursor = true

  /// Makes a strip; the scale is symmetric unless another is given.
  init(
    _ label: String, _ values: [Float], role: Theme.Role = .text, scale: Scale? = nil,
    note: String = ""
  ) {
    self.label = label
    self.values = values
    self.role = role
    self.note = note
    self.scale = scale ?? Self.symmetric(values)
  }

  /// From −m to m, m the largest finite magnitude.
  static func symmetric(_ values: [Float]) -> Scale {
    .symmetric(values.reduce(0) { $1.isFinite ? max($0, Double(abs($1))) : $0 })
  }
}

/// Rows of numbers below one another, aligned: a few vectors that belong together.
///
/// - Units: useful from 24 columns. Cells have numbers where all fit, else two columns of colour, else one;
///   what does not fit even then is left out around the cursor, and arrows say so.
struct Strips {
  /// What is shown, on a line of its own; nothing for none.
  var heading = ""
  /// The rows.
  var strips: [Strip]
  /// What the columns are; nil for none.
  var columns: ((Int) -> String)?
  /// How the columns' names are drawn.
  var role = Theme.Role.text
  /// The column that is pointed out.
  var cursor: Int?
  /// Whether numbers matter more than seeing all of the columns.
  var prefersNumbers = false

  /// The lines that it takes.
  var height: Int { strips.count + (heading.isEmpty ? 0 : 1) + (columns == nil ? 0 : 1) }

  /// Draws what fits, from the top.
  func draw(into canvas: inout Canvas, in area: Rect) {
    let places = Places(self, width: area.width)
    let theme = canvas.theme
    canvas.clipped(to: area) { canvas in
      var y = area.y
      if !heading.isEmpty {
        canvas.put(
          TextLayout.clip(heading, to: area.width), x: area.x, y: y, theme[.heading])
        y += 1
      }
      if let columns {
        drawColumns(columns, places, into: &canvas, x: area.x + places.start, y: y)
        y += 1
      }
      for strip in strips {
        draw(strip, places, into: &canvas, Rect(x: area.x, y: y, width: area.width, height: 1))
        y += 1
      }
    }
  }

  private struct Places {
    var label: Int
    var cell: Int
    var first: Int
    var count: Int
    var whole: Int
    /// The column where the numbers begin.
    var start: Int { label + 1 }

    init(_ strips: Strips, width: Int) {
      let labels = strips.strips.reduce(0) { max($0, TextWidth.cells($1.label)) }
      label = min(labels, max(4, width / 4))
      let note = strips.strips.reduce(0) { max($0, TextWidth.cells($1.note)) }
      let room = max(1, width - label - 2 - (note > 0 ? note + 1 : 0))
      whole = strips.strips.reduce(0) { max($0, $1.values.count) }
      let numbers = [8, 7, 6].first { [whole] in $0 * whole <= room }
      cell = numbers ?? (strips.prefersNumbers ? 7 : 2 * whole <= room ? 2 : 1)
      count = min(whole, room / cell)
      first = Scrolling.first(
        (strips.cursor ?? 0) - count / 2, showing: strips.cursor, count: whole, visible: count)
    }
  }

  private func drawColumns(
    _ label: (Int) -> String, _ places: Places, into canvas: inout Canvas, x: Int, y: Int
  ) {
    for place in 0..<places.count {
      let index = places.first + place
      let style = canvas.theme[role]
      let shown = index == cursor ? style.with([.bold, .underlined]) : style
      let x = x + place * places.cell
      guard places.cell > 3 else {
        // Over colours there is place for a pointer alone.
        if index == cursor { canvas.put("▾", x: x, y: y, shown) }
        continue
      }
      let text = TextLayout.clip(label(index), to: places.cell - 1)
      canvas.put(text, x: x + places.cell - 1 - TextWidth.cells(text), y: y, shown)
    }
  }

  private func draw(
    _ strip: Strip, _ places: Places, into canvas: inout Canvas, _ area: Rect
  ) {
    let theme = canvas.theme
    canvas.put(
      TextLayout.clip(strip.label, to: places.label), x: area.x, y: area.y, theme[strip.role])
    if places.first > 0 { canvas.put("‹", x: area.x + places.start - 1, y: area.y, theme[.faint]) }
    let ramp = Ramp(for: strip.scale, medium: canvas.medium)
    let format = NumberCell(width: places.cell - 2, for: strip.scale)
    var x = area.x + places.start
    for index in places.first..<min(strip.values.count, places.first + places.count) {
      let value = strip.values[index]
      let isMasked = value == -.infinity
      let swatch = ramp.swatch(Double(value), in: strip.scale, isMasked: isMasked)
      let place = Rect(x: x, y: area.y, width: places.cell, height: 1)
      let style = index == cursor && strip.hasCursor ? swatch.style.with(.underlined) : swatch.style
      canvas.fill(place, " ", swatch.style)
      if places.cell > 3 {
        let text =
          isMasked
          ? String(Character(swatch.glyph))
          : format.text(Double(value))
        // The underline is the number's alone.
        let number = text.drop { $0 == " " }
        canvas.put(
          String(number), x: x + places.cell - 1 - number.unicodeScalars.count, y: area.y, style)
      } else if places.cell == 2 {
        canvas.put(swatch.pair, x: x, y: area.y, swatch.style)
      } else {
        canvas.put(String(Character(swatch.glyph)), x: x, y: area.y, swatch.style)
      }
      x += places.cell
    }
    if places.first + places.count < places.whole {
      canvas.put("›", x: x, y: area.y, theme[.faint])
    }
    canvas.put(strip.note, x: x + 2, y: area.y, theme[.heading], width: area.maxX - x - 2)
  }
}
