extension Scene {
  /// The number of an operand's text.
  mutating func text(_ operand: Grammar.Operand, _ start: Int) -> GrammarTexts.ID {
    switch operand {
    case .text(let text): return text
    case .cell(let variable, let table, let column):
      return grammar.tables[table].cell(values[start + variable], column)
    case .slot(let variable, let slot, isList: false):
      return text(slot, of: values[start + variable])
    case .slot(let variable, let slot, isList: true):
      var parts = Flattening()
      for record in records(of: values[start + variable]) {
        guard append(slot, of: record, "", to: &parts) else { return GrammarTexts.missing }
      }
      return number(of: parts)
    }
  }

  /// The number of a record's text in a slot.
  mutating func text(_ slot: Int, of record: Int32) -> GrammarTexts.ID {
    let frame = frames[Int(record)]
    guard let template = grammar.alternatives[Int(frame.alternative)].templates[slot] else {
      return GrammarTexts.missing
    }
    if let constant = template.constant { return constant }
    if let only = template.only {
      let value = values[Int(frame.start) + only.variable]
      switch only.part {
      case .cell(let table, let column): return grammar.tables[table].cell(value, column)
      case .slot(let slot, isList: false): return text(slot, of: value)
      case .slot, .namedCell, .namedSlot: break
      }
    }
    var parts = Flattening()
    guard append(template.items, Int(frame.start), "", to: &parts) else {
      return GrammarTexts.missing
    }
    return number(of: parts)
  }

  private mutating func number(of parts: Flattening) -> GrammarTexts.ID {
    let bytes = parts.bytes(grammar.texts)
    if let known = grammar.texts.id(of: bytes) ?? composed[bytes] { return known }
    let id = GrammarTexts.ID(grammar.texts.count + composed.count)
    composed[bytes] = id
    return id
  }

  /// Appends a record's text in a slot.
  ///
  /// - Returns: Whether there is one.
  mutating func append(
    _ slot: Int, of record: Int32, _ path: String, to parts: inout Flattening
  ) -> Bool {
    let frame = frames[Int(record)]
    let alternative = grammar.alternatives[Int(frame.alternative)]
    guard let template = alternative.templates[slot] else { return false }
    return append(template.items, Int(frame.start), path, to: &parts)
  }

  /// Appends what a template makes of the variables that begin at `start`.
  mutating func append(
    _ items: [Grammar.Item], _ start: Int, _ path: String, to parts: inout Flattening
  ) -> Bool {
    for item in items {
      switch item {
      case .word(let word): parts.append(word)
      case .glued(let items):
        let before = parts.count
        for (index, item) in items.enumerated() {
          if index > 0, parts.count > before { parts.isGlued = true }
          guard append([item], start, path, to: &parts) else { return false }
        }
        if parts.count > before { parts.isGlued = false }
      case .mark(let name, let items):
        let mark = parts.begin(name)
        guard append(items, start, path, to: &parts) else { return false }
        parts.end(mark)
      case .insertion(let insertion):
        guard append(insertion, start, path, to: &parts) else { return false }
      }
    }
    return true
  }

  private mutating func append(
    _ insertion: Grammar.Insertion, _ start: Int, _ path: String, to parts: inout Flattening
  ) -> Bool {
    var path = path
    if parts.wantsMarks {
      path = path.isEmpty ? insertion.name : path + "." + insertion.name
    }
    let mark = parts.begin(path)
    let value = values[start + insertion.variable]
    let slot: Int
    let isList: Bool
    switch insertion.part {
    case .slot(let own, let list): (slot, isList) = (own, list)
    case .namedSlot(let operand, let group, let list):
      let name = text(operand, start)
      guard let own = grammar.groups[group].nameTexts.firstIndex(of: name) else { return false }
      (slot, isList) = (own, list)
    case .cell(let table, let column):
      guard append(grammar.tables[table].cell(value, column), to: &parts) else { return false }
      parts.end(mark)
      return true
    case .namedCell(let operand, let table):
      let name = text(operand, start)
      guard let column = grammar.tables[table].columnTexts.firstIndex(of: name),
        append(grammar.tables[table].cell(value, column), to: &parts)
      else { return false }
      parts.end(mark)
      return true
    }
    if isList {
      for (index, record) in records(of: value).enumerated() {
        let path = parts.wantsMarks ? "\(path).\(index + 1)" : path
        let mark = parts.begin(path)
        guard append(slot, of: record, path, to: &parts) else { return false }
        parts.end(mark)
      }
    } else {
      guard append(slot, of: value, path, to: &parts) else { return false }
    }
    parts.end(mark)
    return true
  }

  private func append(_ cell: GrammarTexts.ID, to parts: inout Flattening) -> Bool {
    guard cell != GrammarTexts.missing else { return false }
    for word in grammar.texts.words(of: cell) { parts.append(word) }
    return true
  }
}
