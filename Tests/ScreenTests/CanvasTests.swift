import Screen
import Tensors
import TestSupport
import Testing

struct CanvasTests {
  private func canvas(_ width: Int, _ height: Int = 1, _ glyphs: GlyphSet = .unicode) -> Canvas {
    Canvas(size: Size(width: width, height: height), medium: Medium(glyphs: glyphs))
  }

  @Test func `what does not fit is cut off, a wide character leaves a space`() {
    var line = canvas(4)
    line.put("a苹果", x: 0, y: 0)
    #expect(line.text == "a苹")
    #expect(line[3, 0].text == " ")
    line.put("苹果", x: -1, y: 0)
    #expect(line.text == " 果")
    #expect(line.put("x", x: 0, y: 7) == 1)
    line.put("x", x: 0, y: -1)
    #expect(line.text == " 果")
  }

  @Test func `writing over half of a wide character empties the other half`() {
    var line = canvas(4)
    line.put("苹果", x: 0, y: 0)
    line.put("x", x: 1, y: 0)
    #expect(line.text == " x果")
    line.put("y", x: 2, y: 0)
    #expect(line.text == " xy")
    line.put("苹果", x: 0, y: 0)
    line.put("我", x: 1, y: 0)
    #expect(line.text == " 我")
  }

  @Test func `nothing is drawn outside of a clip, and clips nest`() {
    var canvas = canvas(6, 3)
    canvas.clipped(to: Rect(x: 1, y: 1, width: 4, height: 2)) { canvas in
      canvas.clipped(to: Rect(x: 0, y: 0, width: 3, height: 2)) { $0.fill($0.bounds, "x") }
      canvas.put("苹果苹果", x: 0, y: 2)
    }
    #expect(canvas.text == "\n xx\n  果")
    canvas.put("ab", x: 0, y: 0)
    #expect(canvas.lines[0] == "ab")
  }

  @Test func `a mark joins its letter, the width is the limit`() {
    var line = canvas(8)
    #expect(line.put("e\u{301}x", x: 0, y: 0) == 2)
    #expect(line[0, 0].text.unicodeScalars.count == 2)
    #expect(line.put("abcdef", x: 2, y: 0, width: 3) == 5)
    #expect(line.put("苹果", x: 5, y: 0, width: 3) == 7)
    #expect(line.text.unicodeScalars.map(\.value).count == 7)
  }

  @Test func `in ASCII everything is a byte of ASCII`() {
    var line = canvas(12, 1, .ascii)
    line.put("─→…苹é∞e\u{301}x", x: 0, y: 0)
    #expect(line.text == "->~???8ex")
    #expect(line.cells.allSatisfy { $0.text.utf8.allSatisfy { (0x20...0x7E).contains($0) } })
    line.put("\u{1B}[31m\u{202E}", x: 0, y: 0)
    #expect(line.text.hasPrefix("?[31m?"))
  }

  /// Whether every wide character has its two halves and there is no half alone.
  static func isPaired(_ canvas: Canvas) -> Bool {
    (0..<canvas.size.height).allSatisfy { y in
      let row = Array(canvas.row(y))
      return row.indices.allSatisfy { x in
        let isWide =
          Unicode.Scalar(row[x].scalar).map { row[x].scalar != 0 && TextWidth.cells($0) == 2 }
          ?? false
        let hasRight = x + 1 < row.count && row[x + 1].isRightHalf
        return isWide == hasRight && !(row[x].isRightHalf && x == 0)
      }
    }
  }

  @Test(arguments: 0..<20)
  func `whatever is drawn, halves stay together and rows keep their width`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let pieces = ["苹果喜欢", "abc", "e\u{301}", "🍎x", "我", "\u{301}", "한국어 ok", "x\u{200D}y"]
    var canvas = canvas(17, 5)
    for step in 0..<300 {
      let x = Int.random(in: -6...20, using: &generator)
      let y = Int.random(in: -1...6, using: &generator)
      let area = Rect(
        x: Int.random(in: -3...16, using: &generator),
        y: Int.random(in: -2...4, using: &generator),
        width: Int.random(in: 0...20, using: &generator),
        height: Int.random(in: 0...6, using: &generator))
      let piece = pieces[Int.random(in: 0..<pieces.count, using: &generator)]
      canvas.clipped(to: area) { canvas in
        switch step % 5 {
        case 0: canvas.fill(area, ".")
        default: canvas.put(piece, x: x, y: y)
        }
      }
      guard Self.isPaired(canvas) else {
        Issue.record("step \(step): \(canvas.text)")
        return
      }
      let widths = canvas.lines.map { TextWidth.cells($0) }
      #expect(widths.allSatisfy { $0 <= 17 })
    }
  }
}
