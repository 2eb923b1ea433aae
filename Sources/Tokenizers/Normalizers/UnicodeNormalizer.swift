/// Brings text into one of Unicode's four normalization forms.
///
/// Scalars are decomposed, marks sorted by their classes, and for NFC and NFKC composed again. Only
/// the stretches that a quick look does not find normal are worked on, so normal text costs a look at
/// each scalar and stays untouched.
///
/// - Complexity: O(n log n) at worst, for a text of n marks.
/// - Source: Unicode Standard Annex #15; the data is the reference's (Unicode 9).
package struct UnicodeNormalizer: Normalizer, Equatable {
  /// A normalization form.
  package enum Form: String, Sendable, CaseIterable {
    /// Composed.
    case nfc = "NFC"
    /// Decomposed.
    case nfd = "NFD"
    /// Composed, with compatible characters made equal.
    case nfkc = "NFKC"
    /// Decomposed, with compatible characters made equal.
    case nfkd = "NFKD"

    /// Whether what was decomposed is composed again.
    var composes: Bool { self == .nfc || self == .nfkc }
    /// Whether compatible characters become equal: ﬁ and fi.
    var isCompatible: Bool { self == .nfkc || self == .nfkd }
    /// The form's bit in ``NormalizationTable``.
    var flag: UInt16 {
      switch self {
      case .nfc: 1 << 8
      case .nfd: 1 << 9
      case .nfkc: 1 << 10
      case .nfkd: 1 << 11
      }
    }
  }

  /// The form that texts get.
  package let form: Form

  /// Normalizes to a form.
  package init(_ form: Form) { self.form = form }

  package var name: String { form.rawValue }

  package func normalize(_ text: inout AlignedText) {
    var editor = AlignedText.Editor(text)
    var stretch = NormalizedStretch(form)
    let table = NormalizationTable.shared
    // The scalar before the stretch, which may compose with the stretch's first.
    var base: Int?
    var offset = 0
    while offset < text.bytes.count {
      let reading = text.scalar(at: offset)
      let isStable = table.isStable(reading.scalar.value, in: form)
      guard !isStable else {
        // A byte that is not UTF-8 composes with nothing, and must be kept as it is.
        base = reading.isValid ? offset : nil
        offset += reading.length
        continue
      }
      let start = form.composes ? base ?? offset : offset
      var end = offset + reading.length
      while end < text.bytes.count {
        let next = text.scalar(at: end)
        guard !table.isStable(next.scalar.value, in: form) else { break }
        end += next.length
      }
      if stretch.normalize(text, start..<end) {
        editor.change(start..<end) { rewriter in
          for part in stretch.parts {
            rewriter.write(part.scalar, for: Int(part.start)..<Int(part.end))
          }
        }
      }
      base = nil
      offset = end
    }
    editor.finish(&text)
  }
}
