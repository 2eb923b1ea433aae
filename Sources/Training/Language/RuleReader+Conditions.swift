import Tensors

extension RuleReader {
  /// Makes a condition of its words.
  mutating func condition(
    _ tokens: [ArraySlice<UInt8>], _ line: Int
  ) throws(LanguageError) -> Grammar.Condition {
    let isDenied = tokens.first?.equals("no") == true
    let tokens = isDenied ? Array(tokens.dropFirst()) : tokens
    let wrong = problem(
      line,
      .condition(
        Array(((isDenied ? [Array("no".utf8)[...]] : []) + tokens).joined(separator: [0x20]))[...]
          .string))
    guard let first = tokens.first, !tokens.contains(where: { $0.isEmpty }) else { throw wrong }
    if tokens.count >= 4, tokens[1].equals("(") {
      return try factCondition(tokens, isDenied: isDenied, line, wrong)
    }
    guard first.contains(UInt8(ascii: ".")) else {
      guard tokens.count == 3, !isDenied, let isNegated = Self.comparison(tokens[1]) else {
        throw wrong
      }
      let (left, right) = (first.string, tokens[2].string)
      let (one, other) = (try variable(left, line), try variable(right, line))
      guard let table = bindings[one].table else { throw problem(line, .notRow(left)) }
      guard let second = bindings[other].table else { throw problem(line, .notRow(right)) }
      guard table == second else { throw problem(line, .otherTables(left, right)) }
      return .same(one, other, isNegated: isNegated)
    }
    let operand = try operand(first, line)
    if tokens.count == 1 { return .present(operand, isNegated: isDenied) }
    guard !isDenied else { throw wrong }
    let rest = Array(tokens[2...])
    if let isNegated = Self.comparison(tokens[1]), !rest.isEmpty {
      return .equal(operand, try right(rest, operand, line), isNegated: isNegated)
    }
    let isNegated = tokens[1].equals("not")
    let list = isNegated && rest.first?.equals("in") == true ? Array(rest.dropFirst()) : rest
    guard isNegated ? list.count < rest.count : tokens[1].equals("in"), !list.isEmpty else {
      throw wrong
    }
    var texts: [GrammarTexts.ID] = []
    for word in list { texts.append(try literal([word], operand, line)) }
    return .among(operand, texts, isNegated: isNegated)
  }

  /// Whether a sign of comparison is `!=` rather than `=`.
  private static func comparison(_ token: ArraySlice<UInt8>) -> Bool? {
    token.equals("=") ? false : token.equals("!=") ? true : nil
  }

  private mutating func factCondition(
    _ tokens: [ArraySlice<UInt8>], isDenied: Bool, _ line: Int, _ wrong: LanguageError
  ) throws(LanguageError) -> Grammar.Condition {
    guard tokens[3].equals(")") else { throw wrong }
    let fact = try fact(tokens[0].string, line)
    let argument = try row(tokens[2].string, of: reader.facts[fact].from, fact, line)
    if tokens.count == 4 { return .known(fact: fact, argument: argument, isNegated: isDenied) }
    guard tokens.count == 6, !isDenied, let isNegated = Self.comparison(tokens[4]) else {
      throw wrong
    }
    let value = try row(tokens[5].string, of: reader.facts[fact].to, fact, line)
    return .value(fact: fact, argument: argument, value: value, isNegated: isNegated)
  }

  /// What a condition compares with: another variable's text, or a text as it stands.
  private mutating func right(
    _ words: [ArraySlice<UInt8>], _ left: Grammar.Operand, _ line: Int
  ) throws(LanguageError) -> Grammar.Operand {
    if words.count == 1 {
      let word = words[0]
      if bindings.contains(where: { $0.name == word.string }) {
        throw problem(line, .variableAlone(word.string))
      }
      let parts = word.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      if parts.count == 2, parts[0].isName, parts[1].isName { return try operand(word, line) }
    }
    return .text(try literal(words, left, line))
  }

  /// The column or field that `x.name` stands for.
  func operand(
    _ word: ArraySlice<UInt8>, _ line: Int
  ) throws(LanguageError) -> Grammar.Operand {
    let parts = word.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].isName, parts[1].isName else {
      throw problem(line, .condition(word.string))
    }
    let number = try variable(parts[0].string, line)
    return try part(parts[1].string, of: number, line)
  }

  /// A column or field of a variable.
  func part(
    _ name: String, of variable: Int, _ line: Int
  ) throws(LanguageError) -> Grammar.Operand {
    switch bindings[variable].source {
    case .table(let table), .fact(_, _, let table):
      let columns = reader.tables[table].columns
      guard let column = columns.firstIndex(of: name) else {
        throw problem(
          line,
          .noPart(name, of: description(of: variable), nearest: nearest(to: name, among: columns)))
      }
      return .cell(variable: variable, table: table, column: column)
    case .rule(let group), .times(let group, _):
      let names = reader.groups[group].names.map { reader.names[$0] }
      guard let slot = names.firstIndex(of: name) else {
        throw problem(
          line,
          .noPart(name, of: description(of: variable), nearest: nearest(to: name, among: names)))
      }
      return .slot(variable: variable, slot: slot, isList: isList(variable))
    }
  }

  /// Whether a variable is repeated.
  func isList(_ variable: Int) -> Bool {
    if case .times = bindings[variable].source { true } else { false }
  }

  /// What a variable is drawn from, for messages.
  func description(of variable: Int) -> String {
    switch bindings[variable].source {
    case .table(let table), .fact(_, _, let table):
      "table \(VisibleText.quoted(reader.tables[table].name))"
    case .rule(let group), .times(let group, _):
      "rule \(VisibleText.quoted(reader.groups[group].name))"
    }
  }

  /// A text that something can be equal to; one that it never is would be a slip.
  private mutating func literal(
    _ words: [ArraySlice<UInt8>], _ operand: Grammar.Operand, _ line: Int
  ) throws(LanguageError) -> GrammarTexts.ID {
    let isEmpty = words.count == 1 && words[0].equals("\"\"")
    let text = reader.texts.text(isEmpty ? [] : words)
    if let values = values(of: operand), !values.contains(text) {
      let known = values.map { reader.texts.string(of: $0) }
      let word = reader.texts.string(of: text)
      throw problem(
        line, .noValue(word, in: place(operand), nearest: nearest(to: word, among: known)))
    }
    return text
  }

  private func place(_ operand: Grammar.Operand) -> String {
    switch operand {
    case .cell(let variable, let table, let column):
      "\"\(bindings[variable].name).\(reader.tables[table].columns[column])\""
    case .slot(let variable, let slot, _):
      bindings[variable].source.group.map { group in
        "\"\(bindings[variable].name).\(reader.names[reader.groups[group].names[slot]])\""
      } ?? "it"
    case .text: "it"
    }
  }

  /// The texts that an operand may be; nil where they are put together.
  func values(of operand: Grammar.Operand) -> Set<GrammarTexts.ID>? {
    switch operand {
    case .cell(_, let table, let column): reader.values[table][column]
    case .slot(let variable, let slot, false):
      bindings[variable].source.group.flatMap { reader.groups[$0].values[slot] }
    case .slot: nil
    case .text(let text): [text]
    }
  }
}

extension Grammar.Source {
  /// The rule that is drawn.
  var group: Int? {
    switch self {
    case .rule(let group), .times(let group, _): group
    case .table, .fact: nil
    }
  }
}
