/// A value for a recipe from the command line.
package struct RecipeSetting: Equatable, Sendable {
  /// The option, as messages name it: `--set`.
  package let option: String
  /// A key and its value, as a line of a recipe has them.
  package let text: String

  /// Makes a setting.
  package init(option: String = "--set", text: String) {
    self.option = option
    self.text = text
  }
}
