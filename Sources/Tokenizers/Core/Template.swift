/// What is put round a text's tokens: `[CLS] … [SEP]`, `<s> …`.
package struct Template: Equatable, Sendable {
  /// Ids put before the text, in order.
  package let before: [Int]
  /// Ids put after it.
  package let after: [Int]

  /// Makes a template; without ids it changes nothing.
  package init(before: [Int] = [], after: [Int] = []) {
    self.before = before
    self.after = after
  }

  func apply(
    to encoding: inout Encoding, of tokenizer: Tokenizer, sourceCount: Int, steps: StepSink?
  ) {
    guard !(before.isEmpty && after.isEmpty) else { return }
    func segments(_ encoding: Encoding) -> [Segment] {
      encoding.ids.indices.map { token in
        Segment(
          tokenizer.bytes(of: token, in: encoding), source: encoding.offsets[token],
          id: encoding.ids[token])
      }
    }
    let input = steps == nil ? [] : segments(encoding)
    encoding.surround(before: before, after: after, end: sourceCount)
    steps?(Step(.template, "template", from: input, to: segments(encoding), because: .template))
  }
}
