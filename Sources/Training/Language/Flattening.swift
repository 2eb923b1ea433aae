/// What templates have made so far: parts of words in order, and the marks over them.
struct Flattening {
  /// A word of the grammar, which is a part of a longer one where it is glued to the part before it.
  struct Part {
    let word: Int32
    let isGlued: Bool
  }

  /// A stretch of parts with a name.
  struct Mark {
    let name: String
    let start: Int
    var end: Int
  }

  /// Whether anyone wants the marks.
  let wantsMarks: Bool
  private(set) var parts: [Part] = []
  /// In the order of their beginnings; outer ones come before inner ones.
  private(set) var marks: [Mark] = []
  /// Whether the next part belongs to the word before it.
  var isGlued = false

  init(wantsMarks: Bool = false) { self.wantsMarks = wantsMarks }

  /// The number of parts.
  var count: Int { parts.count }

  /// Puts a word at the end.
  mutating func append(_ word: Int32) {
    parts.append(Part(word: word, isGlued: isGlued))
    isGlued = false
  }

  /// Begins a mark.
  mutating func begin(_ name: String) -> Int {
    guard wantsMarks else { return 0 }
    marks.append(Mark(name: name, start: parts.count, end: parts.count))
    return marks.count - 1
  }

  /// Ends the mark that `begin` gave.
  mutating func end(_ mark: Int) {
    guard wantsMarks else { return }
    marks[mark].end = parts.count
  }

  /// The words' bytes with a space between words, in no field's manner.
  func bytes(_ texts: GrammarTexts) -> [UInt8] {
    var bytes: [UInt8] = []
    for (index, part) in parts.enumerated() {
      if index > 0, !part.isGlued { bytes.append(0x20) }
      bytes += texts.words[Int(part.word)].plain
    }
    return bytes
  }

  /// The text in a field's manner: its spaces and capital letters.
  func text(_ texts: GrammarTexts, in field: Language.Field) -> Example.Text {
    var bytes: [UInt8] = []
    var words: [Range<Int>] = []
    /// The word that each part belongs to.
    var owners: [Int] = []
    var start = SentenceStart(field)
    for part in parts {
      let word = texts.words[Int(part.word)]
      if !part.isGlued || words.isEmpty {
        if !field.isJoined, !bytes.isEmpty, !word.attaches { bytes.append(0x20) }
        words.append(bytes.count..<bytes.count)
      }
      bytes += start.isCapital(part.isGlued) ? word.capital : word.plain
      words[words.count - 1] = words[words.count - 1].lowerBound..<bytes.count
      owners.append(words.count - 1)
      start.pass(word, isGlued: part.isGlued)
    }
    var found: [Example.Mark] = []
    for mark in marks where mark.start < mark.end {
      found.append(
        Example.Mark(name: mark.name, words: owners[mark.start]..<owners[mark.end - 1] + 1))
    }
    return Example.Text(
      text: String(decoding: bytes, as: UTF8.self),
      words: words.map { range in
        Example.Word(text: String(decoding: bytes[range], as: UTF8.self), bytes: range)
      },
      marks: found)
  }
}
