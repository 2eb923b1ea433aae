/// Text of several roles that is broken into lines as one.
package struct Paragraph: Hashable, Sendable {
  /// The text.
  package var spans: [TextSpan]
  /// What stands before the first line, as `• `; the other lines are indented as far.
  package var bullet: String

  /// Makes a paragraph.
  package init(_ spans: [TextSpan], bullet: String = "") {
    self.spans = spans
    self.bullet = bullet
  }

  /// Makes a paragraph of one role; an empty one is a blank line.
  package init(_ text: String = "", _ role: Theme.Role = .text, bullet: String = "") {
    self.init([TextSpan(text, role)], bullet: bullet)
  }

  /// The lines of at most so many cells.
  package func lines(width: Int) -> [[TextSpan]] {
    guard width > 0 else { return [] }
    let text = spans.map(\.text).joined()
    var indent = TextWidth.cells(bullet)
    // A bullet is worth its place only while most of the line is text.
    if indent * 2 > width { indent = 0 }
    var place = Place(spans)
    return TextLayout.wrap(text, to: width - indent).enumerated().map { number, line in
      var result: [TextSpan] = []
      if indent > 0 {
        result.append(
          TextSpan(number == 0 ? bullet : String(repeating: " ", count: indent), .faint))
      }
      for scalar in line.unicodeScalars {
        let role = place.role(of: scalar)
        if result.last?.role != role || (result.count == 1 && indent > 0) {
          result.append(TextSpan("", role))
        }
        result[result.count - 1].text.unicodeScalars.append(scalar)
      }
      return result
    }
  }

  /// Walks along the spans as the lines do; wrapping leaves out spaces and line ends, and nothing else.
  private struct Place {
    private var scalars: [(Unicode.Scalar, Theme.Role)]
    private var next = 0

    init(_ spans: [TextSpan]) {
      scalars = spans.flatMap { span in span.text.unicodeScalars.map { ($0, span.role) } }
    }

    mutating func role(of scalar: Unicode.Scalar) -> Theme.Role {
      while next < scalars.count, scalars[next].0 != scalar { next += 1 }
      guard next < scalars.count else { return .text }
      next += 1
      return scalars[next - 1].1
    }
  }
}
