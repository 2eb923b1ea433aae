extension Curve {
  /// The lines in words, one each: `loss: first 4.1 at 0, minimum 0.3 at 90, maximum 4.1 at 0, last 0.4 at 100`.
  package func summary(_ words: CurveWords = .english) -> [String] {
    series.map { series in
      let points = series.points.filter(\.isFinite)
      let gaps = series.points.count - points.count
      var parts: [String] = []
      if let first = points.first, let last = points.last,
        let low = points.min(by: { $0.y < $1.y }), let high = points.max(by: { $0.y < $1.y })
      {
        let named = [
          (words.first, first), (words.minimum, low), (words.maximum, high), (words.last, last),
        ]
        parts = named.map { name, point in
          "\(name) \(Self.number(point.y)) \(words.at) \(Self.number(point.x))"
        }
      }
      if gaps > 0 { parts.append("\(words.gaps) \(gaps)") }
      return series.name + ": " + parts.joined(separator: ", ")
    }
  }

  private static func number(_ value: Double) -> String {
    let text = NumberCell(width: 7).text(value)
    return String(text.drop { $0 == " " })
  }
}
