import Screen

/// What can be clicked outside of a walk.
enum ClickKind: Int, Sendable {
  /// A line to type in at home, by its pane's place.
  case line
  /// A model at home.
  case model
  /// A text at home.
  case text
  /// A tokenizer.
  case tokenizer
  /// A step of a tokenizer.
  case tokenStep
  /// A model of the list of models.
  case entry
  /// What could come next, or could stand in a place.
  case candidate
  /// A place of a text that words are filled into.
  case place
  /// A run of a race.
  case lane
  /// A moment of a race, by its step.
  case moment
  /// An item of the list of commands.
  case item
  /// A lesson of the list.
  case lessonRow
  /// An answer that a lesson offers.
  case answer
}

extension Canvas {
  /// Says what a click on an area means.
  mutating func mark(_ area: Rect, _ kind: ClickKind, _ index: Int) {
    mark(area, kind: kind.rawValue, index: index)
  }
}
