import Screen

/// Keys as a lesson's author writes them.
enum KeyName {
  private static let named: [String: Key] = {
    let keys: [Key] = [
      .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right,
      .home,
      .end, .pageUp, .pageDown, .shiftUp, .shiftDown, .shiftLeft, .shiftRight, .character(" "),
    ]
    var named = Dictionary(uniqueKeysWithValues: keys.map { ($0.label, $0) })
    for number in 1...12 { named["F\(number)"] = .function(number) }
    let arrows: [String: Key] = ["Up": .up, "Down": .down, "Left": .left, "Right": .right]
    return named.merging(arrows) { $1 }
  }()

  /// The keys of a word: one by its name on the screen, or after a quotation mark characters that are typed.
  ///
  /// - Returns: The keys; nil where the word is none.
  static func keys(_ word: String) -> [Key]? {
    if let key = named[word] { return [key] }
    let scalars = Array(word.unicodeScalars)
    if scalars.count == 1 { return [.character(scalars[0])] }
    if scalars.count == 2, scalars[0] == "^" {
      return [.control(Unicode.Scalar(String(scalars[1]).lowercased()) ?? scalars[1])]
    }
    guard scalars.first == "\"" else { return nil }
    return scalars.dropFirst().map { Key.character($0) }
  }
}
