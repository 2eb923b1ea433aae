/// Looks up the names in one alternative of a rule.
struct RuleReader {
  let reader: GrammarReader
  let rule: GrammarSyntax.Rule
  let group: Int
  /// The variables so far.
  var bindings: [Draft] = []
  private(set) var asksFacts = false

  /// A variable while its rule is read.
  struct Draft {
    let name: String
    let line: Int
    let source: Grammar.Source
    var conditions: [Grammar.Condition]

    var table: Int? {
      switch source {
      case .table(let table), .fact(_, _, let table): table
      case .rule, .times: nil
      }
    }
  }

  init(_ reader: GrammarReader, _ rule: GrammarSyntax.Rule, group: Int) {
    self.reader = reader
    self.rule = rule
    self.group = group
  }

  /// Makes the alternative.
  mutating func read() throws(LanguageError) -> Grammar.Alternative {
    var statements: [Grammar.Statement] = []
    for statement in rule.statements {
      switch statement {
      case .draw(let draw):
        statements.append(.draw(bindings.count))
        try bind(draw)
      case .check(let syntax):
        let conditions = try conditions(syntax)
        statements.append(.check(conditions))
      }
    }
    let slots = reader.groups[group].names
    var templates: [Grammar.Template?] = Array(repeating: nil, count: slots.count)
    for template in rule.templates {
      guard let slot = slots.firstIndex(where: { reader.names[$0] == template.name.text }) else {
        continue
      }
      templates[slot] = try self.template(template)
    }
    requireCells(of: templates)
    let effects = try self.effects()
    var lets: [Grammar.Let] = []
    for index in bindings.indices { lets.append(try finish(index)) }
    return Grammar.Alternative(
      group: group, line: rule.name.line, family: rule.family ?? rule.name.text, lets: lets,
      statements: statements, templates: templates, effects: effects,
      doubtful: slots.indices.filter { slot in templates[slot].map(isDoubtful) ?? false })
  }

  func problem(_ line: Int, _ problem: LanguageProblem) -> LanguageError {
    reader.problem(line, problem)
  }

  // MARK: Variables

  private mutating func bind(_ draw: GrammarSyntax.Draw) throws(LanguageError) {
    let line = draw.name.line
    if let first = bindings.first(where: { $0.name == draw.name.text }) {
      throw problem(line, .twice("variable", first.name, firstLine: first.line))
    }
    let source: Grammar.Source
    if let argument = draw.argument {
      let fact = try fact(draw.source, line)
      let variable = try row(argument, of: reader.facts[fact].from, fact, line)
      source = .fact(fact, argument: variable, table: reader.facts[fact].to)
      asksFacts = true
    } else if let table = reader.tableNumbers[draw.source] {
      guard draw.times == nil else { throw problem(line, .timesOfTable(draw.source)) }
      source = .table(table)
      reader.usedTables.insert(table)
    } else if let group = reader.groupNumbers[draw.source] {
      source = draw.times.map { .times(group, $0) } ?? .rule(group)
    } else {
      let known = reader.tables.map(\.name) + reader.groups.map(\.name)
      throw problem(
        line,
        .unknown("table or rule", draw.source, nearest: nearest(to: draw.source, among: known)))
    }
    bindings.append(Draft(name: draw.name.text, line: line, source: source, conditions: []))
    if let syntax = draw.conditions {
      bindings[bindings.count - 1].conditions = try conditions(syntax)
    }
  }

  /// A variable's number.
  func variable(_ name: String, _ line: Int) throws(LanguageError) -> Int {
    guard let number = bindings.firstIndex(where: { $0.name == name }) else {
      throw problem(
        line, .unknown("variable", name, nearest: nearest(to: name, among: bindings.map(\.name))))
    }
    return number
  }

  /// A variable that is a row of a table that a fact is about.
  func row(
    _ name: String, of table: Int, _ fact: Int, _ line: Int
  ) throws(LanguageError) -> Int {
    let number = try variable(name, line)
    guard let found = bindings[number].table else { throw problem(line, .notRow(name)) }
    guard found == table else {
      throw problem(
        line,
        .factTable(
          fact: reader.facts[fact].name, variable: name, expected: reader.tables[table].name,
          found: reader.tables[found].name))
    }
    return number
  }

  /// A fact's number.
  mutating func fact(_ name: String, _ line: Int) throws(LanguageError) -> Int {
    guard let number = reader.factNumbers[name] else {
      throw problem(
        line,
        .unknown("fact", name, nearest: nearest(to: name, among: reader.facts.map(\.name))))
    }
    reader.usedFacts.insert(number)
    return number
  }

  private mutating func conditions(
    _ syntax: GrammarSyntax.Conditions
  ) throws(LanguageError) -> [Grammar.Condition] {
    var found: [Grammar.Condition] = []
    let tokens = ConditionTokens.split(syntax.words)
    for part in tokens.split(omittingEmptySubsequences: false, whereSeparator: { $0.equals("and") })
    {
      found.append(try condition(Array(part), syntax.line))
    }
    if found.contains(where: \.asksFacts) { asksFacts = true }
    return found
  }

  private mutating func effects() throws(LanguageError) -> [Grammar.Effect] {
    var found: [Grammar.Effect] = []
    for effect in rule.effects {
      let tokens = ConditionTokens.split(effect.words)
      let isForgotten = tokens.first?.equals("no") == true
      let rest = isForgotten ? Array(tokens.dropFirst()) : tokens
      guard rest.count == (isForgotten ? 4 : 6), rest[1].equals("("), rest[3].equals(")"),
        isForgotten || rest[4].equals("=")
      else {
        let text = Array(effect.words.joined(separator: [0x20]))[...].string
        throw problem(
          effect.line,
          .form(
            "then FACT(VARIABLE) = VARIABLE, or then no FACT(VARIABLE)",
            found: "then " + text))
      }
      let fact = try fact(rest[0].string, effect.line)
      let about = reader.facts[fact]
      found.append(
        Grammar.Effect(
          fact: fact, argument: try row(rest[2].string, of: about.from, fact, effect.line),
          value: isForgotten ? nil : try row(rest[5].string, of: about.to, fact, effect.line)))
    }
    return found
  }

  // MARK: Rows

  /// A row must have every cell that a template inserts: that is a condition like the written ones.
  private mutating func requireCells(of templates: [Grammar.Template?]) {
    for template in templates {
      for insertion in template?.insertions ?? [] {
        guard case .cell(let table, let column) = insertion.part else { continue }
        let cells = reader.tables[table]
        let isEverywhere = (0..<cells.rowCount).allSatisfy {
          cells.cell(Int32($0), column) != GrammarTexts.missing
        }
        let condition = Grammar.Condition.present(
          .cell(variable: insertion.variable, table: table, column: column), isNegated: false)
        if !isEverywhere, !bindings[insertion.variable].conditions.contains(condition) {
          bindings[insertion.variable].conditions.append(condition)
        }
      }
    }
  }

  /// Sorts out the rows that satisfy what is asked of the row alone.
  private func finish(_ index: Int) throws(LanguageError) -> Grammar.Let {
    let draft = bindings[index]
    var open = draft.conditions
    var rows: [Int32] = []
    var cumulative: [Double] = []
    if let table = draft.table {
      let own = draft.conditions.filter { $0.isAboutRow(of: index) }
      open.removeAll { $0.isAboutRow(of: index) }
      let cells = reader.tables[table]
      var sum = 0.0
      for row in 0..<Int32(cells.rowCount) where own.allSatisfy({ $0.holds(of: row, cells) }) {
        rows.append(row)
        if let weights = cells.weights {
          sum += weights[Int(row)]
          cumulative.append(sum)
        }
      }
      guard !rows.isEmpty else { throw problem(draft.line, .noRow(cells.name)) }
    }
    return Grammar.Let(
      name: draft.name, line: draft.line, source: draft.source, conditions: draft.conditions,
      open: open, rows: rows, cumulative: cumulative)
  }
}

extension Grammar.Condition {
  /// Whether it asks for cells of the variable's own row and nothing else.
  fileprivate func isAboutRow(of variable: Int) -> Bool {
    switch self {
    case .equal, .among, .present: variables.allSatisfy { $0 == variable }
    case .same, .known, .value: false
    }
  }

  /// Whether it holds of a row, where it asks for nothing else.
  fileprivate func holds(of row: Int32, _ table: Grammar.Table) -> Bool {
    func text(_ operand: Grammar.Operand) -> GrammarTexts.ID {
      switch operand {
      case .cell(_, _, let column): table.cell(row, column)
      case .text(let text): text
      case .slot: GrammarTexts.missing
      }
    }
    switch self {
    case .equal(let left, let right, let isNegated):
      let (left, right) = (text(left), text(right))
      return (left != GrammarTexts.missing && left == right) != isNegated
    case .among(let operand, let texts, let isNegated):
      return texts.contains(text(operand)) != isNegated
    case .present(let operand, let isNegated):
      return (text(operand) != GrammarTexts.missing) != isNegated
    default: return true
    }
  }
}
