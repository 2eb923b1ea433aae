import Tracing
import Transformers

/// Two or three computations, step by step beside each other.
///
/// Two comparisons are equal if they are the same object. It belongs to one thread at a time, as its traces do.
package final class Comparison: Equatable {
  /// What was asked for.
  package let request: ComparisonRequest
  /// The sides; the others are compared with the first.
  package let sides: [ComparedSide]
  /// The steps of all sides, in the order of the first.
  package let steps: [AlignedStep]
  /// What is said of each side as a whole.
  package let figures: [RunFigures]

  /// Compares sides that were computed; nil where it was told to stop.
  ///
  /// - Parameters:
  ///   - request: What was asked for.
  ///   - sides: The sides, in that order.
  ///   - mayGoOn: Asked now and then, with the share that is done.
  package init?(
    _ request: ComparisonRequest, _ sides: [ComparedSide],
    while mayGoOn: (Double) -> Bool = { _ in true }
  ) {
    let lists = sides.map { $0.subject.steps.steps }
    let rows = StepAlignment(lists.map { $0.map(\.address) }).rows
    let pairs = sides.dropFirst().map { SidePair(sides[0], $0) }
    var steps: [AlignedStep] = []
    for (index, row) in rows.enumerated() {
      if index % 16 == 0, !mayGoOn(0.9 * Double(index) / Double(rows.count)) { return nil }
      let nodes = row.places.enumerated().map { side, place in place.map { lists[side][$0].node } }
      var comparisons: [StepComparison] = [.same]
      var causes: [[StepCause]] = [[]]
      for (other, pair) in pairs.enumerated() {
        guard let a = nodes[0], let b = nodes[other + 1] else {
          // A step that two sides lack sets them apart from the third, not from each other.
          let isGap = (nodes[0] == nil) != (nodes[other + 1] == nil)
          comparisons.append(isGap ? .gap : .same)
          causes.append(isGap ? [.missing] : [])
          continue
        }
        let comparison = pair.comparison(a, b)
        comparisons.append(comparison)
        causes.append(comparison.isDifferent ? pair.causes(a, b) : [])
      }
      steps.append(
        AlignedStep(
          address: row.address, block: Address(StepAlignment.block(row.address)), nodes: nodes,
          isMoved: row.isMoved, comparisons: comparisons, causes: causes))
    }
    guard mayGoOn(0.9) else { return nil }
    self.request = request
    self.sides = sides
    self.steps = steps
    figures = sides.map { RunFigures($0.subject) }
  }

  /// The first row that differs on any side; nil where all are the same.
  package var firstDifference: Int? { steps.firstIndex(where: \.isDifferent) }

  /// The next row after one where a difference begins, or the one before it.
  package func cause(after row: Int, isForward: Bool = true) -> Int? {
    isForward
      ? steps[min(row + 1, steps.count)...].firstIndex(where: \.isCause)
      : steps[..<max(0, row)].lastIndex(where: \.isCause)
  }

  /// Whether the sides have other wirings, so that a wiring's name tells them apart.
  package var hasOtherWirings: Bool { Set(sides.map(\.wiring)).count > 1 }

  package static func == (left: Comparison, right: Comparison) -> Bool { left === right }
}

// Made by one thread and handed to another, which alone uses it from then on.
extension Comparison: @unchecked Sendable {}

extension Comparison {
  /// The towers that a side has, by name, the encoder first.
  package var towers: [String] {
    let all = figures.flatMap { $0.towers.map(\.profile.tower) }
    return ["encoder", "decoder"].filter(all.contains)
  }
}
