import Screen
import Tensors
import Tracing

/// The cursor's row as bars: in order, or of a vocabulary the largest.
struct BarsStage {
  private let context: StageContext

  /// Rows longer than this are sorted, or shown around the cursor.
  private static let longest = 512

  init(_ context: StageContext) { self.context = context }

  func draw(into canvas: inout Canvas, in area: Rect) {
    let isSorted = context.labels.columnAxis == .vocabulary || context.labels.columnAxis == .label
    let hasHeading = area.height >= 4
    let body = area.cutTop(hasHeading ? 2 : 0).rest
    let count = isSorted ? max(1, body.height) : context.plane.columns
    if hasHeading {
      let theme = canvas.theme
      canvas.put(
        TextLayout.clip(heading(isSorted, count), to: area.width), x: area.x, y: area.y,
        theme[.heading])
      let keys = AttentionText.barsKeys(
        context.language, Keymap.label(.left, .right, in: .explore),
        Keymap.label(.up, .down, in: .explore), Keymap.label(.bars, in: .explore))
      canvas.put(TextLayout.clip(keys, to: area.width), x: area.x, y: area.y + 1, theme[.faint])
    }
    (isSorted ? sorted(count) : inOrder(body.height)).draw(into: &canvas, in: body)
  }

  private func heading(_ isSorted: Bool, _ count: Int) -> String {
    let language = context.language
    let (slice, row, _) = context.place
    var name = context.labels.row(row)
    if name.isEmpty { name = context.node.address.name }
    if context.plane.slices > 1 {
      name += (language == .chinese ? "，" : ", ") + AttentionText.headName(language, "\(slice + 1)")
    }
    let columns = context.plane.columns
    return isSorted
      ? AttentionText.barsSorted(language, name, "\(min(count, columns))", "\(columns)")
      : AttentionText.barsInOrder(language, name)
  }

  /// The number of a column of the cursor's row, and whether attention must not see it.
  private var number: (Int) -> (value: Double, isMasked: Bool) {
    let (slice, row, _) = context.place
    let plane = context.plane
    let start = (slice * plane.rows + row) * plane.columns
    let values = context.values
    let scores = context.kind == .weights ? context.trace.values(of: context.node.inputs[0]) : nil
    return { column in
      let value = Double(values[start + column])
      return (value, value == -.infinity || scores?[start + column] == -.infinity)
    }
  }

  private var role: Theme.Role {
    switch context.kind {
    case .weights, .probabilities: .probability
    case .scores, .scale, .mask: .attention
    default: .residual
    }
  }

  private func entry(_ column: Int, _ number: (Int) -> (value: Double, isMasked: Bool)) -> BarEntry
  {
    let (value, isMasked) = number(column)
    return BarEntry(
      context.labels.column(column), isMasked ? 0 : value, number: isMasked ? "·" : nil,
      role: role, isFaint: isMasked)
  }

  private var maximum: Double? {
    switch context.kind {
    case .weights, .probabilities: 1
    default: nil
    }
  }

  // MARK: In order

  private func inOrder(_ visible: Int) -> BarList {
    let columns = context.plane.columns
    let column = context.place.column
    let number = number
    guard columns > Self.longest else {
      return BarList(
        (0..<columns).map { entry($0, number) }, maximum: maximum, cursor: column,
        isFocused: context.isFocused, first: column - visible / 2)
    }
    // Only what is in sight is written out; the longest of the whole row is still a full bar.
    let largest = (0..<columns).reduce(0) { longest, column in
      let value = number(column).value
      return value.isFinite ? max(longest, abs(value)) : longest
    }
    let first = Scrolling.first(
      column - visible / 2, showing: column, count: columns, visible: visible)
    return BarList(
      (first..<min(columns, first + visible)).map { entry($0, number) }, maximum: largest,
      cursor: column - first, isFocused: context.isFocused)
  }

  // MARK: Sorted

  private func sorted(_ count: Int) -> BarList {
    let number = number
    let column = context.place.column
    var top = Self.largest(count, of: context.plane.columns) { number($0).value }
    var cut: BarCut?
    var cursor = top.firstIndex(of: column)
    if cursor == nil, count > 2 {
      // The cursor's entry stands below a line, under the largest.
      top = Array(top.prefix(count - 2)) + [column]
      cursor = top.count - 1
      cut = BarCut(after: top.count - 1, "…")
    }
    return BarList(
      top.map { entry($0, number) }, maximum: maximum, cut: cut, cursor: cursor,
      isFocused: context.isFocused)
  }

  /// The indices of the largest numbers, the largest first; of equal ones the first.
  ///
  /// - Complexity: one comparison for nearly every number of a long row.
  static func largest(_ count: Int, of total: Int, value: (Int) -> Double) -> [Int] {
    var top: [(value: Double, index: Int)] = []
    for index in 0..<total {
      let value = value(index)
      if top.count >= count, let last = top.last, !(value > last.value) { continue }
      let place = top.firstIndex { value > $0.value } ?? top.count
      top.insert((value, index), at: place)
      if top.count > count { top.removeLast() }
    }
    return top.map(\.index)
  }
}
