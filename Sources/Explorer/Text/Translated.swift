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
    filled(language, arguments)
  }

  /// The same with the arguments as a list; one of a thing is called so in English: `1 term`, not `1 terms`.
  package func filled(_ language: DisplayLanguage, _ arguments: [String]) -> String {
    let text = language == .english ? texts.english : texts.chinese
    var result = ""
    var rest = Substring(text)
    for argument in arguments {
      guard let hole = rest.firstRange(of: "{}") else { break }
      result += rest[..<hole.lowerBound] + argument
      rest = rest[hole.upperBound...]
      guard argument == "1", language == .english else { continue }
      for (many, one) in Plurals.nouns where rest.hasPrefix(many) {
        let next = rest.dropFirst(many.count).first
        guard next?.isLetter != true else { continue }
        result += one
        rest = rest.dropFirst(many.count)
        break
      }
    }
    return result + rest
  }
}

/// What texts count in English.
private enum Plurals {
  /// Many of a thing after the number, and one of it.
  static let nouns: [(many: String, one: String)] = [
    (" terms", " term"), (" bytes follow", " byte follows"), (" bytes", " byte"),
    (" cells", " cell"), (" tokens", " token"), (" steps", " step"), (" numbers", " number"),
    (" states", " state"), (" layers", " layer"), (" heads", " head"),
    (" targets", " target"), (" larger terms", " larger term"),
  ]
}
