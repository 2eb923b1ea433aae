/// A text that is read back word by word, with a blank in it perhaps.
struct FieldReader {
  let texts: GrammarTexts
  let field: Language.Field
  let bytes: [UInt8]
  /// The bytes of the word that may be any other.
  let blank: Range<Int>?

  /// How far a text has been read.
  struct Position {
    /// The next byte.
    var offset: Int32 = 0
    /// Where the last word begins.
    var last: Int32 = 0
    /// How many words and parts of words have been read.
    var parts: Int32 = 0
    /// Whether the next part belongs to the word before it.
    var isGlued = false
    /// Where a capital letter is due.
    var start: SentenceStart
    /// Whether the last word filled the blank.
    var isInBlank = false
  }

  /// A part of the word in the blank.
  struct Capture {
    let word: Int32
    let isCapital: Bool
  }

  /// The beginning.
  var start: Position { Position(start: SentenceStart(field)) }

  /// Where the next word would begin.
  private func place(_ position: Position) -> Int {
    var place = Int(position.offset)
    guard !field.isJoined, !position.isGlued else { return place }
    while place < bytes.count, bytes[place] == 0x20 { place += 1 }
    return place
  }

  /// Whether the whole text has been read.
  func isAtEnd(_ position: Position, _ furthest: inout Int) -> Bool {
    let place = place(position)
    guard place < bytes.count else { return true }
    furthest = max(furthest, isWithin(position) ? Int(position.last) : place)
    return false
  }

  /// Whether more letters of a word follow, so that the word itself is wrong.
  private func isWithin(_ position: Position) -> Bool {
    let offset = Int(position.offset)
    guard !field.isJoined, offset > 0, offset < bytes.count, !position.isInBlank else {
      return false
    }
    return bytes[offset] != 0x20 && !GrammarWord.attaches(bytes[offset])
  }

  /// The rows whose cell may stand here.
  func candidates(_ index: CellIndex, _ position: Position, _ furthest: inout Int) -> [Int32] {
    let place = place(position)
    if position.isGlued, position.isInBlank { return index.all }
    if let blank, place == blank.lowerBound, !position.isGlued { return index.all }
    let rows = index.rows(at: bytes[place...])
    // Where there is none, nothing else will note how far it went.
    if rows.isEmpty { furthest = max(furthest, isWithin(position) ? Int(position.last) : place) }
    return rows
  }

  /// Reads a word, if it stands here.
  func read(
    _ number: Int32, _ position: inout Position, _ captured: inout [Capture],
    _ furthest: inout Int
  ) -> Bool {
    let word = texts.words[Int(number)]
    let place = place(position)
    // What a failure here is charged to.
    let blamed = position.isGlued || isWithin(position) ? Int(position.last) : place
    let isGlued = position.isGlued
    if isGlued {
      position.isGlued = false
      if position.isInBlank {
        capture(number, isGlued: true, &position, &captured)
        return true
      }
    } else {
      if let blank, place == blank.lowerBound, Int(position.offset) <= place {
        position.offset = Int32(blank.upperBound)
        position.last = Int32(place)
        position.isInBlank = true
        capture(number, isGlued: false, &position, &captured)
        return true
      }
      let isApart = place > Int(position.offset) || place == 0 || position.isInBlank
      guard field.isJoined || isApart || word.attaches else {
        furthest = max(furthest, Int(position.last))
        return false
      }
      position.last = Int32(place)
      position.isInBlank = false
    }
    let isPlain = stands(word.plain, at: place)
    guard isPlain || position.start.isCapital(isGlued) && stands(word.capital, at: place) else {
      furthest = max(furthest, blamed)
      return false
    }
    position.offset = Int32(place + (isPlain ? word.plain.count : word.capital.count))
    position.parts += 1
    position.start.pass(word, isGlued: isGlued)
    return true
  }

  private func capture(
    _ number: Int32, isGlued: Bool, _ position: inout Position, _ captured: inout [Capture]
  ) {
    captured.append(Capture(word: number, isCapital: position.start.isCapital(isGlued)))
    position.parts += 1
    position.start.pass(texts.words[Int(number)], isGlued: isGlued)
  }

  private func stands(_ word: [UInt8], at place: Int) -> Bool {
    guard bytes.count - place >= word.count else { return false }
    for index in 0..<word.count where bytes[place + index] != word[index] { return false }
    // A word must not be cut out of a blank's beginning, whatever stands there.
    guard let blank else { return true }
    return place >= blank.upperBound || place + word.count <= blank.lowerBound
  }

  /// The bytes that fill the blank.
  func bytes(of captured: [Capture]) -> [UInt8] {
    captured.flatMap { capture in
      let word = texts.words[Int(capture.word)]
      return capture.isCapital ? word.capital : word.plain
    }
  }
}
