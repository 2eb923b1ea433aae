import Lessons
import Screen

/// The list of lessons: the course in its order, and what is said of the lesson that is chosen.
struct LessonListView {
  private let state: State
  private let learn: LearnState
  private var language: DisplayLanguage { state.language }

  /// Makes the view; nil before the lessons were read.
  init?(_ state: State) {
    guard let learn = state.learn else { return nil }
    self.state = state
    self.learn = learn
  }

  func draw(into canvas: inout Canvas, in area: Rect) {
    var rest = area
    let (footer, above) = rest.cutBottom(area.height >= 5 ? 1 : 0)
    FooterView(state).draw(into: &canvas, in: footer)
    let (title, below) = above.cutTop(area.height >= 12 ? 1 : 0)
    rest = below
    Breadcrumb([HomeText.title(language), LearnText.listTitle(language)])
      .draw(into: &canvas, in: title.inset(columns: 1, rows: 0))
    if learn.list.isSearching || !learn.list.field.text.isEmpty {
      let search: Rect
      (search, rest) = rest.cutTop(rest.height >= 10 ? 3 : 1)
      drawSearch(into: &canvas, in: search)
    }
    let (list, about) =
      area.width >= 84
      ? rest.cutLeft(min(64, rest.width * 11 / 20)) : rest.cutTop(rest.height - aboutRows(rest))
    drawList(into: &canvas, in: list)
    drawAbout(into: &canvas, in: about)
  }

  /// The rows of what is said of the chosen lesson, where it stands below the list.
  private func aboutRows(_ area: Rect) -> Int {
    area.height >= 12 ? min(9, area.height * 2 / 5) : 0
  }

  private func drawSearch(into canvas: inout Canvas, in area: Rect) {
    var field = learn.list.field
    field.placeholder = LearnText.searchHint(language)
    let inner = Panel(LearnText.searchTitle(language), isFocused: learn.list.isSearching)
      .draw(into: &canvas, in: area)
    field.draw(
      into: &canvas, in: area.height >= 3 ? inner.inset(columns: 1, rows: 0) : area,
      isFocused: learn.list.isSearching && state.overlay == nil)
  }

  // MARK: The list

  private func drawList(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let inner = Panel(LearnText.listTitle(language), isFocused: state.overlay == nil)
      .draw(into: &canvas, in: area)
    let rows = learn.rows
    guard !rows.isEmpty else {
      canvas.put(
        LearnText.nothingFound(language), x: inner.x + 1, y: inner.y, canvas.theme[.faint],
        width: max(0, inner.width - 2))
      return
    }
    let chosen = rows.firstIndex { $0.id != nil && $0.id == learn.list.selected }
    // The heading above the first lesson is seen with it.
    let cursor = chosen == 1 ? 0 : chosen
    let first = Scrolling.first(
      max(0, (cursor ?? 0) - inner.height / 2), showing: cursor, count: rows.count,
      visible: inner.height)
    canvas.clipped(to: inner) { canvas in
      for (place, row) in rows.enumerated().dropFirst(first).prefix(inner.height) {
        let line = Rect(x: inner.x, y: inner.y + place - first, width: inner.width, height: 1)
        canvas.mark(line, .lessonRow, place)
        draw(row, isChosen: place == chosen, into: &canvas, in: line)
      }
    }
  }

  private func draw(_ row: LessonRow, isChosen: Bool, into canvas: inout Canvas, in line: Rect) {
    let theme = canvas.theme
    switch row {
    case .part(let number, let titles):
      let text =
        number == 0
        ? LearnText.otherLessons(language)
        : LearnText.part(language, "\(number)") + " · " + title(titles)
      canvas.put(
        TextLayout.clip(text, to: line.width - 1), x: line.x + 1, y: line.y, theme[.heading])
    case .coming(let number, let titles):
      draw(
        number, title(titles), LearnText.toCome(language), TextSpan("·", .faint), theme[.faint],
        theme[.faint], into: &canvas, in: line)
    case .lesson(let entry, let record):
      let style = theme[isChosen ? .selected : .text]
      if isChosen { canvas.fill(line, " ", style) }
      var mark = mark(record)
      if isChosen { mark.role = .selected }
      draw(
        entry.lesson.number, state.medium.drawable(entry.title(language)),
        LessonStanding(entry, record).text(language), mark, style,
        isChosen ? style : theme[.faint], into: &canvas, in: line)
    }
  }

  private func mark(_ record: LessonRecord?) -> TextSpan {
    guard let record else { return TextSpan("○", .faint) }
    return record.isFinished ? TextSpan("✓", .good) : TextSpan("●", .borderFocused)
  }

  private func draw(
    _ number: Int?, _ title: String, _ note: String, _ mark: TextSpan, _ style: Style,
    _ faint: Style, into canvas: inout Canvas, in line: Rect
  ) {
    canvas.put(mark.text, x: line.x + 2, y: line.y, canvas.theme[mark.role])
    let label = TextLayout.pad(number.map { "\($0)" } ?? "", to: 2, .right)
    let x = canvas.put(label, x: line.x + 4, y: line.y, faint) + 2
    let width = TextWidth.cells(note)
    let hasNote = line.maxX - 1 - x >= TextWidth.cells(title) + width + 2
    let room = line.maxX - 1 - x - (hasNote ? width + 1 : 0)
    canvas.put(TextLayout.clip(title, to: max(0, room)), x: x, y: line.y, style)
    if hasNote { canvas.put(note, x: line.maxX - 1 - width, y: line.y, faint) }
  }

  private func title(_ titles: [String: String]) -> String {
    state.medium.drawable(
      titles[language.rawValue] ?? titles[DisplayLanguage.english.rawValue]
        ?? titles.sorted { $0.key < $1.key }.first?.value ?? "")
  }

  // MARK: The chosen lesson

  private func drawAbout(into canvas: inout Canvas, in area: Rect) {
    guard area.height >= 3, let id = learn.list.selected, let entry = learn.library[id],
      let words = entry.words(language)
    else { return }
    let medium = state.medium
    let number = entry.lesson.number.map { LearnText.number(language, "\($0)") } ?? ""
    let inner = Panel(number).draw(into: &canvas, in: area).inset(columns: 1, rows: 0)
    let isAiry = inner.height >= 12
    let gap = isAiry ? [Paragraph()] : []
    var paragraphs = [Paragraph(medium.drawable(words.title), .heading)] + gap
    paragraphs += [Paragraph(medium.drawable(words.summary))] + gap
    if !words.ability.isEmpty {
      paragraphs.append(Paragraph(LearnText.canAfter(language), .faint))
      paragraphs.append(
        Paragraph([TextSpan(medium.drawable(words.ability))], bullet: "✓ "))
    }
    let standing = LessonStanding(entry, learn.progress.lessons[id])
    paragraphs += gap + [Paragraph(standing.text(language), .faint)]
    paragraphs += standing.rest(language).map { Paragraph($0, .faint) }
    TextBlock(paragraphs).draw(into: &canvas, in: inner)
  }
}

/// How far a reader has come in a lesson, in words.
struct LessonStanding {
  private let entry: LessonEntry
  private let record: LessonRecord?

  init(_ entry: LessonEntry, _ record: LessonRecord?) {
    self.entry = entry
    self.record = record
  }

  /// In one line.
  func text(_ language: DisplayLanguage) -> String {
    guard let record else { return LearnText.notBegun(language) }
    if record.isFinished {
      return open == 0
        ? LearnText.isDone(language) : LearnText.doneWithRest(language, "\(open)")
    }
    return LearnText.atStep(
      language, "\(record.resumption(in: entry.lesson) + 1)", "\(entry.lesson.steps.count)")
  }

  /// Which answers are not the reader's own.
  func rest(_ language: DisplayLanguage) -> [String] {
    let statuses = entry.lesson.steps.compactMap { record?.steps[$0.id] }
    let shown = statuses.count { $0 == .shown }
    let skipped = statuses.count { $0 == .skipped }
    return [(shown, LearnText.countShown), (skipped, .countSkipped)].compactMap { count, text in
      count > 0 ? text(language, "\(count)") : nil
    }
  }

  /// How many of its questions were not answered by the reader.
  private var open: Int {
    entry.lesson.steps.count { step in
      guard step.question != nil else { return false }
      if case .answered? = record?.steps[step.id] { return false }
      return true
    }
  }
}
