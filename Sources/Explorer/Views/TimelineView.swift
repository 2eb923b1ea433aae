import Screen
import Tracing

/// All steps in one line, the blocks apart, the reader's place lit.
struct TimelineView {
  private let walk: ExploreState

  init(_ walk: ExploreState) { self.walk = walk }

  func draw(into canvas: inout Canvas, in area: Rect) {
    let steps = walk.subject.steps
    guard !area.isEmpty, steps.count > 0 else { return }
    let theme = canvas.theme
    let width = area.width
    for x in 0..<width {
      let range =
        x * steps.count / width..<max(x * steps.count / width + 1, (x + 1) * steps.count / width)
      let isHere = range.contains(walk.step)
      let isPast = range.lowerBound <= walk.step
      let isBroken = range.contains { index in
        walk.breakpoints.contains { $0.matches(steps[index].address) }
      }
      let role = BlockRole(steps[range.lowerBound].address).role
      let glyph = isHere ? "◆" : isBroken ? "●" : isPast ? "━" : "─"
      canvas.put(
        glyph, x: area.x + x, y: area.y,
        isHere ? theme[.heading] : isBroken ? theme[.warning] : theme[role])
    }
  }
}

/// Which part of a model an address belongs to, as a role of the theme.
struct BlockRole {
  let role: Theme.Role

  init(_ address: Address) {
    let parts = address.parts
    if parts.last == "norm" || parts.dropFirst(2).first == "norm" {
      role = .norm
    } else if parts.last == "residual" {
      role = .residual
    } else if parts.contains("self-attention") || parts.contains("cross-attention") {
      role = .attention
    } else if parts.contains("feed-forward") {
      role = .feedForward
    } else if parts.first == "logits" || parts.first == "probabilities" || parts.first == "head" {
      role = .probability
    } else {
      role = .embedding
    }
  }
}
