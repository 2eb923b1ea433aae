import Screen
import Tracing
import Training

/// An attention of the sentence that is watched, of every run side by side.
struct RaceAttentionView {
  private let race: RaceState
  private let language: DisplayLanguage

  init(_ race: RaceState, _ language: DisplayLanguage) {
    self.race = race
    self.language = language
  }

  func draw(into canvas: inout Canvas, in area: Rect) {
    guard let index = race.attentionIndex else {
      canvas.put(
        RaceText.nothingYet(language), x: area.x, y: area.y, canvas.theme[.faint],
        width: area.width)
      return
    }
    let address = race.attentions[index].address
    let lanes = Array(race.setup.lanes.indices)
    // A run of another depth shows its last of the same kind where it lacks this one.
    let attentions = lanes.map { lane in
      let all = race.moment(of: lane)?.attentions ?? []
      return all.first { $0.address == address }
        ?? all.last { $0.address.parts[0] == address.parts[0] && $0.address.name == address.name }
    }
    let queries = attentions.compactMap { $0?.queries }.max() ?? 0
    let isDecoder = address.parts[0] == "decoder" && !(race.report?.probe.target.isEmpty ?? true)
    let labels =
      (isDecoder ? race.report?.probe.target : race.report?.probe.source) ?? []
    let shown = labels.map(canvas.medium.drawable)
    let labelWidth = min(
      shown.reduce(0) { max($0, TextWidth.cells($1)) }, max(0, area.width / 4))
    let (names, plots) = area.cutLeft(labelWidth > 0 ? labelWidth + 1 : 0)
    let (head, body) = plots.cutTop(1)
    let rows = min(queries, body.height)
    for row in 0..<rows where row < shown.count {
      canvas.put(
        TextLayout.pad(TextLayout.clip(shown[row], to: labelWidth), to: labelWidth, .right),
        x: names.x, y: body.y + row, canvas.theme[.query], width: labelWidth)
    }
    let width = max(1, (plots.width - (lanes.count - 1)) / lanes.count)
    for lane in lanes {
      let x = plots.x + lane * (width + 1)
      let other = attentions[lane].flatMap { $0.address == address ? nil : $0.address.parts[1] }
      let name = "\(lane + 1)" + (other.map { " " + RaceText.layerOf(language, String($0)) } ?? "")
      canvas.put(
        TextLayout.clip(name, to: width), x: x, y: head.y, canvas.theme[RaceTable.roles[lane]])
      guard let attention = attentions[lane] else {
        canvas.put("–", x: x, y: body.y, canvas.theme[.faint], width: width)
        continue
      }
      draw(
        attention, into: &canvas,
        Rect(x: x, y: body.y, width: min(width, body.maxX - x), height: rows))
    }
  }

  /// Draws the weights as colours, two columns for a key where there is room.
  private func draw(
    _ attention: RaceMoment.Attention, into canvas: inout Canvas, _ area: Rect
  ) {
    let ramp = Ramp(for: .fixed, medium: canvas.medium)
    let cell = min(4, max(1, area.width / max(1, attention.keys)))
    for query in 0..<min(attention.queries, area.height) {
      for key in 0..<min(attention.keys, area.width / cell) {
        let swatch = ramp.swatch(attention.weight(race.head, query, key), in: .fixed)
        canvas.put(
          String(repeating: String(Character(swatch.glyph)), count: cell),
          x: area.x + key * cell, y: area.y + query, swatch.style)
      }
    }
  }
}

extension RaceMoment.Attention {
  /// A weight; the mean over heads where none is named.
  func weight(_ head: Int?, _ query: Int, _ key: Int) -> Double {
    func weight(_ head: Int) -> Double {
      let place = (head * queries + query) * keys + key
      return weights.indices.contains(place) ? Double(weights[place]) : 0
    }
    if let head { return weight(min(head, heads - 1)) }
    return (0..<heads).reduce(0) { $0 + weight($1) } / Double(max(1, heads))
  }
}
