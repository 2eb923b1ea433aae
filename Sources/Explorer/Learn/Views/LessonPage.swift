import Screen

/// What is said at a step of a lesson, with its numbers, before it is broken into lines.
package struct LessonPage: Equatable, Sendable {
  /// A stretch of the page.
  struct Block: Equatable, Sendable {
    /// The words.
    var spans: [TextSpan]
    /// What stands before their first line; the other lines are indented as far.
    var bullet: [TextSpan] = []
    /// The line at their left that holds a question together; nil for none.
    var bar: Theme.Role?
    /// Whether it follows the block before it without a gap.
    var isTight = false
    /// Whether the line is marked as chosen.
    var isChosen = false
    /// A number behind the words, at a column of its own.
    var field: Field?
    /// Whether it must be seen: what is chosen, or what was said last.
    var isKey = false
    /// Which answer it is, from 0.
    var answer: Int?
  }

  /// A number that is given or typed.
  struct Field: Equatable, Sendable {
    /// What stands there.
    var text: String
    /// How it is drawn.
    var role: Theme.Role
    /// Whether it is typed in.
    var isActive: Bool
    /// A mark behind it: right or wrong.
    var mark: TextSpan?
    /// The columns before it; 0 for right behind the words.
    var column = 0

    /// How wide it is: what is typed in has room for more.
    func cells(in width: Int) -> Int {
      let cells = TextWidth.cells(text)
      return min(width, role == .selected ? max(width < 50 ? 8 : 10, cells + 1) : cells)
    }
  }

  /// A line as it is drawn.
  struct Line: Equatable, Sendable {
    /// The words.
    var spans: [TextSpan]
    /// The line at their left.
    var bar: Theme.Role?
    /// Whether the line is marked as chosen.
    var isChosen = false
    /// Whether it must be seen.
    var isKey = false
    /// Which answer it is, from 0.
    var answer: Int?
    /// Where the cursor stands, in cells behind the bar.
    var cursor: Int?
  }

  /// What the step is called.
  var title = ""
  /// What is changed in the model that is shown; nil where nothing is.
  var change: String?
  /// The page.
  var blocks: [Block] = []

  /// How far parts of the page stand apart.
  enum Spacing: CaseIterable {
    /// An empty line parts what belongs apart.
    case airy
    /// An empty line stands above the question alone.
    case close
    /// There is none.
    case tight
  }

  /// The rows that the page takes.
  func rows(width: Int, _ spacing: Spacing = .tight) -> Int {
    lines(width: width, spacing).count
  }

  /// The most room between parts with which the page fits; none where it does not fit at all.
  func spacing(width: Int, fitting rows: Int) -> Spacing {
    Spacing.allCases.first { self.rows(width: width, $0) <= rows } ?? .tight
  }

  /// The lines of the page.
  ///
  /// - Parameters:
  ///   - width: The columns that there are.
  ///   - spacing: How far parts stand apart.
  /// - Returns: The lines.
  func lines(width: Int, _ spacing: Spacing) -> [Line] {
    var lines: [Line] = []
    for (place, block) in blocks.enumerated() {
      let isInside = place > 0 && block.bar != nil && blocks[place - 1].bar == block.bar
      let isApart = spacing == .airy ? !block.isTight : block.bar != nil && !isInside
      if spacing != .tight, place > 0, isApart {
        lines.append(Line(spans: [], bar: isInside ? block.bar : nil))
      }
      lines += Self.lines(of: block, width: width)
    }
    return lines
  }

  private static func lines(of block: Block, width: Int) -> [Line] {
    let width = max(1, width - (block.bar == nil ? 0 : 2))
    let indent = block.bullet.reduce(0) { $0 + TextWidth.cells($1.text) }
    var inner = indent * 2 > width ? width : width - indent
    // A number finds its place behind the last line.
    if let field = block.field { inner = max(min(inner, 12), inner - field.cells(in: width) - 3) }
    var wrapped = block.spans.isEmpty ? [[]] : Paragraph(block.spans).lines(width: inner)
    if wrapped.isEmpty { wrapped = [[]] }
    let space = [TextSpan(String(repeating: " ", count: indent))]
    var lines = wrapped.enumerated().map { row, spans in
      Line(
        spans: (indent == 0 ? [] : row == 0 ? block.bullet : indent * 2 > width ? [] : space)
          + spans, bar: block.bar,
        isChosen: block.isChosen, isKey: block.isKey, answer: block.answer)
    }
    if let field = block.field { put(field, into: &lines, block, width: width) }
    return lines
  }

  /// Puts a number behind the last line, or on one of its own where there is no room.
  private static func put(
    _ field: Field, into lines: inout [Line], _ block: Block, width: Int
  ) {
    let size = field.cells(in: width)
    var used = lines.last.map { $0.spans.reduce(0) { $0 + TextWidth.cells($1.text) } } ?? 0
    if used + 1 + size + 2 > width, used > 0 {
      lines.append(
        Line(spans: [], bar: block.bar, isKey: block.isKey, answer: block.answer))
      used = 0
    }
    let gap = max(used == 0 ? 0 : 1, min(field.column, width - size - 2) - used)
    var spans = [TextSpan(String(repeating: " ", count: gap))]
    let text = TextLayout.clip(field.text, to: size)
    let isOpen = field.role == .selected
    spans.append(TextSpan(isOpen ? TextLayout.pad(text, to: size) : text, field.role))
    if let mark = field.mark { spans += [TextSpan(" "), mark] }
    lines[lines.count - 1].spans += spans
    if field.isActive {
      lines[lines.count - 1].cursor = used + gap + min(TextWidth.cells(text), size - 1)
    }
  }
}
