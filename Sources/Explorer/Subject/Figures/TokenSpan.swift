import Tensors
import Tokenizers
import Tracing

/// The part of a text that a token stands for.
package struct TokenSpan: Equatable, Sendable {
  /// Its bytes, counted from the beginning of the text.
  package let bytes: Range<Int>
  /// The text itself, made visible.
  package let text: String

  /// The parts of a tower's tokens; nil for special tokens and for what the model wrote itself.
  static func all(of subject: Subject, isEncoder: Bool) -> [TokenSpan?] {
    let isFirst = isEncoder || subject.configuration.tower == .decoder
    let address: Address = isEncoder ? "encoder/ids" : "decoder/ids"
    guard let node = subject.trace.node(at: address) else { return [] }
    let count = subject.trace[node].shape.count
    let none = [TokenSpan?](repeating: nil, count: count)
    guard let reader = subject.reader,
      let text = isFirst ? subject.request.text : subject.request.target
    else { return none }
    let bytes = Array(text.utf8)
    let template = reader.tokenizer.template
    // A pair's decoder begins with one token that starts it.
    let before = isFirst ? template.before.count : 1
    let after = isFirst ? template.after.count : 0
    var spans = none
    let encoding = Tokenizer.Session(reader.tokenizer).encode(bytes, addsSpecialTokens: false)
    let ids = subject.trace.values(of: node)
    for (index, range) in encoding.offsets.enumerated().prefix(max(0, count - before - after)) {
      guard before + index < count else { break }
      // A walk may be of other ids than the text's: where a word was put in, or written on.
      guard Int(ids[before + index]) == encoding.ids[index] else { continue }
      let text = bytes[range].withUnsafeBytes { VisibleText.escaped($0) }
      spans[before + index] = TokenSpan(bytes: range, text: text)
    }
    return spans
  }
}
