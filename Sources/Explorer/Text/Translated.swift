/// A text of the screens in both languages.
///
/// The texts of a part of the program are the cases of an enumeration, so that the compiler sees to it that
/// none lacks a language. `{}` stands for what is filled in, in order; a test holds the two languages' holes
/// together, and that every enumeration is in ``Catalogue/all``.
package protocol Translated: CaseIterable, RawRepresentable, Sendable where RawValue == String {
  /// The text in English and in Chinese.
  var texts: (english: String, chinese: String) { get }
}

extension Translated {
  /// The text in a language, its holes filled in order; what is filled in has been made visible before.
  package func callAsFunction(_ language: DisplayLanguage, _ arguments: String...) -> String {
    let text = language == .english ? texts.english : texts.chinese
    guard !arguments.isEmpty else { return text }
    var result = ""
    var rest = Substring(text)
    for argument in arguments {
      guard let hole = rest.firstRange(of: "{}") else { break }
      result += rest[..<hole.lowerBound] + argument
      rest = rest[hole.upperBound...]
    }
    return result + rest
  }
}
