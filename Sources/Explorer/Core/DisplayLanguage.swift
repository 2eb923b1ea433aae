/// A language that the screens speak.
package enum DisplayLanguage: String, CaseIterable, Sendable {
  case english = "en"
  case chinese = "zh"

  /// The other one.
  package var other: DisplayLanguage { self == .english ? .chinese : .english }

  /// The language that an environment asks for: `LC_ALL`, `LC_MESSAGES`, `LANG`, whichever is first set and
  /// not empty; English unless that is Chinese.
  package init(environment: [String: String]) {
    let value = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty }
    self = value?.hasPrefix("zh") == true ? .chinese : .english
  }
}
