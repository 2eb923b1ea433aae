import Kernels
import Screen
import Training

/// Gradient norms by layer as bars on a logarithmic axis: now, and as a stroke those of the first step.
struct RaceGradientBars {
  private let race: RaceState
  private let language: DisplayLanguage

  init(_ race: RaceState, _ language: DisplayLanguage) {
    self.race = race
    self.language = language
  }

  private static let eighths = Array(" ▁▂▃▄▅▆▇█".unicodeScalars)

  private func gradients(_ lane: Int) -> [Double] {
    guard let report = race.report?.lanes[lane] else { return [] }
    return race.moment == nil
      ? report.gradients : race.moment(of: lane)?.gradients ?? []
  }

  func draw(into canvas: inout Canvas, in area: Rect) {
    let lanes = race.setup.lanes.indices
    let now = lanes.map(gradients)
    let first = lanes.map { race.report?.lanes[$0].firstGradients ?? [] }
    // A run that diverged has numbers that would make all others alike: its bars end at the top.
    let kept = lanes.filter { lane in
      if case .diverged = race.report?.lanes[lane].status { false } else { true }
    }
    let counted = kept.isEmpty ? Array(lanes) : kept
    let numbers = counted.flatMap { now[$0] + first[$0] }.filter { $0.isFinite && $0 > 0 }
    guard let low = numbers.min(), let high = numbers.max() else {
      canvas.put(
        RaceText.nothingYet(language), x: area.x, y: area.y, canvas.theme[.faint],
        width: area.width)
      return
    }
    let theme = canvas.theme
    let bottom = floor(log10(low))
    let top = max(bottom + 1, ceil(log10(high)))
    let hasLabels = area.height >= 4
    let (labels, rest) = area.cutBottom(hasLabels ? 1 : 0)
    let (axis, plot) = rest.cutLeft(area.width >= 24 ? 6 : 0)
    // One label for each power of ten, as far as there is room.
    if !axis.isEmpty {
      let powers = Int(top - bottom)
      let every = max(1, (powers + plot.height - 1) / max(1, plot.height - 1))
      for power in stride(from: 0, through: powers, by: every) {
        let y = plot.maxY - 1 - power * (plot.height - 1) / max(1, powers)
        canvas.put(
          TextLayout.pad("1e\(Int(bottom) + power)".replacingMinus, to: 5, .right), x: axis.x, y: y,
          theme[.faint])
      }
      for y in plot.y..<plot.maxY { canvas.put("│", x: axis.maxX - 1, y: y, theme[.border]) }
    }
    let names = self.names
    guard !names.isEmpty else { return }
    // A bar for each run, as wide as it can be, and a gap between layers; where there is no room for all
    // runs, only the chosen one.
    let shown = lanes.count * names.count <= plot.width ? Array(lanes) : [race.lane]
    let gap = shown.count * names.count + names.count - 1 <= plot.width ? 1 : 0
    let bar = max(1, min(4, (plot.width - gap * (names.count - 1)) / (names.count * shown.count)))
    var x = plot.x
    for name in names where x < plot.maxX {
      for lane in shown {
        let style = theme[RaceTable.roles[lane]]
        draw(
          number(now[lane], lane, name), (bottom, top), x: x, width: bar, into: &canvas, plot, style
        )
        mark(
          number(first[lane], lane, name), (bottom, top), x: x, width: bar, into: &canvas, plot,
          theme[.heading])
        x += bar
      }
      if hasLabels { label(name, x: x - bar * shown.count, into: &canvas, labels) }
      x += gap
    }
  }

  /// The layers of all runs, the encoder's first.
  private var names: [String] {
    let all = race.report?.lanes.map(\.layers) ?? []
    return ["encoder", "decoder"].flatMap { tower in
      all.map { $0.filter { $0.hasPrefix(tower) } }.max { $0.count < $1.count } ?? []
    }
  }

  /// A run's number of a layer; nil where the run has no such layer, or no such number.
  private func number(_ numbers: [Double], _ lane: Int, _ name: String) -> Double? {
    guard
      let place = race.report?.lanes[lane].layers.firstIndex(where: {
        $0.utf8.elementsEqual(name.utf8)
      }), numbers.indices.contains(place), !numbers[place].isNaN, numbers[place] > 0
    else {
      return nil
    }
    return numbers[place]
  }

  private func share(_ number: Double, _ range: (Double, Double)) -> Double {
    min(1, max(0, (log10(number) - range.0) / (range.1 - range.0)))
  }

  private func draw(
    _ number: Double?, _ range: (Double, Double), x: Int, width: Int, into canvas: inout Canvas,
    _ plot: Rect, _ style: Style
  ) {
    guard let number else { return }
    let eighths = max(1, Int((share(number, range) * Double(plot.height * 8)).rounded()))
    for row in 0..<plot.height {
      let filled = min(8, max(0, eighths - row * 8))
      guard filled > 0 else { break }
      let glyph =
        canvas.medium.glyphs == .unicode
        ? String(Character(Self.eighths[filled])) : filled >= 4 ? "#" : "."
      canvas.put(
        String(repeating: glyph, count: width), x: x, y: plot.maxY - 1 - row, style,
        width: plot.maxX - x)
    }
  }

  /// Marks the number of the first step across the bar.
  private func mark(
    _ number: Double?, _ range: (Double, Double), x: Int, width: Int, into canvas: inout Canvas,
    _ plot: Rect, _ style: Style
  ) {
    guard let number else { return }
    let row = min(plot.height - 1, Int(share(number, range) * Double(plot.height)))
    let y = plot.maxY - 1 - row
    // On a full bar the stroke would not be seen without the bar's colour behind it.
    canvas.put(
      String(repeating: "─", count: width), x: x, y: y,
      style, width: plot.maxX - x)
  }

  private func label(
    _ name: String, x: Int, into canvas: inout Canvas, _ area: Rect
  ) {
    let parts = name.split(separator: "/")
    guard parts.count == 2 else { return }
    let isPair = Set(names.map { $0.prefix(7) }).count > 1
    let number = String(parts[1])
    let text =
      !isPair
      ? number
      : (parts[0] == "encoder" ? RaceText.encoderShort : .decoderShort)(language, number)
    let previous = x > area.x ? canvas[x - 1, area.y].text : " "
    guard previous == " " || x == area.x else { return }
    canvas.put(text, x: x, y: area.y, canvas.theme[.faint], width: area.maxX - x)
  }
}

extension String {
  /// With a true minus.
  fileprivate var replacingMinus: String {
    String(String.UnicodeScalarView(unicodeScalars.map { $0 == "-" ? "−" : $0 }))
  }
}
