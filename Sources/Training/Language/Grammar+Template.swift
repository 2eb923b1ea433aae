extension Grammar {
  /// A variable's column or field, or a text of its own.
  enum Operand: Equatable, Sendable {
    case cell(variable: Int, table: Int, column: Int)
    case slot(variable: Int, slot: Int, isList: Bool)
    case text(GrammarTexts.ID)

    /// The variable that it asks for.
    var variable: Int? {
      switch self {
      case .cell(let variable, _, _), .slot(let variable, _, _): variable
      case .text: nil
      }
    }
  }

  /// What must hold of the variables bound so far.
  enum Condition: Equatable, Sendable {
    case equal(Operand, Operand, isNegated: Bool)
    case among(Operand, [GrammarTexts.ID], isNegated: Bool)
    case present(Operand, isNegated: Bool)
    case same(Int, Int, isNegated: Bool)
    case known(fact: Int, argument: Int, isNegated: Bool)
    case value(fact: Int, argument: Int, value: Int, isNegated: Bool)

    /// Whether it asks for a fact.
    var asksFacts: Bool {
      switch self {
      case .known, .value: true
      case .equal, .among, .present, .same: false
      }
    }

    /// The variables that it asks for.
    var variables: [Int] {
      switch self {
      case .equal(let left, let right, _): [left.variable, right.variable].compactMap(\.self)
      case .among(let operand, _, _), .present(let operand, _):
        [operand.variable].compactMap(\.self)
      case .same(let left, let right, _): [left, right]
      case .known(_, let argument, _): [argument]
      case .value(_, let argument, let value, _): [argument, value]
      }
    }
  }

  /// What a field or attribute is made of.
  struct Template: Sendable {
    let line: Int
    let items: [Item]
    /// The whole text where it is known from the grammar alone.
    let constant: GrammarTexts.ID?
    /// The one insertion that is the whole text.
    let only: Insertion?
  }

  /// A piece of a template.
  indirect enum Item: Sendable {
    case word(Int32)
    /// Parts without a space between them.
    case glued([Item])
    case mark(name: String, [Item])
    case insertion(Insertion)
  }

  /// A place where a variable's text goes.
  struct Insertion: Sendable {
    let variable: Int
    /// The variable's name, for the mark.
    let name: String
    let part: Part
  }

  /// Which text of the variable.
  enum Part: Sendable {
    case cell(table: Int, column: Int)
    case slot(Int, isList: Bool)
    /// The column whose name another text is.
    case namedCell(Operand, table: Int)
    /// The field or attribute whose name another text is.
    case namedSlot(Operand, group: Int, isList: Bool)
  }
}

extension Grammar.Item {
  /// Calls `body` with every insertion in the item, in order.
  func forEachInsertion(_ body: (Grammar.Insertion) -> Void) {
    switch self {
    case .word: break
    case .glued(let items), .mark(_, let items):
      for item in items { item.forEachInsertion(body) }
    case .insertion(let insertion): body(insertion)
    }
  }
}

extension Grammar.Template {
  /// All insertions in order.
  var insertions: [Grammar.Insertion] {
    var found: [Grammar.Insertion] = []
    for item in items { item.forEachInsertion { found.append($0) } }
    return found
  }
}
