/// The records and facts of one text, while it is drawn or read back.
///
/// Everything lies in arrays that only grow, so that a failed attempt is undone by cutting them back.
struct Scene {
  let grammar: Grammar
  /// Every record made so far: the alternative, and where its variables begin in ``values``.
  private(set) var frames: [Frame] = []
  /// What variables are bound to: a row, a record, or the last link of a list.
  private(set) var values: [Int32] = []
  /// The records of lists, each with the link before it.
  private(set) var links: [Link] = []
  /// The value of every fact for every row, ``unbound`` where it is not known.
  private(set) var facts: [Int32]
  /// Old values of ``values`` and ``facts``, to go back to.
  private var trail: [Change] = []
  /// Texts that the grammar itself does not have, put together in conditions.
  var composed: [[UInt8]: GrammarTexts.ID] = [:]

  /// The value of a variable that has none yet.
  static let unbound: Int32 = -1
  /// The value of a list without records.
  static let emptyList: Int32 = -2

  struct Frame {
    let alternative: Int32
    let start: Int32
  }

  struct Link {
    let record: Int32
    let previous: Int32
  }

  private struct Change {
    let isFact: Bool
    let index: Int32
    let old: Int32
  }

  /// How much there is, to go back to.
  struct Extent {
    fileprivate let frames: Int
    fileprivate let values: Int
    fileprivate let links: Int
    fileprivate let trail: Int
  }

  init(_ grammar: Grammar) {
    self.grammar = grammar
    facts = Array(repeating: Self.unbound, count: grammar.factCount)
  }

  /// Forgets everything for a new text.
  mutating func clear() {
    frames.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    links.removeAll(keepingCapacity: true)
    for change in trail where change.isFact { facts[Int(change.index)] = Self.unbound }
    trail.removeAll(keepingCapacity: true)
  }

  /// Where things stand now.
  var extent: Extent {
    Extent(frames: frames.count, values: values.count, links: links.count, trail: trail.count)
  }

  /// Goes back to where things stood.
  mutating func restore(_ extent: Extent) {
    while trail.count > extent.trail, let change = trail.popLast() {
      if change.isFact {
        facts[Int(change.index)] = change.old
      } else {
        values[Int(change.index)] = change.old
      }
    }
    frames.removeLast(frames.count - extent.frames)
    values.removeLast(values.count - extent.values)
    links.removeLast(links.count - extent.links)
  }

  /// Makes a record with no variable bound, and room for some numbers beside them.
  mutating func open(_ alternative: Int, registers: Int = 0) -> Int32 {
    let count = grammar.alternatives[alternative].lets.count + registers
    frames.append(Frame(alternative: Int32(alternative), start: Int32(values.count)))
    for _ in 0..<count { values.append(Self.unbound) }
    return Int32(frames.count - 1)
  }

  /// Sets a variable or register.
  mutating func bind(_ index: Int, _ value: Int32) {
    trail.append(Change(isFact: false, index: Int32(index), old: values[index]))
    values[index] = value
  }

  /// Puts a record at the end of a list; the result is the list.
  mutating func link(_ record: Int32, after previous: Int32) -> Int32 {
    links.append(Link(record: record, previous: previous))
    return Int32(links.count - 1)
  }

  /// The records of a list in order.
  func records(of list: Int32) -> [Int32] {
    var found: [Int32] = []
    var list = list
    while list >= 0 {
      found.append(links[Int(list)].record)
      list = links[Int(list)].previous
    }
    return found.reversed()
  }

  // MARK: Facts

  /// Does what `then` says.
  mutating func apply(_ effect: Grammar.Effect, _ start: Int) {
    let fact = grammar.facts[effect.fact]
    let index = fact.offset + Int(values[start + effect.argument])
    trail.append(Change(isFact: true, index: Int32(index), old: facts[index]))
    facts[index] = effect.value.map { values[start + $0] } ?? Self.unbound
  }

  /// The value of a fact for the row that a variable is bound to.
  func fact(_ fact: Int, of argument: Int, _ start: Int) -> Int32 {
    facts[grammar.facts[fact].offset + Int(values[start + argument])]
  }

  // MARK: Conditions

  /// Whether a condition holds of variables that are all bound, beginning at `start`.
  mutating func holds(_ condition: Grammar.Condition, _ start: Int) -> Bool {
    switch condition {
    case .equal(let left, let right, let isNegated):
      let (left, right) = (text(left, start), text(right, start))
      return (left != GrammarTexts.missing && left == right) != isNegated
    case .among(let operand, let texts, let isNegated):
      return texts.contains(text(operand, start)) != isNegated
    case .present(let operand, let isNegated):
      return (text(operand, start) != GrammarTexts.missing) != isNegated
    case .same(let left, let right, let isNegated):
      return (values[start + left] == values[start + right]) != isNegated
    case .known(let fact, let argument, let isNegated):
      return (self.fact(fact, of: argument, start) != Self.unbound) != isNegated
    case .value(let fact, let argument, let value, let isNegated):
      return (self.fact(fact, of: argument, start) == values[start + value]) != isNegated
    }
  }

  /// Whether all conditions hold.
  mutating func holds(_ conditions: [Grammar.Condition], _ start: Int) -> Bool {
    for condition in conditions {
      guard holds(condition, start) else { return false }
    }
    return true
  }
}
