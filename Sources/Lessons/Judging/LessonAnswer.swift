/// What a reader answers.
package enum LessonAnswer: Equatable, Sendable {
  /// A choice, by its id.
  case choice(String)
  /// A number.
  case number(Double)
  /// The place that the reader is at, a cell or a state: the world has it.
  case here
  /// Items, in the order that they were put in.
  case order([String])
  /// The numbers of the blank lines of a calculation, from the top.
  case lines([Double])
}

/// What is said to an answer.
package enum LessonVerdict: Equatable, Sendable {
  /// It is right.
  case right
  /// It is a wrong choice; the prose says why by its id.
  case wrongChoice(String)
  /// It is a mistake that is recognized; in a calculation in this line, the first that is wrong.
  case mistake(String, line: String?)
  /// It is wrong; in a calculation in this line, in an order from this item on.
  case other(line: String?)
}
