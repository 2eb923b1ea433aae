import Screen
import Tracing

/// A sum's largest terms and the sum of the rest.
struct TermSum {
  private let work: CellWork

  /// Takes the terms of a cell.
  init(_ work: CellWork) { self.work = work }

  /// As many terms as fit, then how many more there are and what they add up to.
  func text(width: Int, _ language: DisplayLanguage) -> String {
    // A term takes four cells at least: what cannot fit is not tried.
    var count = min(work.count, max(1, width / 4))
    while true {
      let text = text(first: count, language)
      if TextWidth.cells(text) <= width || count <= 1 { return text }
      count -= 1
    }
  }

  private func text(first count: Int, _ language: DisplayLanguage) -> String {
    var text = ""
    for row in 0..<count {
      text += Self.signed(work[row]?.contribution ?? 0, isFirst: row == 0)
    }
    guard work.count > count else { return text }
    let more = ExploreText.more(language, "\(work.count - count)")
    return text + Self.signed(work.sum(outside: 0..<count), isFirst: false)
      + (language == .chinese ? "（\(more)）" : " (\(more))")
  }

  private static func signed(_ value: Double, isFirst: Bool) -> String {
    let magnitude = Number.text(abs(value))
    if isFirst { return value < 0 ? "−\(magnitude)" : magnitude }
    return value < 0 ? " − \(magnitude)" : " + \(magnitude)"
  }
}
