/// Fuzzes the reading of grammars: what is drawn from one that is accepted must be found grammatical.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzGrammar(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let file = UnsafeBufferPointer(start: start, count: count)
  do {
    try check(try Language(Array(file), path: "a.grammar"))
  } catch {
    let sentence = "\(error)"
    precondition(!sentence.unicodeScalars.contains(where: VisibleText.isHidden), "not printable")
    precondition(sentence.unicodeScalars.count < 2000, "too long")
  }
  return 0
}

private func check(_ language: Language) throws(LanguageError) {
  var generator = SeededGenerator(seed: 1)
  for number in 0..<3 {
    let example = try language.example(using: &generator)
    let again = try language.example(number, of: nil, seed: 1)
    let repeated = try language.example(number, of: nil, seed: 1)
    precondition(again == repeated, "not repeatable")
    for field in language.fields {
      guard let text = example.texts[field.name] else { preconditionFailure("no text") }
      let words = Set(language.words(of: field.name).map { Array($0.utf8) })
      for word in text.words {
        precondition(words.contains(Array(word.text.utf8)), "a word from nowhere")
        precondition(
          Array(text.text.utf8)[word.bytes].elementsEqual(word.text.utf8), "elsewhere")
      }
      for mark in text.marks {
        precondition(!mark.words.isEmpty && mark.words.upperBound <= text.words.count)
      }
      switch language.check(text.text, field: field.name) {
      case .grammatical(let found):
        precondition(
          found.texts[field.name].map { Array($0.text.utf8) } == Array(text.text.utf8),
          "another text")
      case .undecided: break
      case .inconsistent, .ungrammatical: preconditionFailure("a drawn text is refused")
      }
      if let word = text.words.indices.first(where: { _ in text.words.count < 20 }) {
        let fillers = language.fillers(of: word, in: text, field: field.name)
        precondition(fillers?.allSatisfy { !$0.isEmpty } ?? true, "an empty filler")
      }
    }
  }
}
