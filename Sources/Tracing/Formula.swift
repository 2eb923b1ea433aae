/// What an operation computes, in the field's symbols, and where that is written.
package struct Formula: Equatable, Sendable {
  /// The formula on one line, the output's symbol first.
  package let text: String
  /// What each symbol stands for, in the order in which they appear.
  package let symbols: [(symbol: String, meaning: String)]
  /// Authors, year, title and section.
  package let source: String

  /// Makes a formula.
  package init(_ text: String, symbols: [(symbol: String, meaning: String)], source: String) {
    self.text = text
    self.symbols = symbols
    self.source = source
  }

  /// Compares text, symbols and source.
  package static func == (left: Formula, right: Formula) -> Bool {
    left.text == right.text && left.source == right.source
      && left.symbols.elementsEqual(right.symbols, by: ==)
  }
}
