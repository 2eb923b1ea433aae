import Lessons
import Screen

/// The lesson's part of the screen: where the reader is in it, the step's words, what it asks.
struct LessonView {
  private let state: State
  private let lesson: OpenLesson
  private let split: LessonSplit
  /// Where the words stand.
  private let area: Rect
  private let lines: [LessonPage.Line]
  /// The first line that is shown.
  let first: Int
  /// The largest that the first line can be.
  let lastFirst: Int

  /// Lays out the page; nil where no lesson is open.
  init?(_ state: State) {
    guard let lesson = state.learn?.lesson else { return nil }
    self.state = state
    self.lesson = lesson
    split = state.split
    let width = LessonSplit.textWidth(state.screen)
    let inner = Self.inner(of: split)
    let isAiry = lesson.page.rows(width: width, .airy) + 4 <= inner.height
    let head = split.isBeside ? Self.head(lesson, isAiry: isAiry) : []
    let spacing = lesson.page.spacing(width: width, fitting: inner.height - head.count)
    lines = head + lesson.page.lines(width: width, spacing)
    area = Rect(x: inner.x, y: inner.y, width: min(inner.width, width), height: inner.height)
    lastFirst = max(0, lines.count - area.height)
    first = min(lesson.first ?? Self.first(lines, visible: area.height), lastFirst)
  }

  /// Where the words stand in the lesson's part.
  private static func inner(of split: LessonSplit) -> Rect {
    split.isBeside
      ? Panel.inner(of: split.panel).inset(columns: 1, rows: 0)
      : split.panel.cutTop(split.panel.height > 1 ? 1 : 0).rest.inset(columns: 1, rows: 0)
  }

  /// What stands above the words where they have the whole height: the step's name, and the steps.
  private static func head(_ lesson: OpenLesson, isAiry: Bool) -> [LessonPage.Line] {
    let title = LessonPage.Line(spans: [TextSpan(lesson.page.title, .heading)])
    let empty = LessonPage.Line(spans: [])
    return isAiry ? [LessonPage.Line(spans: marks(lesson)), empty, title, empty] : [title]
  }

  /// The line from which what must be seen is seen: its beginning, where it is too long for all of it.
  private static func first(_ lines: [LessonPage.Line], visible: Int) -> Int {
    guard let last = lines.lastIndex(where: \.isKey), let start = lines.firstIndex(where: \.isKey)
    else { return 0 }
    return max(0, min(last + 1 - visible, start))
  }

  /// What became of each step.
  private static func marks(_ lesson: OpenLesson) -> [TextSpan] {
    lesson.items.indices.map {
      StepMark(lesson.items[$0], lesson.works[$0], isHere: $0 == lesson.number).span
    }
  }

  // MARK: Drawing

  func draw(into canvas: inout Canvas) {
    guard !split.panel.isEmpty else { return }
    drawFrame(into: &canvas)
    canvas.clipped(to: split.panel) { canvas in
      for (row, line) in lines.dropFirst(first).prefix(area.height).enumerated() {
        draw(line, into: &canvas, y: area.y + row)
      }
      let theme = canvas.theme
      let edge = min(area.maxX, split.panel.maxX - 1)
      if first > 0 { canvas.put("▲", x: edge, y: area.y, theme[.key]) }
      if first < lastFirst { canvas.put("▼", x: edge, y: area.maxY - 1, theme[.key]) }
    }
  }

  private func draw(_ line: LessonPage.Line, into canvas: inout Canvas, y: Int) {
    let theme = canvas.theme
    var x = area.x
    if let bar = line.bar {
      canvas.put(canvas.medium.glyphs == .unicode ? "┃" : "|", x: x, y: y, theme[bar])
      x += 2
    }
    let start = x
    if line.isChosen {
      canvas.fill(
        Rect(x: x, y: y, width: area.maxX - x, height: 1), " ", theme[.selected])
    }
    for span in line.spans {
      x = canvas.put(span.text, x: x, y: y, theme[span.role], width: max(0, area.maxX - x))
    }
    if let answer = line.answer {
      canvas.mark(Rect(x: area.x, y: y, width: area.width, height: 1), .answer, answer)
    }
    if let cursor = line.cursor, state.isLessonFocused, state.overlay == nil {
      canvas.cursor = Point(x: min(start + cursor, area.maxX - 1), y: y)
    }
  }

  // MARK: The frame

  private var progress: String {
    lesson.isAtEnd ? "" : "\(lesson.number + 1)/\(lesson.items.count)"
  }

  private func drawFrame(into canvas: inout Canvas) {
    let title = state.medium.drawable(lesson.entry.title(state.language))
    let isFocused = state.isLessonFocused && state.overlay == nil
    guard !split.isBeside else {
      Panel(title, note: progress, isFocused: isFocused).draw(into: &canvas, in: split.panel)
      return
    }
    canvas.fill(split.panel)
    let row = split.panel.cutTop(1).0
    guard split.panel.height > 1 else { return }
    let theme = canvas.theme
    let isHeavy = isFocused && canvas.medium.colors == .none
    let stroke = canvas.medium.glyphs == .unicode ? (isHeavy ? "━" : "─") : isHeavy ? "=" : "-"
    canvas.put(
      String(repeating: stroke, count: row.width), x: row.x, y: row.y,
      theme[isFocused ? .borderFocused : .border])
    // The steps where there is room for them beside both names, or else their count.
    let marks = Self.marks(lesson)
    let names = TextWidth.cells(title) + TextWidth.cells(lesson.page.title) + 8
    var end = row.maxX - 1
    let count = " \(progress) "
    if !progress.isEmpty, row.width >= TextWidth.cells(count) + 16 {
      end -= TextWidth.cells(count)
      canvas.put(count, x: end, y: row.y, theme[.faint])
    }
    if names + marks.count + 2 < end - row.x, !lesson.isAtEnd {
      end -= marks.count + 1
      var x = canvas.put(" ", x: end, y: row.y)
      for mark in marks { x = canvas.put(mark.text, x: x, y: row.y, theme[mark.role]) }
    }
    drawNames(title, into: &canvas, Rect(x: row.x, y: row.y, width: end - row.x, height: 1))
  }

  private func drawNames(_ title: String, into canvas: inout Canvas, _ area: Rect) {
    let theme = canvas.theme
    let step = lesson.page.title
    let room = max(0, area.width - 4)
    let both = TextWidth.cells(title) + TextWidth.cells(step) + 3 <= room
    var x = area.x + 1
    if both {
      x = canvas.put(" \(title) ›", x: x, y: area.y, theme[.faint])
      canvas.put(" \(step) ", x: x, y: area.y, theme[.heading])
    } else if room > 0 {
      canvas.put(" \(TextLayout.clip(step, to: room)) ", x: x, y: area.y, theme[.heading])
    }
  }
}
