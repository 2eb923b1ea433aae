/// Everything that a reader can do with a key or from the palette.
package enum Action: String, CaseIterable, Sendable {
  // Everywhere
  case back, quit, help, palette, language, mouse, suspend, home, tokens, generate, models, race
  case compare, learn
  // Moving
  case up, down, left, right, pageUp, pageDown, rowStart, rowEnd, top, bottom, nextPane, confirm
  case previousPane
  // Steps
  case stepForward, stepBack, into, out, overBlock, backBlock, nextSame, previousSame, firstStep
  case lastStep, play, search, setMark, jumpToMark, toggleBreakpoint, run
  // Pictures
  case nextHead, previousHead, zoomIn, zoomOut, bars, heads, layers, stream, identity, lens
  // Numbers
  case whereFrom, whereTo
  // Generation
  case warmer, cooler, moreOfK, fewerOfK, moreOfP, fewerOfP, greedyOrDice, newSeed, writeToEnd
  case walkHere, walkToVerdict, maskWord, putWord, nextMask
  // Comparison
  case firstDifference, nextCause, previousCause, nextPage, otherSide
  // Races
  case rateUp, rateDown, longerWarmUp, shorterWarmUp, otherRace
  // Texts
  case anotherText, otherHead
  // Lessons
  case goOn, skipStep, hint, restoreScene, restartLesson, flipChange, tryOut

  /// What the actions of a group have in common, for the list of keys.
  package enum Group: String, CaseIterable, Sendable {
    case everywhere, learning, moving, steps, pictures, numbers, generation, comparison, races
  }

  /// The action's group.
  package var group: Group {
    switch self {
    case .back, .quit, .help, .palette, .language, .mouse, .suspend, .home, .tokens, .generate,
      .models, .race, .compare, .learn:
      .everywhere
    case .goOn, .skipStep, .hint, .restoreScene, .restartLesson, .flipChange, .tryOut: .learning
    case .up, .down, .left, .right, .pageUp, .pageDown, .rowStart, .rowEnd, .top, .bottom,
      .nextPane, .previousPane, .confirm, .anotherText, .otherHead:
      .moving
    case .stepForward, .stepBack, .into, .out, .overBlock, .backBlock, .nextSame, .previousSame,
      .firstStep, .lastStep, .play, .search, .setMark, .jumpToMark, .toggleBreakpoint, .run:
      .steps
    case .nextHead, .previousHead, .zoomIn, .zoomOut, .bars, .heads, .layers, .stream, .identity,
      .lens:
      .pictures
    case .whereFrom, .whereTo: .numbers
    case .firstDifference, .nextCause, .previousCause, .nextPage, .otherSide: .comparison
    case .warmer, .cooler, .moreOfK, .fewerOfK, .moreOfP, .fewerOfP, .greedyOrDice, .newSeed,
      .writeToEnd, .walkHere, .walkToVerdict, .maskWord, .putWord, .nextMask:
      .generation
    case .rateUp, .rateDown, .longerWarmUp, .shorterWarmUp, .otherRace: .races
    }
  }

  /// Whether it leads to another place of the explorer, which then has the keys.
  var leavesLesson: Bool {
    switch self {
    case .home, .tokens, .generate, .models, .race, .compare: true
    default: false
    }
  }
}
