import Screen
import Tracing

/// The first line: model, tower, layer, sublayer, step; which step of how many, which head of how many.
struct BreadcrumbView {
  private let walk: ExploreState
  private let language: DisplayLanguage

  init(_ walk: ExploreState, _ language: DisplayLanguage) {
    self.walk = walk
    self.language = language
  }

  func draw(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let theme = canvas.theme
    canvas.fill(area)
    var left = area
    if let note = notes.first(where: { TextWidth.cells($0) + 24 <= area.width }) {
      let right: Rect
      (right, left) = area.cutRight(TextWidth.cells(note))
      canvas.put(note, x: right.x, y: area.y, theme[.faint])
      left = left.cutRight(2).rest
    }
    let address = walk.subject.trace[walk.spot.node].address
    Breadcrumb(
      ["Cutaway", walk.subject.name] + PlaceName.parts(address, language)
    ).draw(into: &canvas, in: left)
  }

  /// What is said at the right, the longest first.
  private var notes: [String] {
    let step = ExploreText.stepOf(
      language, "\(walk.step + 1)", "\(walk.subject.steps.count)")
    let plane = walk.plane
    guard plane.slices > 1, walk.subject.trace[walk.spot.node].axes.contains(.head) else {
      return [step]
    }
    let head = ExploreText.headOf(
      language, "\(plane.place(of: walk.spot.cell).slice + 1)", "\(plane.slices)")
    return [step + "  " + head, step]
  }
}
