/// What the keys speak to.
package enum Context: String, CaseIterable, Sendable {
  /// Choosing a model and a text; letters go into the line.
  case home
  /// The walk.
  case explore
  /// A text that is written token by token.
  case generate
  /// A text that words are filled into.
  case fill
  /// Tokens; letters go into the line.
  case tokens
  /// A tokenizer's steps.
  case tokenSteps
  /// The list of models.
  case models
  /// Two or three computations side by side.
  case compare
  /// Models that train side by side.
  case race
  /// A lesson beside the explorer.
  case lesson
  /// The list of lessons.
  case lessons
  /// The list of keys.
  case help
  /// The list of actions; letters go into its line.
  case palette
}
