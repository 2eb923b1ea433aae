import Screen
import Tracing
import Training

/// One picture of a race.
struct RacePanelView {
  private let race: RaceState
  private let panel: RaceState.Panel
  private let language: DisplayLanguage
  private let width: Int

  /// Makes a picture that will be drawn in so many columns, its frame included.
  init(
    _ race: RaceState, _ panel: RaceState.Panel, _ language: DisplayLanguage, width: Int
  ) {
    self.race = race
    self.panel = panel
    self.language = language
    self.width = width
  }

  private var lanes: Range<Int> { race.setup.lanes.indices }

  func draw(into canvas: inout Canvas, in area: Rect) {
    let inner = Panel(title, note: note).draw(into: &canvas, in: area)
    guard !inner.isEmpty else { return }
    guard race.report != nil else {
      let text = race.isKept ? RaceText.nothingYet : .preparing
      canvas.put(text(language), x: inner.x, y: inner.y, canvas.theme[.faint], width: inner.width)
      return
    }
    switch panel {
    case .loss: drawCurve(training(width: inner.width), into: &canvas, in: inner)
    case .validation: drawCurve(validation, into: &canvas, in: inner)
    case .gradients:
      RaceGradientBars(race, language).draw(into: &canvas, in: inner)
    case .norms: drawLayers(into: &canvas, in: inner) { $0.norms.map { $0 } }
    case .tokens: drawLayers(into: &canvas, in: inner) { $0.similarity.tokens.map { $0 ?? .nan } }
    case .neighbours:
      drawLayers(into: &canvas, in: inner, first: 1) { $0.similarity.neighbours }
    case .additions:
      drawLayers(into: &canvas, in: inner, first: 1) { $0.sublayers.map(\.addition) }
    case .attention: RaceAttentionView(race, language).draw(into: &canvas, in: inner)
    case .outputs: drawOutputs(into: &canvas, in: inner)
    }
  }

  private var title: String {
    let text: RaceText =
      switch panel {
      case .loss: .lossTitle
      case .gradients: .gradientsTitle
      case .norms: .normsTitle
      case .tokens: .tokensTitle
      case .validation: .validationTitle
      case .neighbours: .neighboursTitle
      case .attention: .attentionTitle
      case .outputs: .outputsTitle
      case .additions: .additionsTitle
      }
    return text(language)
  }

  private var note: String {
    switch panel {
    case .attention:
      race.attentionIndex.map { index in
        let name = Self.name(race.attentions[index].address, language)
        return race.head.map { RaceText.headOf(language, name, "\($0 + 1)") }
          ?? RaceText.meanOfHeads(language, name)
      } ?? ""
    case .gradients: RaceText.atFirst(language)
    case .loss: meansNote
    default: ""
    }
  }

  /// Over how many steps each point of the training loss is a mean.
  private var meansNote: String {
    let steps =
      race.report?.lanes[race.lane].loss.means(most: max(1, width - 2)).steps ?? 1
    return steps > 1 ? RaceText.meanOfSteps(language, "\(steps)") : ""
  }

  /// `decoder 2, cross-attention`, in words.
  private static func name(_ address: Address, _ language: DisplayLanguage) -> String {
    let parts = address.parts
    guard parts.count == 3 else { return address.path }
    let layer = (parts[0] == "encoder" ? RaceText.encoderLayer : .decoderLayer)(
      language, String(parts[1]))
    let kind = parts[2] == "cross-attention" ? NameText.crossAttention : NameText.selfAttention
    return layer + " " + kind(language)
  }

  // MARK: Curves over steps

  private func drawCurve(
    _ series: [CurveSeries], into canvas: inout Canvas, in area: Rect
  ) {
    guard series.contains(where: { !$0.points.isEmpty }) else {
      canvas.put(
        RaceText.nothingYet(language), x: area.x, y: area.y, canvas.theme[.faint],
        width: area.width)
      return
    }
    var mark: CurvePoint?
    if let moment = race.moment,
      let line = series[race.lane].points.last(where: { $0.x <= Double(moment) + 1 })
    {
      mark = line
    }
    Curve(
      named(series, width: area.width), xTitle: RaceText.stepAxis(language),
      xRange: 0...Double(max(1, race.report?.step ?? 1)), yRange: range(of: series), mark: mark
    ).draw(into: &canvas, in: area)
  }

  /// The losses between the least and twice the largest at the start: a run that leaves for infinity would
  /// flatten all others.
  private func range(of series: [CurveSeries]) -> ClosedRange<Double>? {
    let numbers = series.flatMap(\.points).map(\.y).filter(\.isFinite)
    let first = series.compactMap { $0.points.first?.y }.filter(\.isFinite).max()
    guard let low = numbers.min(), let high = numbers.max(), let first, high > 2 * first,
      low < 2 * first
    else { return nil }
    return low...2 * first
  }

  /// The lines with the runs' names where there is room for all, otherwise with their numbers.
  private func named(_ series: [CurveSeries], width: Int) -> [CurveSeries] {
    let names = lanes.map { "\($0 + 1) " + race.setup.name(of: $0, language) }
    guard names.reduce(0, { $0 + TextWidth.cells($1) + 7 }) <= width else { return series }
    return zip(series, names).map { CurveSeries($1, $0.points, role: $0.role, end: $0.end) }
  }

  private func training(width: Int) -> [CurveSeries] {
    lanes.map { lane in
      let curve = race.report?.lanes[lane].loss ?? RaceCurve()
      return CurveSeries(
        "\(lane + 1)",
        curve.means(most: width).points.map { CurvePoint($0.step, $0.mean) },
        role: RaceTable.roles[lane], end: "\(lane + 1)")
    }
  }

  private var validation: [CurveSeries] {
    lanes.map { lane in
      CurveSeries(
        "\(lane + 1)",
        (race.report?.lanes[lane].validation ?? []).map { CurvePoint(Double($0.step), $0.loss) },
        role: RaceTable.roles[lane], end: "\(lane + 1)")
    }
  }

  // MARK: Curves over layers

  /// Draws a figure of every layer; of a pair the decoder's stand behind the encoder's.
  private func drawLayers(
    into canvas: inout Canvas, in area: Rect, first: Int = 0,
    _ figures: (TowerProfile) -> [Double]
  ) {
    var series: [CurveSeries] = []
    let profiles = lanes.map { race.moment(of: $0)?.profiles ?? [] }
    // The second tower begins at the same place in all lanes, however deep each is.
    let deepest = profiles.compactMap { $0.first?.similarity.neighbours.count }.max() ?? 0
    for lane in lanes {
      var points: [CurvePoint] = []
      var start = Double(first)
      for (index, profile) in profiles[lane].enumerated() {
        // A gap between the towers.
        if index > 0 { points.append(CurvePoint(.nan, .nan)) }
        let numbers = figures(profile)
        let width = panel == .additions ? Double(profile.similarity.neighbours.count) : nil
        for (place, number) in numbers.enumerated() {
          let x =
            width.map { start + Double(place) * $0 / Double(max(1, numbers.count)) }
            ?? start + Double(place)
          points.append(CurvePoint(x, number))
        }
        start += Double(deepest) + (first == 0 ? 1 : 0)
      }
      series.append(
        CurveSeries("\(lane + 1)", points, role: RaceTable.roles[lane], end: "\(lane + 1)"))
    }
    guard series.contains(where: { !$0.points.isEmpty }) else { return }
    let isPair = (race.report?.lanes.first?.latest?.profiles.count ?? 0) > 1
    let axis = isPair && area.width >= 44 ? RaceText.pairAxis : .layerAxis
    Curve(named(series, width: area.width), xTitle: axis(language)).draw(into: &canvas, in: area)
  }

  // MARK: Output

  private func drawOutputs(into canvas: inout Canvas, in area: Rect) {
    let theme = canvas.theme
    let medium = canvas.medium
    guard let first = race.moment(of: 0)?.outputs, !first.isEmpty else {
      canvas.put(
        RaceText.nothingYet(language), x: area.x, y: area.y, theme[.faint], width: area.width)
      return
    }
    var y = area.y
    func line(_ head: String, _ style: Style, _ text: String, _ textStyle: Style) {
      guard y < area.maxY else { return }
      let x = canvas.put(head, x: area.x, y: y, style, width: area.width)
      let room = max(0, area.maxX - x - 1)
      canvas.put(
        TextLayout.clip(medium.drawable(text), to: room), x: x + 1, y: y, textStyle, width: room)
      y += 1
    }
    for (index, output) in first.enumerated() {
      line(RaceText.input(language), theme[.faint], output.input, theme[.text])
      line(RaceText.wanted(language), theme[.faint], output.wanted, theme[.text])
      for lane in lanes {
        guard let found = race.moment(of: lane)?.outputs.dropFirst(index).first?.found else {
          continue
        }
        let isRight = Array(found.utf8) == Array(output.wanted.utf8)
        line(
          "\(lane + 1)" + (isRight ? " ✓" : " ·"), theme[RaceTable.roles[lane]], found,
          theme[isRight ? .good : .text])
      }
      y += 1
    }
  }
}
