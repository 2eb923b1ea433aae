import Screen

/// A comparison as a conversation: one step of it at a time, by the same keys.
extension PlainSession {
  /// What is said of the step where the reader is.
  var comparedStep: [String] {
    guard let compared = state.compare else { return [] }
    let report = ComparisonReport(compared.comparison, state.language, state.medium)
    return compared.page == .run ? report.figures : report.lines(ofRow: compared.row)
  }

  /// Compares what is at hand, from the same step on.
  mutating func startComparing() -> [String] { compare(action: .compare) }

  /// A command in a comparison.
  mutating func compare(_ word: String, _ argument: String?) -> [String] {
    guard argument == nil else { return [unknown(word, argument)] }
    switch word {
    case "b": return compare(action: .back)
    case "": return compare(action: .stepForward)
    default:
      guard let action = Self.action(word, in: .compare) else { return [unknown(word, nil)] }
      return compare(action: action)
    }
  }

  private mutating func compare(action: Action) -> [String] {
    state.notice = nil
    carryOut(state.perform(action))
    let notice = state.notice?.text
    state.notice = nil
    return (notice.map { [$0] } ?? []) + here
  }
}
