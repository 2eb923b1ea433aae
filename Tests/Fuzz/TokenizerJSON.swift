/// Fuzzes the reading of `tokenizer.json`; what is accepted must encode and decode anything.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTokenizerJSON(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let file = UnsafeBufferPointer(start: start, count: count)
  do {
    check(
      try TokenizerFile.read(Array(file), path: "tokenizer.json"),
      texts: [text, Array(file.prefix(64))])
  } catch {
    let sentence = "\(error)"
    precondition(!sentence.unicodeScalars.contains(where: VisibleText.isHidden), "not printable")
    precondition(sentence.unicodeScalars.count < 2000, "too long")
  }
  return 0
}

/// Words, spaces, digits, marks, signs that most vocabularies lack, and bytes that are not UTF-8.
private let text =
  Array("a  ab Ab's 12 don't <s>[CLS] e\u{301}é 中文 👩‍👩‍👧 ▁\r\n\t".utf8) + [0, 0xFF, 0xE4, 0xB8]

/// Tokens must stand for parts of the text, with and without steps the same, and ids be readable.
private func check(_ tokenizer: Tokenizer, texts: [[UInt8]]) {
  let session = Tokenizer.Session(tokenizer)
  for text in texts {
    let encoding = session.encode(text)
    precondition(encoding.ids.count == encoding.offsets.count)
    for (id, range) in zip(encoding.ids, encoding.offsets) {
      precondition(tokenizer.bytes(of: id) != nil, "an id that stands for nothing")
      precondition(range.lowerBound >= 0 && range.upperBound <= text.count, "beyond the text")
    }
    precondition(encoding.characterOffsets(in: text).count == encoding.ids.count)
    var stepCount = 0
    let withSteps = session.encode(text) { _ in stepCount += 1 }
    precondition(withSteps == encoding, "steps change the tokens")
    precondition(session.encode(text) == encoding, "what is remembered changes the tokens")
    let decoded = tokenizer.decodeBytes(encoding.ids)
    let shown = tokenizer.decodeBytes(encoding.ids) { _ in stepCount += 1 }
    precondition(decoded == shown, "steps change the text")
    _ = tokenizer.decode(encoding.ids, keepsSpecialTokens: true)
  }
}
