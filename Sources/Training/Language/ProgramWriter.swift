/// Writes the program that reads a template of one alternative back.
struct ProgramWriter {
  private let grammar: Grammar
  private let alternative: Grammar.Alternative
  private let observed: ObservedSlots
  private var program = ReadingProgram()
  private var bound: Set<Int> = []
  /// Conditions that have not been written, each with its place among the statements.
  private var pending: [(condition: Grammar.Condition, place: Int)] = []
  /// Columns that were guessed and not confirmed.
  private var guesses: [(register: Int, table: Int, operand: Grammar.Operand)] = []
  /// For each variable its place among the statements.
  private var places: [Int] = []
  /// Variables whose rule changes facts.
  private let changing: [Int]

  init(_ grammar: Grammar, _ index: Int, _ observed: ObservedSlots) {
    self.grammar = grammar
    self.observed = observed
    alternative = grammar.alternatives[index]
    let lets = alternative.lets
    changing = lets.indices.filter { variable in
      lets[variable].group.map { grammar.groups[$0].changesFacts } ?? false
    }
    places = lets.map { _ in 0 }
    for (place, statement) in alternative.statements.enumerated() {
      switch statement {
      case .draw(let variable):
        places[variable] = place
        pending += lets[variable].open.map { ($0, place) }
        if case .fact(let fact, let argument, _) = lets[variable].source {
          pending.append(
            (.value(fact: fact, argument: argument, value: variable, isNegated: false), place))
        }
      case .check(let conditions): pending += conditions.map { ($0, place) }
      }
    }
  }

  /// The program for a template, or for a record that the text does not show.
  mutating func program(_ template: Grammar.Template?) -> ReadingProgram {
    write(template?.items ?? [])
    for variable in alternative.lets.indices { force(variable) }
    flush()
    if !alternative.doubtful.isEmpty { program.steps.append(.complete(alternative.doubtful)) }
    if !alternative.effects.isEmpty { program.steps.append(.effects) }
    program.steps.append(.done)
    return program
  }

  private mutating func register() -> Int {
    program.registers += 1
    return alternative.lets.count + program.registers - 1
  }

  // MARK: Templates

  private mutating func write(_ items: [Grammar.Item]) {
    for item in items {
      switch item {
      case .word(let word): program.steps.append(.word(word))
      case .mark(_, let items): write(items)
      case .glued(let items):
        let register = register()
        program.steps.append(.open(register: register))
        for (index, item) in items.enumerated() {
          if index > 0 { program.steps.append(.joint(register: register)) }
          write([item])
        }
        program.steps.append(.close(register: register))
      case .insertion(let insertion): write(insertion)
      }
    }
  }

  private mutating func write(_ insertion: Grammar.Insertion) {
    let variable = insertion.variable
    let binding = alternative.lets[variable]
    if !bound.contains(variable), let group = binding.group, grammar.groups[group].touchesFacts,
      !changing.isEmpty
    {
      settle(before: places[variable])
    }
    switch insertion.part {
    case .cell(let table, let column):
      guard !bound.contains(variable) else { return program.steps.append(.bound(insertion)) }
      program.steps.append(.cell(variable: variable, table: table, column: column))
    case .namedCell(let operand, let table):
      if let asked = operand.variable, !bound.contains(asked) {
        let register = register()
        program.steps.append(
          .guessedCell(
            variable: variable, table: table,
            columns: Array(grammar.tables[table].columns.indices),
            isBound: bound.contains(variable), register: register))
        guesses.append((register, table, operand))
      } else if bound.contains(variable) {
        return program.steps.append(.bound(insertion))
      } else {
        program.steps.append(.namedCell(variable: variable, table: table, operand))
      }
    case .slot(let slot, _):
      guard !bound.contains(variable) else { return program.steps.append(.bound(insertion)) }
      read(variable, .slot(slot))
    case .namedSlot(let operand, _, _):
      if let asked = operand.variable { force(asked) }
      guard !bound.contains(variable) else { return program.steps.append(.bound(insertion)) }
      read(variable, .named(operand))
    }
    bound.insert(variable)
    flush()
  }

  private mutating func read(_ variable: Int, _ target: ReadingProgram.Target) {
    switch alternative.lets[variable].source {
    case .rule(let group):
      program.steps.append(.record(variable: variable, group: group, target))
    case .times(let group, let range):
      let register = register()
      program.steps.append(.beginList(variable: variable, register: register))
      program.steps.append(
        .list(variable: variable, group: group, target, range, register: register))
    case .table, .fact: break
    }
  }

  // MARK: Conditions

  /// Takes out the conditions whose variables are known.
  ///
  /// One that asks for facts waits until every rule before it has changed them, and is never late:
  /// ``settle(before:)`` comes before the next such rule.
  private mutating func ready() -> [Grammar.Condition] {
    let open = changing.filter { !bound.contains($0) }
    let isReady = { [bound, places] (item: (condition: Grammar.Condition, place: Int)) -> Bool in
      item.condition.variables.allSatisfy(bound.contains)
        && !(item.condition.asksFacts && open.contains { places[$0] < item.place })
    }
    let ready = pending.filter(isReady).map(\.condition)
    pending.removeAll(where: isReady)
    return ready
  }

  private mutating func flush() {
    for condition in ready() { program.steps.append(.condition(condition)) }
    for guess in guesses where guess.operand.variable.map(bound.contains) ?? true {
      program.steps.append(
        .confirm(register: guess.register, table: guess.table, guess.operand))
    }
    guesses.removeAll { $0.operand.variable.map(bound.contains) ?? true }
  }

  /// Makes everything known that asks for facts before a place among the statements.
  private mutating func settle(before place: Int) {
    for item in pending where item.condition.asksFacts && item.place < place {
      for variable in item.condition.variables { force(variable) }
    }
    flush()
  }

  // MARK: Variables that the text does not show

  private mutating func force(_ variable: Int) {
    guard !bound.contains(variable) else { return }
    let binding = alternative.lets[variable]
    switch binding.source {
    case .fact(let fact, let argument, _):
      force(argument)
      bound.insert(variable)
      let conditions = ready()
      program.steps.append(
        .chooseValue(
          variable: variable, fact: fact, argument: argument, conditions, interest(variable)))
    case .table:
      bound.insert(variable)
      let conditions = ready()
      program.steps.append(.choose(variable: variable, conditions, interest(variable)))
    case .rule, .times:
      if !changing.isEmpty { settle(before: places[variable]) }
      let register = register()
      program.steps.append(.mark(register: register))
      read(variable, .hidden)
      bound.insert(variable)
      flush()
      program.steps.append(.cut(register: register, interest(variable)))
    }
    flush()
  }

  /// Whether anything that is still to come asks which solution was taken.
  private func interest(_ variable: Int) -> ReadingProgram.Interest {
    var isAsked = !alternative.doubtful.isEmpty
    for guess in guesses where guess.operand.variable == variable { isAsked = true }
    for (slot, template) in alternative.templates.enumerated()
    where observed.contains(alternative.group, slot) {
      if template?.insertions.contains(where: { uses($0, variable) }) == true { isAsked = true }
    }
    for binding in alternative.lets {
      if case .fact(_, variable, _) = binding.source { isAsked = true }
    }
    let later = pending.filter { $0.condition.variables.contains(variable) }.map(\.condition)
    let isAskedWithoutFacts = isAsked || later.contains { !$0.asksFacts }
    let touches = alternative.lets[variable].group.map { grammar.groups[$0].changesFacts } ?? false
    let isSet = alternative.effects.contains { $0.argument == variable || $0.value == variable }
    return ReadingProgram.Interest(
      withFacts: isAskedWithoutFacts || !later.isEmpty || isSet || touches,
      withoutFacts: isAskedWithoutFacts)
  }

  private func uses(_ insertion: Grammar.Insertion, _ variable: Int) -> Bool {
    switch insertion.part {
    case .cell, .slot: insertion.variable == variable
    case .namedCell(let operand, _), .namedSlot(let operand, _, _):
      insertion.variable == variable || operand.variable == variable
    }
  }
}
