import Screen
import Tracing

/// The tokens that are kept laid end to end between 0 and 1, and the number that the dice show.
///
/// Tokens too small for a column of their own are one shaded stretch; the chosen one always has a column.
struct DrawBar {
  private let draw: TokenDraw
  private let chosen: Int
  private let label: (Int) -> String

  init(_ draw: TokenDraw, chosen: Int, label: @escaping (Int) -> String) {
    self.draw = draw
    self.chosen = chosen
    self.label = label
  }

  func draw(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let theme = canvas.theme
    canvas.clipped(to: area) { canvas in
      let line = Rect(x: area.x, y: area.y, width: area.width, height: 1)
      canvas.fill(line, "░", theme[.faint])
      var sum = 0.0
      var count = 0
      var marked: Rect?
      for (index, candidate) in draw.cut.candidates.enumerated() {
        let start = column(sum, area.width)
        sum += candidate.probability
        let end = index == draw.cut.candidates.count - 1 ? area.width : column(sum, area.width)
        let isChosen = index == chosen
        guard end > start || isChosen else { continue }
        let part = Rect(
          x: area.x + min(start, area.width - 1), y: area.y, width: max(1, end - start), height: 1)
        if isChosen { marked = part }
        // A stretch of small tokens may hide in a column: only a token's own columns are its.
        guard candidate.probability * Double(area.width) >= 0.75 else { continue }
        let style = style(count, canvas.medium)
        count += 1
        canvas.fill(part, " ", style)
        canvas.put(fitting(label(index), part.width), x: part.x, y: part.y, style)
      }
      if let marked {
        canvas.fill(marked, " ", theme[.focus])
        canvas.put(
          fitting(label(chosen), marked.width), x: marked.x, y: marked.y, theme[.focus])
      }
      drawDice(into: &canvas, in: area)
    }
  }

  /// A label as far as it says something.
  private func fitting(_ label: String, _ width: Int) -> String {
    let text = TextLayout.clip(label, to: width)
    return width < 3 && TextWidth.cells(label) > width ? "" : text
  }

  private func column(_ share: Double, _ width: Int) -> Int {
    min(width, max(0, Int((share * Double(width)).rounded())))
  }

  /// Neighbours differ, without colour too.
  private func style(_ place: Int, _ medium: Medium) -> Style {
    let isOdd = place % 2 == 1
    return medium.colors == .palette
      ? Style(.palette(231), on: .palette(isOdd ? 60 : 24))
      : Style(.standard, isOdd ? [.underlined, .dim] : .underlined)
  }

  private func drawDice(into canvas: inout Canvas, in area: Rect) {
    guard let dice = draw.dice, area.height >= 2 else { return }
    let theme = canvas.theme
    let place = min(area.width - 1, Int(dice * Double(area.width)))
    canvas.put("▲", x: area.x + place, y: area.y + 1, theme[.heading])
    let text = Number.fixed(dice, decimals: 3)
    let isRight = place + 2 + text.utf8.count <= area.width
    canvas.put(
      text, x: area.x + (isRight ? place + 2 : place - 1 - text.utf8.count), y: area.y + 1,
      theme[.text])
  }
}
