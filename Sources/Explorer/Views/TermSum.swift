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
      let value = work[row]?.contribution ?? 0
      text += row == 0 ? Number.text(value) : Number.joined(value)
    }
    guard work.count > count else { return text }
    // The rest is no term of its own, and says so.
    let more = FigureText.sumOfRest(language, "\(work.count - count)")
    return text + Number.joined(work.sum(outside: 0..<count))
      + (language == .chinese ? "（\(more)）" : " (\(more))")
  }
}
