import Screen

/// The commands of the conversation: keys of the screen as the table of keys has them, and words.
struct PlainHelp {
  private let language: DisplayLanguage

  init(_ language: DisplayLanguage) { self.language = language }

  /// The moves of a walk, those that belong together in one line.
  private static let moves: [[Action]] = [
    [.stepForward], [.stepBack], [.overBlock, .backBlock], [.nextSame, .previousSame],
    [.firstStep, .lastStep], [.into], [.out], [.nextHead, .previousHead],
  ]
  /// What is said by its name, as it has no letter.
  private static let named: [Action] = [.up, .down, .left, .right, .rowStart, .rowEnd]
  private static let writing: [[Action]] = [
    [.stepForward], [.stepBack], [.greedyOrDice], [.newSeed], [.warmer, .cooler],
    [.moreOfK, .fewerOfK], [.moreOfP, .fewerOfP], [.writeToEnd], [.walkHere],
  ]
  private static let filling: [[Action]] = [[.putWord], [.maskWord], [.stepBack], [.walkHere]]

  /// The actions that are commands.
  static func actions(in context: Context) -> Set<Action> {
    switch context {
    case .explore: Set(moves.flatMap(\.self) + named)
    case .generate: Set(writing.flatMap(\.self) + named + [.nextHead, .previousHead])
    case .fill: Set(filling.flatMap(\.self) + named + [.nextMask])
    default: []
    }
  }

  /// The lines.
  var lines: [String] {
    lines(Self.moves, in: .explore)
      + words(.help)
      + [PlainText.helpWriting(language)] + lines(Self.writing, in: .generate)
      + [PlainText.helpFilling(language)] + lines(Self.filling, in: .fill)
      + words(.helpEnd)
  }

  private func words(_ text: PlainText) -> [String] {
    text(language).split(separator: "\n").map(String.init)
  }

  private func lines(_ groups: [[Action]], in context: Context) -> [String] {
    let comma = language == .chinese ? "、" : ", "
    return groups.map { actions in
      let keys = actions.compactMap { action in
        // A line is sent with Enter, so that a letter stands for what Enter does there.
        Keymap.keys(for: action, in: context).first {
          if case .character = $0 { true } else { false }
        }?.label
      }
      let names = actions.map { $0.name(language) }
      return PlainText.chosen(
        language, keys.joined(separator: comma), names.joined(separator: comma))
    }
  }
}
