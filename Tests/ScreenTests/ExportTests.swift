import Screen
import TestSupport
import Testing

struct ExportTests {
  private static func canvas() -> Canvas {
    var canvas = Canvas(size: Size(width: 8, height: 2))
    canvas.put("a<苹&", x: 0, y: 0, Style(.palette(32), on: .palette(236), .bold))
    canvas.put("█▀", x: 6, y: 0, Style(.palette(9)))
    canvas.put("up", x: 1, y: 1, Style(.standard, [.reversed, .underlined]))
    canvas.cursor = Point(x: 3, y: 1)
    return canvas
  }

  @Test func `plain text has no codes and no spaces at its ends`() {
    #expect(Self.canvas().plainText == "a<苹& █▀\n up\n")
  }

  @Test func `codes are SGR alone, and each row ends in the terminal's own style`() {
    let escape = "\u{1B}["
    #expect(
      Self.canvas().ansi(.palette)
        == "\(escape)0;1;38;5;32;48;5;236ma<苹&\(escape)0m \(escape)0;91m█▀\(escape)0m\n"
        + " \(escape)0;4;7mup\(escape)0m\n")
    #expect(
      Self.canvas().ansi(.none)
        == "\(escape)0;1ma<苹&\(escape)0m \(escape)0m█▀\(escape)0m\n \(escape)0;4;7mup\(escape)0m\n")
    #expect(!Self.canvas().ansi(.eight).contains("38;5"))
    #expect(Self.canvas().ansi(.sixteen).contains("91m"))
  }

  @Test func `a picture places every run and escapes what XML would read`() {
    let svg = Self.canvas().svg(title: "a < \"b\" & \u{1B}")
    #expect(svg == Self.canvas().svg(title: "a < \"b\" & \u{1B}"))
    #expect(svg.contains("<title>a &lt; &quot;b&quot; &amp; ?</title>"))
    #expect(svg.contains("width=\"72\" height=\"36\""))
    #expect(svg.contains("<rect x=\"0\" y=\"0\" width=\"18\" height=\"18\" fill=\"#303030\"/>"))
    let bold = "fill=\"#0087d7\" font-weight=\"bold\" xml:space=\"preserve\""
    #expect(svg.contains("<text x=\"0\" y=\"14\" textLength=\"18\" \(bold)>a&lt;</text>"))
    #expect(svg.contains("<text x=\"18\" y=\"14\" textLength=\"18\" \(bold)>苹</text>"))
    #expect(svg.contains("<rect x=\"63\" y=\"0\" width=\"9\" height=\"9\" fill=\"#f14c4c\"/>"))
    #expect(svg.contains("<rect x=\"27\" y=\"18\" width=\"2\" height=\"18\" fill=\"#cccccc\"/>"))
  }

  @Test(arguments: WidgetSample.all)
  func `a widget's picture closes every tag and is the same twice`(sample: WidgetSample) {
    var canvas = Canvas(size: sample.size)
    sample.draw(&canvas, canvas.bounds)
    let svg = canvas.svg(title: sample.name)
    #expect(svg == canvas.svg(title: sample.name))
    for line in svg.split(separator: "\n") where line.hasPrefix("<text") {
      #expect(line.hasSuffix("</text>"))
    }
    for line in svg.split(separator: "\n") where line.hasPrefix("<rect") {
      #expect(line.hasSuffix("/>"))
    }
    #expect(svg.hasSuffix("</svg>\n"))
  }

  @Test func `a golden shows characters, styles and the cursor`() {
    #expect(
      Self.canvas().golden == """
        8×2
        a<苹& █▀
         up
        styles
        aaaaa.bb
        .cc.....
        a 32 on 236 bold
        b 9
        c standard reversed underlined
        cursor 3,1

        """)
  }

  @Test func `the first row that differs is named`() {
    #expect(goldenDifference("a\nb", "a\nb") == nil)
    #expect(
      goldenDifference("a\nb\n", "a\nc\n")
        == "row 2\nfound    |b|\nexpected |c|")
    #expect(goldenDifference("a", "a\nc") == "row 2\nfound    nothing\nexpected |c|")
  }
}
