import Screen
import Tensors

/// A character in bytes: for each of its code points the bits of its UTF-8, marks and content apart.
///
/// - Source: RFC 3629, "UTF-8", §3.
struct ByteMicroscope {
  /// A code point, and how UTF-8 writes it.
  struct Point: Equatable {
    /// The code point.
    let scalar: Unicode.Scalar
    /// Its bytes.
    let bytes: [UInt8]

    /// `U+559C`.
    var name: String {
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// How many bits of each byte say where it stands; the others are the code point's own.
    func markBits(of index: Int) -> Int {
      guard bytes.count > 1 else { return 1 }
      return index == 0 ? bytes.count + 1 : 2
    }

    /// A byte's bits.
    static func bits(_ byte: UInt8) -> String {
      let digits = String(byte, radix: 2)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }

    /// The code point's own bits, as the bytes have them.
    var content: String {
      bytes.indices.map { String(Self.bits(bytes[$0]).dropFirst(markBits(of: $0))) }.joined()
    }
  }

  /// The code points of the character.
  let points: [Point]
  private let language: DisplayLanguage

  init(_ character: String, _ language: DisplayLanguage) {
    points = character.unicodeScalars.map {
      Point(scalar: $0, bytes: Array(String($0).utf8))
    }
    self.language = language
  }

  func draw(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    // One code point takes three lines: digits, bits, what the bits are.
    let height = points.count == 1 && area.height >= 3 ? 3 : area.height >= 2 * points.count ? 2 : 1
    let shown = max(1, area.height / height)
    for (index, point) in points.prefix(shown).enumerated() {
      let place = Rect(x: area.x, y: area.y + index * height, width: area.width, height: height)
      draw(point, more: index == shown - 1 ? points.count - shown : 0, into: &canvas, in: place)
    }
  }

  private func draw(
    _ point: Point, more: Int, into canvas: inout Canvas, in area: Rect
  ) {
    let theme = canvas.theme
    canvas.clipped(to: area) { canvas in
      let glyph = TokenPiece.shown(point.bytes, canvas.medium)
      var x = canvas.put(glyph, x: area.x, y: area.y, theme[.heading])
      x = canvas.put(point.name, x: max(x + 1, area.x + 4), y: area.y, theme[.text]) + 2
      let start = max(x, area.x + 14)
      x = start
      for (index, byte) in point.bytes.enumerated() {
        guard x + 8 <= area.maxX else {
          canvas.put("…", x: min(x, area.maxX - 1), y: area.y, theme[.faint])
          break
        }
        let digits = String(byte, radix: 16, uppercase: true)
        let name = (digits.count < 2 ? "0" : "") + digits
        // On one line the bits alone; they say what the digits do.
        if area.height > 1 {
          canvas.put(TextLayout.pad(name, to: 8, .center), x: x, y: area.y, theme[.faint])
        }
        drawBits(of: point, at: index, x: x, y: area.y + (area.height > 1 ? 1 : 0), into: &canvas)
        x += 10
      }
      if more > 0 {
        canvas.put("+\(more)", x: x, y: area.y, theme[.faint])
      }
      if area.height > 1, x + 20 <= area.maxX {
        canvas.put("→ " + point.content, x: x, y: area.y + 1, theme[.faint])
      }
      if area.height > 2 {
        drawLegend(of: point, x: start, y: area.y + 2, upTo: area.maxX, into: &canvas)
      }
    }
  }

  private func drawBits(
    of point: Point, at index: Int, x: Int, y: Int, into canvas: inout Canvas
  ) {
    let theme = canvas.theme
    let bits = Point.bits(point.bytes[index])
    let marks = point.markBits(of: index)
    let next = canvas.put(String(bits.prefix(marks)), x: x, y: y, theme[.keyAxis])
    canvas.put(String(bits.dropFirst(marks)), x: next, y: y, theme[.query].with(.bold))
  }

  /// What the coloured bits are.
  private func drawLegend(
    of point: Point, x: Int, y: Int, upTo maxX: Int, into canvas: inout Canvas
  ) {
    let theme = canvas.theme
    var x = x
    let marks =
      point.bytes.count == 1
      ? [(TokensText.ascii(language), "0")]
      : [
        (
          TokensText.leads(language, "\(point.bytes.count - 1)"),
          String(Point.bits(point.bytes[0]).prefix(point.markBits(of: 0)))
        ), (TokensText.continues(language), "10"),
      ]
    for (text, bits) in marks where x + bits.count + 1 + TextWidth.cells(text) <= maxX {
      x = canvas.put(bits, x: x, y: y, theme[.keyAxis])
      x = canvas.put(text, x: x + 1, y: y, theme[.faint]) + 2
    }
    let name = TokensText.codePoint(language) + " " + point.name
    if x + TextWidth.cells(name) <= maxX { canvas.put(name, x: x, y: y, theme[.query]) }
  }
}
