import Screen

/// What became of a step, as one character.
struct StepMark {
  /// The character, and how it is drawn.
  let span: TextSpan
  private let outcome: StepWork.Outcome?
  private let asks: Bool

  init(_ item: OpenLesson.Item, _ work: StepWork, isHere: Bool) {
    outcome = work.outcome
    asks = item.question != nil
    let glyph: String
    switch work.outcome {
    case .answered: glyph = "✓"
    case .shown: glyph = "◆"
    case .skipped: glyph = "»"
    case nil: glyph = asks ? "○" : "·"
    }
    let role: Theme.Role =
      switch work.outcome {
      case .answered: .good
      case .shown, .skipped: .warning
      case nil: .faint
      }
    span = TextSpan(glyph, isHere ? .focus : role)
  }

  /// What it means; nil for what needs no saying.
  func name(_ language: DisplayLanguage) -> String? {
    switch outcome {
    case .answered: nil
    case .shown: LearnText.wasShown(language)
    case .skipped: LearnText.wasSkipped(language)
    case nil: asks ? LearnText.isOpen(language) : nil
    }
  }
}
