import Screen
import Tensors
import Tracing

/// A cell worked by hand over the whole stage: the path to it, the worksheet, the terms to go on to.
struct WhereFromView {
  private let context: StageContext
  private let walk: ExploreState
  private let choice: TermChoice

  init(_ context: StageContext, _ walk: ExploreState, _ choice: TermChoice) {
    self.context = context
    self.walk = walk
    self.choice = choice
  }

  func draw(into canvas: inout Canvas, in area: Rect) {
    guard let layout = walk.questionLayout(in: area) else { return }
    let work = walk.work
    let theme = canvas.theme
    PathLine(context, walk).draw(into: &canvas, in: layout.path)
    guard work.derivation != nil else {
      let below = area.cutTop(layout.sheet.y - area.y).rest
      PathEndView(context).draw(into: &canvas, in: below)
      return
    }
    ByHandView(context, work, showsTerms: false).draw(into: &canvas, in: layout.sheet)
    let first = layout.first(choice.first, showing: choice.row, count: work.count)
    let visible = layout.visible(from: first, count: work.count)
    let above = layout.caption.isEmpty ? nil : larger(work, above: first)
    let caption = [self.caption(work), above].compactMap(\.self).joined(separator: "  ")
    canvas.put(
      TextLayout.clip(caption, to: layout.caption.width), x: layout.caption.x, y: layout.caption.y,
      theme[.faint], width: layout.caption.isEmpty ? 0 : layout.caption.width)
    let largest = work[0].map { abs($0.contribution) } ?? 0
    for row in visible {
      guard let term = work[row] else { break }
      let line = Rect(
        x: area.x, y: layout.list.y + row - first, width: area.width, height: 1)
      canvas.clipped(to: line) {
        TermLine(context, work, term, largest: largest).draw(
          chosen: row == choice.row ? choice.factor : nil, into: &$0, in: line)
      }
    }
    drawFooter(
      work, above == nil ? visible : 0..<visible.upperBound, into: &canvas, in: layout.footer)
    drawAhead(work, into: &canvas, in: layout.below)
  }

  /// Where rows are left over: the cell that the chosen factor leads to, worked by hand.
  private func drawAhead(_ work: CellWork, into canvas: inout Canvas, in area: Rect) {
    guard area.height >= 5, let factors = work[choice.row]?.factors,
      factors.indices.contains(choice.factor)
    else { return }
    let source = work.cell(of: factors[choice.factor])
    // The terms of a long sum are worked out when the reader goes there, not at every key.
    guard context.trace[source.node].shape.array.last ?? 1 <= Self.longest else { return }
    let theme = canvas.theme
    let title =
      " " + FrameText.leadsTo(context.language, Keymap.label(.whereFrom, in: .explore)) + " "
    let rule = String(repeating: "─", count: area.width)
    canvas.put(rule, x: area.x, y: area.y + 1, theme[.border], width: area.width)
    canvas.put(title, x: area.x + 1, y: area.y + 1, theme[.faint], width: area.width - 2)
    ByHandView(context.at(source.node, cell: source.index)).draw(
      into: &canvas, in: area.cutTop(2).rest)
  }

  private static let longest = 1 << 13

  /// What is above the list, which begins where the walk goes on; nil where nothing is.
  private func larger(_ work: CellWork, above first: Int) -> String? {
    guard first > 0 else { return nil }
    guard work.adds else { return "▲\(first)" }
    let sum = Number.text(work.sum(outside: first..<work.count))
    return FigureText.larger(context.language, "\(first)", sum)
  }

  /// What the list is.
  private func caption(_ work: CellWork) -> String {
    let language = context.language
    let count = "\(work.count)"
    guard work.adds else {
      return work.count == 1
        ? FigureText.readFromOne(language) : FigureText.readFrom(language, count)
    }
    return work.count == 1
      ? FrameText.madeOfOne(language) : FrameText.madeOf(language, count)
  }

  /// What the terms out of sight add up to, and all of them.
  private func drawFooter(
    _ work: CellWork, _ visible: Range<Int>, into canvas: inout Canvas, in area: Rect
  ) {
    guard !area.isEmpty else { return }
    let language = context.language
    var texts: [String] = []
    let hidden = work.count - visible.count
    if hidden > 0, work.adds {
      let text = FrameText.outOfSight(
        language, Number.text(work.sum(outside: visible)), "\(hidden)")
      texts.append((visible.upperBound < work.count && visible.lowerBound == 0 ? "▼ " : "") + text)
    }
    if work.count > 1, work.adds {
      texts.append(FrameText.sum(language, Number.text(work.sum(outside: 0..<0), digits: 6)))
    }
    canvas.put(
      TextLayout.clip(texts.joined(separator: " · "), to: area.width), x: area.x, y: area.y,
      canvas.theme[.faint])
  }
}
