extension Canvas {
  /// The canvas as a picture: SVG 1.1 that looks like the screen, the same bytes every time.
  ///
  /// The grid is 9 by 18 units a cell; every run of text says how long it is (`textLength`), so that columns
  /// stand under each other in whatever font the reader has. A wide character is a run of its own, and blocks
  /// are rectangles, which fonts draw with gaps.
  ///
  /// - Parameter title: What the picture is called; it is escaped.
  /// - Returns: The document.
  package func svg(title: String) -> String {
    let width = size.width * SVGRun.cellWidth
    let height = size.height * SVGRun.cellHeight
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
      viewBox="0 0 \(width) \(height)" role="img">
      <title>\(SVGRun.escaped(title))</title>
      <style>text{font-family:"DejaVu Sans Mono","Noto Sans Mono CJK SC",Menlo,Consolas,monospace;\
      font-size:15px;white-space:pre}</style>
      <rect width="\(width)" height="\(height)" fill="\(PaletteColor.ground)"/>

      """
    for y in 0..<size.height {
      for run in SVGRun.runs(in: row(y)) { text += run.background(y) }
      for run in SVGRun.runs(in: row(y)) { text += run.foreground(y) }
    }
    if let cursor, bounds.contains(cursor) {
      text += """
        <rect x="\(cursor.x * SVGRun.cellWidth)" y="\(cursor.y * SVGRun.cellHeight)" width="2" \
        height="\(SVGRun.cellHeight)" fill="\(PaletteColor.ink)"/>

        """
    }
    return text + "</svg>\n"
  }
}
