import Screen
import Tracing

/// The work of each step up to the one that is looked at: with the cache full, without it shaded.
struct WorkChart {
  private let writing: WritingState

  init(_ writing: WritingState) { self.writing = writing }

  func draw(into canvas: inout Canvas, in area: Rect) {
    guard area.height >= 2, area.width >= 16 else { return }
    let works = writing.places.prefix(writing.position + 1).map(\.work)
    let largest = works.reduce(0) { max($0, $1?.withoutCache ?? 0) }
    let first = max(0, works.count - area.height)
    let theme = canvas.theme
    let label = "\(works.count)".utf8.count
    let width = area.width - label - 1
    for (row, work) in works.dropFirst(first).enumerated() {
      guard let work, largest > 0 else { continue }
      let y = area.y + row
      canvas.put(
        TextLayout.pad("\(first + row + 1)", to: label, .right), x: area.x, y: y, theme[.faint])
      let (glyphs, x) = (canvas.medium.glyphs, area.x + label + 1)
      let share = Double(work.withCache) / Double(largest)
      let end = canvas.put(
        BarStroke.text(share, width: width, glyphs), x: x, y: y, theme[.value], width: width)
      let whole = x + Int(Double(work.withoutCache) / Double(largest) * Double(width))
      guard whole > end else { continue }
      canvas.put(String(repeating: "░", count: whole - end), x: end, y: y, theme[.faint])
    }
  }
}
