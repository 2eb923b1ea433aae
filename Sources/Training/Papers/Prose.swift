/// A text in both languages.
package struct Prose: Equatable, Sendable {
  /// The text in English.
  package let english: String
  /// The text in Chinese.
  package let chinese: String

  /// Joins the two.
  package init(_ english: String, _ chinese: String) {
    self.english = english
    self.chinese = chinese
  }
}
