import Screen
import Testing

struct WidgetTests {
  private func lines(
    _ width: Int, _ height: Int, _ medium: Medium = Medium(),
    _ draw: (inout Canvas, Rect) -> Void
  ) -> [String] {
    var canvas = Canvas(size: Size(width: width, height: height), medium: medium)
    draw(&canvas, canvas.bounds)
    return canvas.lines
  }

  @Test func `a box becomes a title line and then nothing`() {
    let panel = Panel("loss", note: "seed 7")
    #expect(
      lines(20, 3) { panel.draw(into: &$0, in: $1) } == [
        "╭ loss ──── seed 7 ╮",
        "│                  │", "╰──────────────────╯",
      ])
    #expect(lines(12, 3) { panel.draw(into: &$0, in: $1) }[0] == "╭ loss ────╮")
    #expect(lines(20, 2) { panel.draw(into: &$0, in: $1) } == [" loss        seed 7", ""])
    #expect(lines(20, 1) { panel.draw(into: &$0, in: $1) } == [""])
    for height in 0...5 {
      for width in 0...6 {
        let area = Rect(x: 3, y: 2, width: width, height: height)
        #expect(Panel.inner(of: area).intersection(area) == Panel.inner(of: area))
      }
    }
  }

  @Test func `without colour the box that keys go to has heavier lines`() {
    let panel = Panel("x", isFocused: true)
    let mono = Medium(colors: .none)
    #expect(lines(8, 3, mono) { panel.draw(into: &$0, in: $1) }[2] == "┗━━━━━━┛")
    let ascii = Medium(colors: .none, glyphs: .ascii)
    #expect(lines(8, 3, ascii) { panel.draw(into: &$0, in: $1) }[2] == "#======#")
  }

  @Test func `hints that do not fit are left out whole`() {
    let hints = KeyHints([.init("←→", "step"), .init("⏎", "where from"), .init("?", "keys")])
    #expect(lines(40, 1) { hints.draw(into: &$0, in: $1) } == ["←→ step  ⏎ where from  ? keys"])
    #expect(lines(16, 1) { hints.draw(into: &$0, in: $1) } == ["←→ step  ? keys"])
    let ascii = Medium(glyphs: .ascii)
    #expect(
      lines(40, 1, ascii) { hints.draw(into: &$0, in: $1) } == ["<> step  Enter where from  ? keys"]
    )
    #expect(lines(14, 1) { hints.draw(into: &$0, in: $1) } == ["←→ step"])
    #expect(lines(6, 1) { hints.draw(into: &$0, in: $1) } == ["? keys"])
    #expect(lines(5, 1) { hints.draw(into: &$0, in: $1) } == [""])
  }

  @Test func `a breadcrumb gives up its middle and keeps its end`() {
    let parts = ["Cutaway", "translator", "decoder", "layer 2", "weights"]
    let crumb = Breadcrumb(parts)
    #expect(crumb.shown(in: 80) == parts)
    #expect(crumb.shown(in: 49) == ["Cutaway", "…", "decoder", "layer 2", "weights"])
    #expect(crumb.shown(in: 34) == ["Cutaway", "…", "layer 2", "weights"])
    #expect(crumb.shown(in: 21) == ["Cutaway", "…", "weights"])
    #expect(crumb.shown(in: 12) == ["…", "weights"])
    #expect(crumb.shown(in: 7) == ["weights"])
    #expect(crumb.shown(in: 4) == ["wei…"])
    #expect(Breadcrumb([]).shown(in: 9) == [])
    #expect(lines(12, 1) { crumb.draw(into: &$0, in: $1) } == ["… › weights"])
  }

  @Test func `bars are in proportion to the eighth of a character`() {
    let bars = BarList([BarEntry("a", 1), BarEntry("b", 0.5), BarEntry("c", 0.001)])
    #expect(
      lines(20, 3) { bars.draw(into: &$0, in: $1) } == [
        "a ████████████ 1.000", "b ██████       0.500", "c ▏            0.001",
      ])
    let ascii = Medium(glyphs: .ascii)
    #expect(lines(20, 2, ascii) { bars.draw(into: &$0, in: $1) }[1] == "b ######       0.500")
    #expect(lines(12, 1) { bars.draw(into: &$0, in: $1) } == ["a      1.000"])
    #expect(lines(4, 1) { bars.draw(into: &$0, in: $1) } == ["a"])
  }

  @Test func `bars below zero grow to the left of an axis on the same scale`() {
    let bars = BarList([BarEntry("a", 2), BarEntry("b", -1)])
    #expect(
      lines(22, 2) { bars.draw(into: &$0, in: $1) } == [
        "a     │████████  2.000", "b ████│         −1.000",
      ])
  }

  @Test func `the cut stands between the bars it parts`() {
    let bars = BarList(
      [BarEntry("a", 1), BarEntry("b", 0.5)], cut: BarCut(after: 1, "top-k 1"))
    #expect(
      lines(20, 3) { bars.draw(into: &$0, in: $1) } == [
        "a ████████████ 1.000", "╌╌╌╌╌╌╌╌╌╌ top-k 1 ╌", "b ██████       0.500",
      ])
  }

  @Test func `the dice fall where their number is on the bar`() {
    #expect(StackedBar.column(of: 0, width: 10) == 0)
    #expect(StackedBar.column(of: 0.55, width: 10) == 5)
    #expect(StackedBar.column(of: 1, width: 10) == 9)
    #expect(StackedBar.column(of: .nan, width: 10) == 0)
    let bar = StackedBar(
      [.init("ab", 0.5), .init("c", 0.25)], marker: 0.9, caption: "0.9")
    #expect(lines(20, 2) { bar.draw(into: &$0, in: $1) } == ["ab        c", "              0.9 ▲"])
  }

  @Test(arguments: [GlyphSet.unicode, .ascii], [100, 500, 511, 530, 560, 571])
  func `a spike of one point in a thousand is drawn from foot to tip`(glyphs: GlyphSet, at: Int) {
    let points = (0..<1000).map { CurvePoint(Double($0), $0 == at ? 10 : 0) }
    // The second line, which is dashed.
    let curve = Curve([CurveSeries("", []), CurveSeries("", points)])
    let text = lines(30, 10, Medium(glyphs: glyphs)) { curve.draw(into: &$0, in: $1) }
    let inked = text.prefix(8).filter { line in line.dropFirst(4).contains { $0 != " " } }
    #expect(inked.count == 8, "\(text)")
  }

  @Test func `the numbers on the axes are round and told apart`() {
    func numbers(_ low: Double, _ high: Double) -> [String] {
      let curve = Curve([], yRange: low...high)
      return lines(30, 14) { curve.draw(into: &$0, in: $1) }.reversed()
        .filter { $0.contains("┤") }.compactMap { $0.split(separator: "┤").first.map(String.init) }
    }
    #expect(numbers(0, 1) == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    #expect(numbers(-0.5, 7) == ["0", "2", "4", "6"])
    #expect(numbers(-0.004, 0.004) == ["−0.004", "−0.002", " 0.000", " 0.002", " 0.004"])
    #expect(numbers(1e9, 3e9) == ["  1e9", "1.5e9", "  2e9", "2.5e9", "  3e9"])
    #expect(numbers(5, 5) == ["5"])
  }

  @Test func `a curve in words says its ends and its extremes`() {
    let points = [4.5, 0.25, .nan, 1].enumerated().map { CurvePoint(Double($0) * 10, $1) }
    #expect(
      Curve([CurveSeries("loss", points)]).summary() == [
        "loss: first 4.5 at 0, minimum 0.25 at 10, maximum 4.5 at 0, last 1 at 30, not finite 1"
      ])
    #expect(Curve([CurveSeries("none", [])]).summary() == ["none: "])
  }

  @Test func `styled text keeps its roles where it is broken`() {
    let paragraph = Paragraph(
      [TextSpan("one "), TextSpan("two three", .key), TextSpan(" four")], bullet: "• ")
    #expect(
      paragraph.lines(width: 11) == [
        [TextSpan("• ", .faint), TextSpan("one "), TextSpan("two", .key)],
        [TextSpan("  ", .faint), TextSpan("three", .key)],
        [TextSpan("  ", .faint), TextSpan("four")],
      ])
    #expect(Paragraph().lines(width: 5) == [[]])
  }

  @Test func `a text that does not fit says in which directions there is more`() {
    let block = TextBlock("one two three four five six", first: 1)
    #expect(
      lines(9, 2) { block.draw(into: &$0, in: $1) } == ["three   ▲", "four    ▼"])
    var canvas = Canvas(size: Size(width: 9, height: 2))
    let first = TextBlock("one two three four five six", first: 99).draw(
      into: &canvas, in: canvas.bounds)
    #expect(first == 3)
    #expect(block.lineCount(width: 9) == 4)
  }

  @Test func `a table cuts its widest column and then leaves columns out`() {
    let table = Table(
      [.init("name"), .init("what"), .init("size", .right)],
      rows: [["reader", "an encoder", "12"], ["苹果", "x"]])
    #expect(table.widths(in: 40) == [6, 10, 4])
    #expect(table.widths(in: 20) == [6, 6, 4])
    #expect(table.widths(in: 10) == [4, 4])
    #expect(
      lines(24, 3) { table.draw(into: &$0, in: $1) } == [
        "name    what        size", "reader  an encoder    12", "苹果    x",
      ])
    #expect(table.widths(in: 0) == [0])
  }

  @Test func `a list points at its cursor and keeps it in sight`() {
    let items = (1...9).map { List.Item("item \($0)") }
    let list = List(items, cursor: 7)
    #expect(lines(12, 3) { list.draw(into: &$0, in: $1) } == ["  item 6", "  item 7", "▸ item 8"])
    #expect(Scrolling.first(4, showing: 5, count: 9, visible: 3) == 4)
    #expect(Scrolling.first(8, showing: nil, count: 9, visible: 3) == 6)
    #expect(Scrolling.first(-2, showing: 99, count: 9, visible: 3) == 6)
    #expect(Scrolling.first(3, showing: 2, count: 0, visible: 0) == 0)
  }
}
