import Tracing

/// What a step is called on the screen and in addresses, for finding it by any of its names.
package struct StepName: Sendable {
  /// What is looked through: the address, the names in both languages, the operation's; folded.
  let searched: [UInt8]
  /// Where in it a name begins that is the step's own: its last part, or its operation.
  let starts: [Int]
  /// The Chinese names of the whole address, without spaces.
  private let chinese: [Unicode.Scalar]

  /// Collects the names of a step.
  init(_ node: Node) {
    let path = node.address.path
    var names = [Self.fold(path)]
    var own = [0]
    if let slash = names[0].utf8.lastIndex(of: UInt8(ascii: "/")) {
      own.append(names[0].utf8.distance(from: names[0].startIndex, to: slash) + 1)
    }
    var length = names[0].utf8.count
    func add(_ name: String, isOwn: Bool) {
      if isOwn { own.append(length + 1) }
      names.append(Self.fold(name))
      length += 1 + names[names.count - 1].utf8.count
    }
    for language in DisplayLanguage.allCases {
      let parts = PlaceName.parts(node.address, language)
      add(parts.dropLast().joined(separator: " "), isOwn: false)
      add(parts.last ?? "", isOwn: true)
      if let operation = Self.operation(of: node, language) { add(operation, isOwn: true) }
    }
    searched = Array(names.joined(separator: "\n").utf8)
    starts = own
    chinese = PlaceName.parts(node.address, .chinese).joined().unicodeScalars
      .filter { $0 != " " }
  }

  /// Whether a folded word is in one of the names; a Chinese one also with parts left out: 交叉权重.
  func contains(_ word: String) -> Bool {
    let bytes = Array(word.utf8)
    if Self.place(of: bytes, in: searched) != nil { return true }
    var rest = word.unicodeScalars[...]
    guard rest.count > 1, rest.contains(where: { $0.value >= 0x2E80 }) else { return false }
    for scalar in chinese where scalar == rest.first { rest = rest.dropFirst() }
    return rest.isEmpty
  }

  /// Whether a name of the step's own begins with a folded word.
  func begins(with word: String) -> Bool {
    starts.contains { searched[$0...].starts(with: word.utf8) }
  }

  /// The step's name on a screen: the sublayer, the step, the operation.
  static func shown(_ node: Node, _ language: DisplayLanguage) -> String {
    let name = PlaceName.parts(node.address, language).suffix(2).joined(separator: " › ")
    return operation(of: node, language).map { name + " · " + $0 } ?? name
  }

  private static func operation(of node: Node, _ language: DisplayLanguage) -> String? {
    node.operation.map { OperationText($0)?(language) ?? $0.name }
  }

  /// A text in which case and the width of characters make no difference.
  static func fold(_ text: String) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in text.lowercased().unicodeScalars {
      switch scalar.value {
      case 0x3000: folded.append(" ")
      // Their capitals were made small above.
      case 0xFF01...0xFF5E: folded.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
      default: folded.append(scalar)
      }
    }
    return String(folded)
  }

  /// Where bytes occur in others first; names are short, so that trying every place is quick enough.
  static func place(of word: [UInt8], in name: [UInt8]) -> Int? {
    guard let first = word.first, word.count <= name.count else { return word.isEmpty ? 0 : nil }
    for start in 0...(name.count - word.count) where name[start] == first {
      if name[start...].starts(with: word) { return start }
    }
    return nil
  }
}
