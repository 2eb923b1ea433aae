import Screen
import Tracing

/// The lines of a cell's worksheet, their equals signs below one another.
struct WorkLines {
  private let derivation: Derivation
  private let work: CellWork
  private let language: DisplayLanguage

  /// Makes the lines; nil for a cell that was not computed.
  init?(_ work: CellWork, _ language: DisplayLanguage) {
    guard let derivation = work.derivation else { return nil }
    self.derivation = derivation
    self.work = work
    self.language = language
  }

  /// The lines within a width; what does not fit is cut.
  func lines(width: Int) -> [String] {
    let starts = derivation.steps.map {
      $0.symbol + " = " + WorkText.translated($0.expression, language)
    }
    let ends = derivation.steps.map { "= " + Number.text($0.value, digits: 6) }
    let startWidth = starts.reduce(0) { max($0, TextWidth.cells($1)) }
    let endWidth = ends.reduce(0) { max($0, TextWidth.cells($1)) }
    let room = width - startWidth - endWidth - 4
    let middles = derivation.steps.indices.map { numbers($0, width: room) }
    let middleWidth = middles.reduce(0) { max($0, TextWidth.cells($1)) }
    guard middleWidth <= room else {
      return derivation.steps.indices.map { index in
        let used = TextWidth.cells(starts[index]) + TextWidth.cells(ends[index]) + 2
        let middle = numbers(index, width: width - used)
        return TextLayout.clip(
          [starts[index], middle, ends[index]].filter { !$0.isEmpty }.joined(separator: " "),
          to: width)
      }
    }
    return derivation.steps.indices.map { index in
      var line = TextLayout.pad(starts[index], to: startWidth) + "  "
      if middleWidth > 0 { line += TextLayout.pad(middles[index], to: middleWidth) + "  " }
      return line + ends[index]
    }
  }

  /// A line's expression with the numbers written in, or the terms that it adds.
  private func numbers(_ index: Int, width: Int) -> String {
    let step = derivation.steps[index]
    if !step.numbers.isEmpty { return "= " + step.numbers }
    guard index == derivation.sumStep, work.count > 1, width > 8 else { return "" }
    return "= " + TermSum(work).text(width: width - 2, language)
  }
}
