import Screen
import Tracing
import Training

/// A race on the screen: the runs, the pictures of a page, the line of time.
package struct RaceView {
  private let language: DisplayLanguage
  private let race: RaceState
  private let state: State

  /// Makes the view; nil before there is a race.
  init?(_ state: State) {
    guard let race = state.race else { return nil }
    self.race = race
    self.state = state
    language = state.language
  }

  func draw(into canvas: inout Canvas, in area: Rect) {
    draw(into: &canvas, in: area, hasKeys: true)
  }

  /// The race as a picture: what stands on the screen, without the keys.
  package static func picture(_ state: State) -> Canvas {
    var canvas = Canvas(size: state.size, medium: state.medium)
    RaceView(state)?.draw(into: &canvas, in: canvas.bounds, hasKeys: false)
    return canvas
  }

  private func draw(into canvas: inout Canvas, in area: Rect, hasKeys: Bool) {
    let layout = RaceLayout(area.size, lanes: race.setup.lanes.count)
    drawBreadcrumb(into: &canvas, in: layout.breadcrumb)
    RaceTable(race, language).draw(into: &canvas, in: layout.table)
    for (panel, place) in layout.pictures(page: race.page) {
      RacePanelView(race, panel, language, width: place.width).draw(into: &canvas, in: place)
    }
    drawTimeline(into: &canvas, in: layout.timeline)
    if hasKeys { FooterView(state).draw(into: &canvas, in: layout.hints) }
  }

  private func drawBreadcrumb(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let note = RaceText.step(
      language, "\(race.report?.step ?? 0)", "\(race.setup.shared.steps)")
    let isWide = area.width >= 40
    let (right, left) = area.cutRight(isWide ? TextWidth.cells(note) + 1 : 0)
    if isWide { canvas.put(note, x: right.x + 1, y: area.y, canvas.theme[.faint]) }
    let task: RaceText =
      switch race.setup.shared.task {
      case .translation: .translation
      case .stories: .stories
      case .opinions: .opinions
      }
    Breadcrumb(["Cutaway", RaceText.title(language), task(language)])
      .draw(into: &canvas, in: left.cutRight(1).rest)
  }

  /// Which of the kept moments is looked at, and what was changed last.
  private func drawTimeline(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let theme = canvas.theme
    let steps = race.steps
    let label =
      race.moment.map { RaceText.lookingBack(language, "\($0)") } ?? RaceText.now(language)
    let text = TextLayout.clip(label, to: area.width / 2)
    let (right, left) = area.cutRight(TextWidth.cells(text) + 1)
    canvas.put(text, x: right.x + 1, y: area.y, theme[race.moment == nil ? .faint : .changed])
    guard let last = steps.last, left.width >= 8 else { return }
    let end = max(last, race.report?.step ?? last, 1)
    func column(_ step: Int) -> Int { left.x + step * (left.width - 1) / end }
    canvas.put(String(repeating: "─", count: left.width), x: left.x, y: left.y, theme[.border])
    for (index, step) in steps.enumerated() {
      canvas.put("·", x: column(step), y: left.y, theme[.faint])
      // A click goes to the moment before it.
      let next = index + 1 < steps.count ? column(steps[index + 1]) : left.maxX
      canvas.mark(
        Rect(x: column(step), y: left.y, width: max(1, next - column(step)), height: 1),
        .moment, step)
    }
    for change in race.report?.changes ?? [] {
      canvas.put("◆", x: column(min(change.step, end)), y: left.y, theme[.warning])
    }
    canvas.put("●", x: column(race.moment ?? end), y: left.y, theme[.heading])
  }
}

/// The runs: what they are called, how they are drawn, where they stand.
struct RaceTable {
  private let race: RaceState
  private let language: DisplayLanguage

  /// The colours of the runs; their numbers stand beside, for who sees no colours.
  static let roles: [Theme.Role] = [.query, .keyAxis, .value, .feedForward]

  init(_ race: RaceState, _ language: DisplayLanguage) {
    self.race = race
    self.language = language
  }

  func draw(into canvas: inout Canvas, in area: Rect) {
    guard !area.isEmpty else { return }
    let lanes = race.setup.lanes.indices
    let columns = columns(width: area.width)
    let names = lanes.map { "\($0 + 1) " + race.setup.name(of: $0, language) }
    let cells = lanes.map { lane in columns.map { text($0, lane) } }
    let widths = columns.indices.map { column in
      cells.reduce(TextWidth.cells(title(columns[column]))) { max($0, TextWidth.cells($1[column])) }
    }
    let fixed = widths.reduce(0) { $0 + $1 + 2 }
    let nameWidth = max(8, min(names.map(TextWidth.cells).max() ?? 0, area.width - 2 - fixed))
    let hasHead = area.height > lanes.count
    let theme = canvas.theme
    canvas.clipped(to: area) { canvas in
      canvas.fill(area)
      var y = area.y
      func row(_ lane: Int?, _ canvas: inout Canvas) {
        var x = area.x + 2
        let name = lane.map { names[$0] } ?? RaceText.run(language)
        let style = lane.map { theme[Self.roles[$0]] } ?? theme[.heading]
        if lane == race.lane { canvas.put("▸", x: area.x, y: y, theme[.heading]) }
        canvas.put(
          TextLayout.pad(name, to: nameWidth), x: x, y: y,
          style.with(lane == race.lane ? .bold : []))
        x += nameWidth + 2
        for (index, column) in columns.enumerated() {
          let text = lane.map { cells[$0][index] } ?? title(column)
          let isBad = lane.map { column == .status && isDiverged($0) } ?? false
          canvas.put(
            TextLayout.pad(text, to: widths[index], column == .status ? .left : .right), x: x, y: y,
            lane == nil ? theme[.heading] : theme[isBad ? .bad : .text])
          x += widths[index] + 2
        }
        y += 1
      }
      if hasHead { row(nil, &canvas) }
      // Where not all fit the one that is chosen is in sight.
      let count = area.height - (hasHead ? 1 : 0)
      let first = max(0, min(race.lane - count + 1, lanes.count - count))
      for lane in lanes.dropFirst(first) {
        canvas.mark(
          Rect(x: area.x, y: y, width: area.width, height: 1), .lane, lane)
        row(lane, &canvas)
      }
    }
  }

  private enum Column { case loss, validation, gradient, rate, warmUp, status }

  private func columns(width: Int) -> [Column] {
    switch width {
    case 100...: [.loss, .validation, .gradient, .rate, .warmUp, .status]
    case 72...: [.loss, .validation, .gradient, .rate, .status]
    case 40...: [.loss, .validation, .status]
    default: [.loss]
    }
  }

  private func title(_ column: Column) -> String {
    switch column {
    case .loss: RaceText.loss(language)
    case .validation: RaceText.validation(language)
    case .gradient: RaceText.gradient(language)
    case .rate: RaceText.rate(language)
    case .warmUp: RaceText.warmUp(language)
    case .status: RaceText.status(language)
    }
  }

  private func isDiverged(_ lane: Int) -> Bool {
    if case .diverged = race.report?.lanes[lane].status { true } else { false }
  }

  private func text(_ column: Column, _ lane: Int) -> String {
    guard let report = race.report?.lanes[lane] else { return "" }
    func number(_ number: Double?, _ digits: Int = 4) -> String {
      number.map { Number.text($0, digits: digits) } ?? "–"
    }
    if let moment = race.moment {
      // Looking back: what was known then; a run that had ended stays at its end.
      let step = min(moment, report.step)
      return switch column {
      case .loss: number(report.loss[max(1, step)])
      case .validation: number(report.validation.last { $0.step <= step }?.loss)
      case .gradient: number(report.gradient[max(1, step)], 3)
      case .rate, .warmUp: ""
      case .status: moment >= report.step ? status(report) : ""
      }
    }
    return switch column {
    case .loss: number(report.loss.last)
    case .validation: number(report.validation.last?.loss)
    case .gradient: number(report.gradient.last, 3)
    case .rate: number(report.rate, 3)
    case .warmUp: "\(race.warmUp(of: lane))"
    case .status: status(report)
    }
  }

  private func status(_ lane: RaceReport.Lane) -> String {
    guard lane.status == .running else { return lane.status.name(language) }
    return (race.isRunning ? RaceText.running : .paused)(language)
  }
}
