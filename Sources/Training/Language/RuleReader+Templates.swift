extension RuleReader {
  /// Makes a template; nil for `-`.
  mutating func template(
    _ syntax: GrammarSyntax.Template
  ) throws(LanguageError) -> Grammar.Template? {
    let line = syntax.name.line
    guard !syntax.bytes.isEmpty else {
      throw problem(
        line,
        .template(
          expected: "a text (\"-\" for none, two quotation marks for the empty one)",
          found: ""))
    }
    guard !syntax.bytes.equals("-") else { return nil }
    var parser = TemplateParser(syntax.bytes)
    let parsed: [TemplateParser.Piece]
    do {
      parsed = try parser.parse()
    } catch {
      throw problem(line, error)
    }
    let items = try self.items(parsed, field: syntax.name.text, line)
    var only: Grammar.Insertion?
    if items.count == 1, case .insertion(let insertion) = items[0] { only = insertion }
    var words: [ArraySlice<UInt8>]? = []
    for piece in parsed {
      if case .word(let word) = piece { words?.append(word) } else { words = nil }
    }
    return Grammar.Template(
      line: line, items: items, constant: words.map { reader.texts.text($0) }, only: only)
  }

  private mutating func items(
    _ pieces: [TemplateParser.Piece], field: String, _ line: Int
  ) throws(LanguageError) -> [Grammar.Item] {
    var items: [Grammar.Item] = []
    for piece in pieces {
      switch piece {
      case .word(let word): items.append(.word(reader.texts.word(word)))
      case .glued(let pieces): items.append(.glued(try self.items(pieces, field: field, line)))
      case .mark(let name, let pieces):
        items.append(.mark(name: name, try self.items(pieces, field: field, line)))
      case .slot(let name, let part, let asked):
        items.append(.insertion(try insertion(name, part ?? field, asked, line)))
      }
    }
    return items
  }

  /// An insertion; `asked` is the variable whose text names the column, and `part` then its column.
  private func insertion(
    _ name: String, _ part: String, _ asked: String?, _ line: Int
  ) throws(LanguageError) -> Grammar.Insertion {
    let variable = try variable(name, line)
    guard let asked else {
      switch try self.part(part, of: variable, line) {
      case .cell(_, let table, let column):
        return Grammar.Insertion(
          variable: variable, name: name, part: .cell(table: table, column: column))
      case .slot(_, let slot, let isList):
        return Grammar.Insertion(
          variable: variable, name: name, part: .slot(slot, isList: isList))
      case .text: throw problem(line, .notRow(name))
      }
    }
    let operand = try self.part(part, of: try self.variable(asked, line), line)
    let names: [String]
    let result: Grammar.Part
    switch bindings[variable].source {
    case .table(let table), .fact(_, _, let table):
      names = reader.tables[table].columns
      result = .namedCell(operand, table: table)
    case .rule(let group), .times(let group, _):
      names = reader.groups[group].names.map { reader.names[$0] }
      result = .namedSlot(operand, group: group, isList: isList(variable))
    }
    for value in (values(of: operand) ?? []).map({ reader.texts.string(of: $0) }).sorted()
    where !names.contains(value) {
      throw problem(line, .indirect(value: value, of: description(of: variable)))
    }
    return Grammar.Insertion(variable: variable, name: name, part: result)
  }

  // MARK: What a template may make

  /// The texts that a template may make; nil where they are put together.
  func values(of template: Grammar.Template) -> Set<GrammarTexts.ID>? {
    if let constant = template.constant { return [constant] }
    guard let only = template.only else { return nil }
    switch only.part {
    case .cell(let table, let column): return reader.values[table][column]
    case .slot(let slot, isList: false):
      return bindings[only.variable].source.group.flatMap { reader.groups[$0].values[slot] }
    case .slot, .namedCell, .namedSlot: return nil
    }
  }

  /// Whether it may turn out that a template makes no text.
  func isDoubtful(_ template: Grammar.Template) -> Bool {
    template.insertions.contains { insertion in
      switch insertion.part {
      case .cell: false
      case .slot(let slot, _):
        bindings[insertion.variable].source.group.map { reader.groups[$0].isDoubtful[slot] } ?? true
      case .namedCell, .namedSlot: true
      }
    }
  }

  /// The most parts and marks that items may make.
  func size(of items: [Grammar.Item]) -> Int {
    items.reduce(0) { sum, item in
      let own: Int
      switch item {
      case .word: own = 1
      case .glued(let items), .mark(_, let items): own = 1 + size(of: items)
      case .insertion(let insertion): own = 1 + size(of: insertion)
      }
      return sum + own
    }
  }

  private func size(of insertion: Grammar.Insertion) -> Int {
    func longest(_ table: Int, _ columns: Range<Int>) -> Int {
      columns.map { column in
        reader.values[table][column].map { reader.texts.words(of: $0).count }.max() ?? 0
      }.max() ?? 0
    }
    switch insertion.part {
    case .cell(let table, let column): return longest(table, column..<column + 1)
    case .namedCell(_, let table): return longest(table, reader.tables[table].columns.indices)
    case .slot, .namedSlot:
      guard let group = bindings[insertion.variable].source.group else { return 0 }
      var most = reader.groups[group].sizes.max() ?? 0
      if case .slot(let slot, _) = insertion.part { most = reader.groups[group].sizes[slot] }
      if case .times(_, let range) = bindings[insertion.variable].source {
        return range.upperBound * (most + 1)
      }
      return most
    }
  }
}
