/// Finds digits that were typed into a text where a number of the model should stand.
///
/// Digits in a word that begins with a letter, or right beside one, are part of a name: T5, d1, GPT-2, 3D.
/// Those of a hyphenated word that begins with a number are not: 12-layer. Chinese characters make no word with
/// digits, and numerals that are no digits (①, 二, ₂) are left alone.
enum TypedDigits {
  /// Where runs of digits begin.
  ///
  /// - Parameter typed: The characters with their columns; nil where something else stands between two.
  /// - Returns: The columns, from the left.
  static func columns(in typed: [(character: Character, column: Int)?]) -> [Int] {
    var columns: [Int] = []
    var word: [(character: Character, column: Int)] = []
    for entry in typed + [nil] {
      if let entry, isPart(entry.character) {
        word.append(entry)
      } else {
        columns += digits(in: word)
        word = []
      }
    }
    return columns
  }

  private static func digits(in word: [(character: Character, column: Int)]) -> [Int] {
    if let first = word.first(where: { !isJoint($0.character) }), isLetter(first.character) {
      return []
    }
    var columns: [Int] = []
    var index = 0
    while index < word.count {
      guard isDigit(word[index].character) else {
        index += 1
        continue
      }
      let begin = index
      // A point between digits is part of the number.
      while index < word.count,
        isDigit(word[index].character)
          || index + 1 < word.count && word[index].character == "."
            && isDigit(word[index + 1].character)
      { index += 1 }
      let isName =
        begin > 0 && isLetter(word[begin - 1].character)
        || index < word.count && isLetter(word[index].character)
      if !isName { columns.append(word[begin].column) }
    }
    return columns
  }

  private static func isPart(_ character: Character) -> Bool {
    isLetter(character) || isDigit(character) || isJoint(character)
  }

  /// What joins the parts of a name: GPT-2, Llama-3.1, encoder/1.
  private static func isJoint(_ character: Character) -> Bool { "-_./".contains(character) }

  private static func isDigit(_ character: Character) -> Bool {
    character.unicodeScalars.first?.properties.generalCategory == .decimalNumber
  }

  /// Whether it is a letter of an alphabet; Chinese characters and kana are not.
  private static func isLetter(_ character: Character) -> Bool {
    switch character.unicodeScalars.first?.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter: true
    default: false
    }
  }
}
