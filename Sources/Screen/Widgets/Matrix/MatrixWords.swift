/// The words in the legend of a matrix view, in the reader's language.
package struct MatrixWords: Hashable, Sendable {
  /// Each row has a scale of its own.
  package var row: String
  /// One scale for the matrix.
  package var matrix: String
  /// From 0 to 1.
  package var fixed: String
  /// Zero in the middle.
  package var symmetric: String
  /// How much of the matrix an overview shows, with `{shown}` and `{whole}`.
  package var sampled: String

  /// Makes the words.
  package init(row: String, matrix: String, fixed: String, symmetric: String, sampled: String) {
    self.row = row
    self.matrix = matrix
    self.fixed = fixed
    self.symmetric = symmetric
    self.sampled = sampled
  }

  /// English.
  package static let english = MatrixWords(
    row: "scale of the row", matrix: "scale of the matrix", fixed: "scale 0 to 1",
    symmetric: "symmetric scale", sampled: "{shown} of {whole}")

  /// The name of a scale's kind.
  package subscript(kind: Scale.Kind) -> String {
    switch kind {
    case .row: row
    case .matrix: matrix
    case .fixed: fixed
    case .symmetric: symmetric
    }
  }

  /// How much of a matrix is shown: `16×16 of 512×512`.
  func sampled(shown: String, whole: String) -> String {
    var text = ""
    var rest = Substring(sampled)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      text += rest[..<open]
      switch rest[rest.index(after: open)..<close] {
      case "shown": text += shown
      case "whole": text += whole
      default: text += rest[open...close]
      }
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }
}
