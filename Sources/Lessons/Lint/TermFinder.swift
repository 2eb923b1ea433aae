/// Finds the uses of a glossary's terms in a text.
///
/// Whole words, in any case; where several forms begin at a place the longest is meant, so that a
/// "causal mask" is no use of "mask". Placeholders and code are passed over.
package struct TermFinder {
  /// A use of a term.
  package struct Use: Equatable, Sendable {
    /// The term's id.
    package var term: String
    /// The form, as the glossary has it.
    package var form: String
    /// Where it begins in the text, in Unicode scalars from 0.
    package var offset: Int
  }

  private struct Form {
    let term: String
    let form: String
    let scalars: [Unicode.Scalar]
  }

  /// The forms by their first character, the longest first.
  private let forms: [Unicode.Scalar: [Form]]

  /// Prepares to look for the forms of a language.
  package init(_ glossary: Glossary, language: String) {
    var forms: [Unicode.Scalar: [Form]] = [:]
    for term in glossary.terms {
      for form in term.words[language] ?? [] {
        let scalars = form.unicodeScalars.map(Self.lowercase)
        guard let first = scalars.first else { continue }
        forms[first, default: []].append(Form(term: term.id, form: form, scalars: scalars))
      }
    }
    self.forms = forms.mapValues { $0.sorted { $0.scalars.count > $1.scalars.count } }
  }

  /// The uses in a text, in their order.
  package func uses(in text: String) -> [Use] {
    let scalars = text.unicodeScalars.map(Self.lowercase)
    var uses: [Use] = []
    var index = 0
    var depth = 0
    while index < scalars.count {
      switch scalars[index] {
      case "{": depth += 1
      case "}": depth = max(0, depth - 1)
      case "`" where depth == 0:
        // To the end of the code; a single mark stands for itself.
        index = scalars[(index + 1)...].firstIndex(of: "`") ?? index
      case _ where depth == 0:
        if let form = form(at: index, in: scalars) {
          uses.append(Use(term: form.term, form: form.form, offset: index))
          index += form.scalars.count
          continue
        }
      default: break
      }
      index += 1
    }
    return uses
  }

  private func form(at index: Int, in scalars: [Unicode.Scalar]) -> Form? {
    forms[scalars[index]]?.first { form in
      let end = index + form.scalars.count
      guard end <= scalars.count, scalars[index..<end].elementsEqual(form.scalars) else {
        return false
      }
      return !Self.continues(scalars, at: index) && !Self.continues(scalars, at: end)
    }
  }

  /// Whether a word goes on across a place.
  private static func continues(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    index > 0 && index < scalars.count && isLetter(scalars[index - 1]) && isLetter(scalars[index])
  }

  /// A letter or digit of a script that has spaces between words: Chinese has none.
  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x2E80
      && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
  }

  private static func lowercase(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    ("A"..."Z").contains(scalar) ? Unicode.Scalar(UInt8(scalar.value) + 32) : scalar
  }
}
