import Screen
import Tracing

/// A comparison in lines, from top to bottom, for screen readers and pipes.
package struct ComparisonReport {
  private let comparison: Comparison
  private let names: SideNames
  private let language: DisplayLanguage
  private let medium: Medium

  /// Prepares the lines of a comparison.
  package init(_ comparison: Comparison, _ language: DisplayLanguage, _ medium: Medium) {
    self.comparison = comparison
    names = SideNames(comparison, language, medium)
    self.language = language
    self.medium = medium
  }

  /// Everything: the sides, every step, the figures of the whole run.
  package var lines: [String] { shown(sides + steps + wholeRun) }

  /// The sides and the figures of the whole run.
  package var figures: [String] { shown(sides + wholeRun) }

  /// The sides and one step.
  package func lines(ofRow row: Int) -> [String] { shown(sides + step(row)) }

  private func shown(_ lines: [String]) -> [String] { lines.map(medium.drawable) }

  private var sides: [String] {
    let sides = comparison.sides.indices
    let lines = sides.map {
      CompareText.sidesAre(language, ComparedSide.letter($0), names.long($0))
    }
    let notes = sides.compactMap { names.added($0) }
    let cuts = comparison.sides.flatMap(\.subject.notices)
    return lines + notes + cuts
  }

  // MARK: Steps

  private var steps: [String] {
    var lines: [String] = []
    if let first = comparison.firstDifference {
      lines.append(
        CompareText.named(
          language, Action.firstDifference.name(language), comparison.steps[first].address.path))
    } else {
      lines.append(CompareText.allSame(language))
    }
    return lines + comparison.steps.indices.flatMap(step)
  }

  private func step(_ row: Int) -> [String] {
    let step = comparison.steps[row]
    var lines = [
      ExploreText.stepOf(language, "\(row + 1)", "\(comparison.steps.count)") + " "
        + step.address.path
    ]
    for side in comparison.sides.indices.dropFirst() {
      let letters = CompareText.difference(
        language, ComparedSide.letter(0), ComparedSide.letter(side))
      lines.append("  " + CompareText.named(language, letters, names.distance(step, side)))
      if step.comparisons[side].isDifferent {
        lines += names.causes(step, side).map { "    " + $0 }
      }
      if let order = names.order(step, side) { lines.append("    " + order) }
    }
    return lines
  }

  // MARK: Figures

  private var wholeRun: [String] {
    comparison.towers.flatMap { tower in
      [PlaceName.part(Substring(tower), language)]
        + RunFigure.allCases.flatMap { self.figure($0, tower) }
    }
  }

  private func figure(_ figure: RunFigure, _ tower: String) -> [String] {
    var lines = [
      "  " + CompareText.named(language, figure.name(language), figure.explanation(language))
    ]
    for (side, figures) in comparison.figures.enumerated() {
      let points = figures.tower(tower).map(figure.points) ?? []
      let numbers = points.map { Number.text($0.value) }.joined(separator: ", ")
      lines.append(
        "    "
          + CompareText.chosen(
            language, ComparedSide.letter(side),
            numbers.isEmpty ? RunText.none(language) : numbers))
    }
    return lines
  }
}
