/// Everything that a reader can do with a key or from the palette.
package enum Action: String, CaseIterable, Sendable {
  // Everywhere
  case back, quit, help, palette, language, mouse, suspend, home, tokens, generate, models
  case compare
  // Moving
  case up, down, left, right, pageUp, pageDown, rowStart, rowEnd, top, bottom, nextPane, confirm
  // Steps
  case stepForward, stepBack, into, out, overBlock, backBlock, nextSame, previousSame, firstStep
  case lastStep, play, search, setMark, jumpToMark, toggleBreakpoint, run
  // Pictures
  case nextHead, previousHead, zoomIn, zoomOut, bars, heads, layers, stream, identity, lens
  // Numbers
  case whereFrom, whereTo
  // Generation
  case warmer, cooler, moreOfK, fewerOfK, moreOfP, fewerOfP, greedyOrDice, newSeed, writeToEnd
  case walkHere, maskWord, putWord, nextMask
  // Comparison
  case firstDifference, nextCause, previousCause, nextPage, otherSide
  // Tokens
  case anotherText

  /// What the actions of a group have in common, for the list of keys.
  package enum Group: String, CaseIterable, Sendable {
    case everywhere, moving, steps, pictures, numbers, generation, comparison
  }

  /// The action's group.
  package var group: Group {
    switch self {
    case .back, .quit, .help, .palette, .language, .mouse, .suspend, .home, .tokens, .generate,
      .models, .compare:
      .everywhere
    case .up, .down, .left, .right, .pageUp, .pageDown, .rowStart, .rowEnd, .top, .bottom,
      .nextPane, .confirm,
      .anotherText:
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
      .writeToEnd, .walkHere, .maskWord, .putWord, .nextMask:
      .generation
    }
  }
}
