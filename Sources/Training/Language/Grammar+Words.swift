extension Grammar {
  /// The words that can stand in a field, by their bytes; those that can begin a sentence with a
  /// capital too, where it capitalizes.
  func words(of field: Int) -> [String] {
    var vocabulary = Vocabulary(self)
    guard let slot = groups[start].names.firstIndex(of: field) else { return [] }
    let shape = vocabulary.shape(start, slot)
    var found = shape.words
    if fields[field].isCapitalized {
      for word in shape.openers { found.insert(GrammarWord(word).capital) }
    }
    return found.sorted { $0.lexicographicallyPrecedes($1) }
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// What words a stretch of text may have, as far as gluing it to others must know.
  private struct Shape {
    /// Whether it may be the empty text.
    var isEmpty = false
    /// Those that may be the whole text.
    var single: Set<[UInt8]> = []
    /// Those that may be its first, its last, or between them, where it has several.
    var first: Set<[UInt8]> = []
    var last: Set<[UInt8]> = []
    var inner: Set<[UInt8]> = []
    /// Those that may follow the end of a sentence within the text.
    var starters: Set<[UInt8]> = []

    /// Those that may begin a sentence, if the text begins one.
    var openers: Set<[UInt8]> { single.union(first).union(starters) }

    static let nothing = Shape(isEmpty: true)

    var words: Set<[UInt8]> { single.union(first).union(last).union(inner) }

    mutating func formUnion(_ other: Shape) {
      isEmpty = isEmpty || other.isEmpty
      single.formUnion(other.single)
      first.formUnion(other.first)
      last.formUnion(other.last)
      inner.formUnion(other.inner)
      starters.formUnion(other.starters)
    }

    /// One after the other, with a space or without.
    func followed(by other: Shape, isGlued: Bool) -> Shape {
      var result = Shape(isEmpty: isEmpty && other.isEmpty)
      if isEmpty { result.formUnion(other.filled) }
      if other.isEmpty { result.formUnion(filled) }
      guard !words.isEmpty, !other.words.isEmpty else { return result }
      result.inner.formUnion(inner)
      result.inner.formUnion(other.inner)
      result.starters.formUnion(starters)
      result.starters.formUnion(other.starters)
      guard isGlued else {
        if single.union(last).contains(where: Self.leavesStart) {
          result.starters.formUnion(other.first.union(other.single))
        }
        result.first.formUnion(first.union(single))
        result.inner.formUnion(last)
        result.inner.formUnion(other.first)
        result.last.formUnion(other.last.union(other.single))
        return result
      }
      let ends = last.intersection(starters)
      result.starters.formUnion(Self.products(ends, other.first.union(other.single)))
      result.single.formUnion(Self.products(single, other.single))
      result.first.formUnion(first)
      result.first.formUnion(Self.products(single, other.first))
      result.inner.formUnion(Self.products(last, other.first))
      result.last.formUnion(Self.products(last, other.single))
      result.last.formUnion(other.last)
      return result
    }

    private var filled: Shape {
      Shape(
        isEmpty: false, single: single, first: first, last: last, inner: inner, starters: starters)
    }

    /// Whether a sentence may begin after a word: one that ends a sentence, or a sign before the first
    /// letter.
    static func leavesStart(_ word: [UInt8]) -> Bool {
      let word = GrammarWord(word)
      return word.endsSentence || !word.hasLetter
    }

    /// The most words that gluing makes; a vocabulary beyond that is of no use to anybody.
    private static let mostProducts = 100_000

    private static func products(_ left: Set<[UInt8]>, _ right: Set<[UInt8]>) -> Set<[UInt8]> {
      var found: Set<[UInt8]> = []
      for left in left {
        for right in right where found.count < mostProducts { found.insert(left + right) }
      }
      return found
    }
  }

  /// Finds the shapes of all rules, each once.
  private struct Vocabulary {
    private let grammar: Grammar
    private var known: [[Shape?]]

    init(_ grammar: Grammar) {
      self.grammar = grammar
      known = grammar.groups.map { Array(repeating: nil, count: $0.names.count) }
    }

    mutating func shape(_ group: Int, _ slot: Int) -> Shape {
      if let known = known[group][slot] { return known }
      var shape = Shape()
      for alternative in grammar.alternatives[grammar.groups[group].alternatives] {
        guard let template = alternative.templates[slot] else { continue }
        shape.formUnion(self.shape(template.items, alternative, isGlued: false))
      }
      known[group][slot] = shape
      return shape
    }

    private mutating func shape(
      _ items: [Item], _ alternative: Alternative, isGlued: Bool
    ) -> Shape {
      var shape = Shape.nothing
      for item in items {
        let next: Shape
        switch item {
        case .word(let word): next = Shape(single: [grammar.texts.words[Int(word)].plain])
        case .glued(let items): next = self.shape(items, alternative, isGlued: true)
        case .mark(_, let items): next = self.shape(items, alternative, isGlued: false)
        case .insertion(let insertion): next = self.shape(insertion, alternative)
        }
        shape = shape.followed(by: next, isGlued: isGlued)
      }
      return shape
    }

    private mutating func shape(_ insertion: Insertion, _ alternative: Alternative) -> Shape {
      let binding = alternative.lets[insertion.variable]
      var shape = Shape()
      switch insertion.part {
      case .cell(let table, let column): shape = cells(table, column, binding)
      case .namedCell(_, let table):
        // The column named may be any; those with other texts are rarely in the same table.
        for column in columns(named: insertion.part, alternative, grammar.tables[table].columnTexts)
        {
          shape.formUnion(cells(table, column, binding))
        }
      case .slot(let slot, _): shape = self.shape(binding.group ?? 0, slot)
      case .namedSlot(_, let group, _):
        for slot in columns(named: insertion.part, alternative, grammar.groups[group].nameTexts) {
          shape.formUnion(self.shape(group, slot))
        }
      }
      guard case .times(_, let range) = binding.source else { return shape }
      var all = range.lowerBound == 0 ? Shape.nothing : Shape()
      var sum = Shape.nothing
      // After three repetitions no new place for a word comes up.
      for count in 1...min(range.upperBound, 3) {
        sum = sum.followed(by: shape, isGlued: false)
        if count >= min(range.lowerBound, 3) { all.formUnion(sum) }
      }
      return all
    }

    private func cells(_ table: Int, _ column: Int, _ binding: Let) -> Shape {
      var shape = Shape()
      for row in binding.rows {
        let cell = grammar.tables[table].cell(row, column)
        guard cell != GrammarTexts.missing else { continue }
        let words = grammar.texts.words(of: cell).map { grammar.texts.words[Int($0)].plain }
        switch words.count {
        case 0: shape.isEmpty = true
        case 1: shape.single.insert(words[0])
        default:
          shape.first.insert(words[0])
          shape.last.insert(words[words.count - 1])
          shape.inner.formUnion(words[1..<words.count - 1])
          for (word, next) in zip(words, words.dropFirst()) where Shape.leavesStart(word) {
            shape.starters.insert(next)
          }
        }
      }
      return shape
    }

    /// The columns or fields that an insertion with a name from elsewhere may mean.
    private mutating func columns(
      named part: Part, _ alternative: Alternative, _ names: [GrammarTexts.ID]
    ) -> [Int] {
      let operand: Operand
      switch part {
      case .namedCell(let asked, _), .namedSlot(let asked, _, _): operand = asked
      case .cell, .slot: return []
      }
      let shape: Shape
      switch operand {
      case .text: return []
      case .cell(let variable, let table, let column):
        shape = cells(table, column, alternative.lets[variable])
      case .slot(let variable, let slot, _):
        shape = self.shape(alternative.lets[variable].group ?? 0, slot)
      }
      return names.indices.filter { shape.single.contains(grammar.texts.bytes(of: names[$0])) }
    }
  }
}
