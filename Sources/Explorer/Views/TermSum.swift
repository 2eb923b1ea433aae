import Screen
import Tracing

/// A sum's largest terms and the sum of the rest.
struct TermSum {
  private let sorted: [Derivation.Term]

  /// Takes terms, the largest first.
  init(_ sorted: [Derivation.Term]) { self.sorted = sorted }

  /// As many terms as fit, then how many more there are and what they add up to.
  func text(width: Int, _ language: DisplayLanguage) -> String {
    // A term takes four cells at least: what cannot fit is not tried.
    var count = min(sorted.count, max(1, width / 4))
    while true {
      let text = text(first: count, language)
      if TextWidth.cells(text) <= width || count <= 1 { return text }
      count -= 1
    }
  }

  private func text(first count: Int, _ language: DisplayLanguage) -> String {
    var text = ""
    for (index, term) in sorted.prefix(count).enumerated() {
      text += Self.signed(term.contribution, isFirst: index == 0)
    }
    let rest = sorted.dropFirst(count)
    guard !rest.isEmpty else { return text }
    let sum = rest.reduce(0) { $0 + $1.contribution }
    return text + Self.signed(sum, isFirst: false)
      + " (\(ExploreText.more(language, "\(rest.count)")))"
  }

  private static func signed(_ value: Double, isFirst: Bool) -> String {
    let magnitude = Number.text(abs(value))
    if isFirst { return value < 0 ? "−\(magnitude)" : magnitude }
    return value < 0 ? " − \(magnitude)" : " + \(magnitude)"
  }
}
