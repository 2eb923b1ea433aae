extension GrammarReader {
  /// Puts the alternatives of each rule together, and the names of their lines.
  func gatherGroups() throws(LanguageError) {
    for (index, rule) in syntax.rules.enumerated() {
      let name = rule.name.text
      if tableNumbers[name] != nil || factNumbers[name] != nil {
        throw problem(rule.name.line, .twice("name", name, firstLine: firstLine(of: name)))
      }
      let group = groupNumbers[name] ?? groups.count
      if group == groups.count {
        groupNumbers[name] = group
        groups.append(GroupDraft(name: name, line: rule.name.line))
      }
      groups[group].rules.append(index)
      for template in rule.templates {
        let number = number(of: template.name.text)
        if !groups[group].names.contains(number) { groups[group].names.append(number) }
      }
    }
    for group in groups {
      for rule in group.rules.map({ syntax.rules[$0] }) {
        let own = Set(rule.templates.compactMap { nameNumbers[$0.name.text] })
        if let lacking = group.names.first(where: { !own.contains($0) }) {
          throw problem(rule.name.line, .lacks(rule: group.name, line: names[lacking]))
        }
      }
    }
  }

  /// All groups, each after those that it draws.
  func order(from start: Int) throws(LanguageError) -> [Int] {
    var order: [Int] = []
    var state = Array(repeating: 0, count: groups.count)
    let below = groups.map { group in
      group.rules.flatMap { rule in
        syntax.rules[rule].statements.compactMap { statement -> Int? in
          guard case .draw(let draw) = statement, draw.argument == nil else { return nil }
          return groupNumbers[draw.source]
        }
      }
    }
    // Without recursion: a hostile file may nest a thousand rules.
    for first in [start] + groups.indices where state[first] == 0 {
      var path = [(group: first, next: 0)]
      state[first] = 1
      while let (group, next) = path.last {
        guard next < below[group].count else {
          state[group] = 2
          order.append(group)
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let child = below[group][next]
        if state[child] == 1 {
          let circle = path.map(\.group).drop { $0 != child } + [child]
          throw problem(groups[group].line, .cycle(circle.map { groups[$0].name }))
        }
        if state[child] == 0 {
          state[child] = 1
          path.append((child, 0))
        }
      }
    }
    return order
  }

  func checkStart(_ start: Int) throws(LanguageError) {
    let group = groups[start]
    for field in fields.indices where !group.names.contains(field) {
      throw problem(group.line, .lacks(rule: group.name, line: names[field]))
    }
    for alternative in group.alternatives {
      for (slot, name) in group.names.enumerated()
      where name < fields.count && alternative.templates[slot] == nil {
        throw problem(alternative.line, .noText(rule: group.name, field: names[name]))
      }
    }
  }

  /// Refuses what nothing uses: most often a slip.
  func checkUse() throws(LanguageError) {
    var drawn: Set<Int> = []
    var waiting = syntax.start.flatMap { groupNumbers[$0.text] }.map { [$0] } ?? []
    while let group = waiting.popLast() {
      guard drawn.insert(group).inserted else { continue }
      for alternative in groups[group].alternatives {
        waiting += alternative.lets.compactMap(\.group)
      }
    }
    for (index, group) in groups.enumerated() where !drawn.contains(index) {
      throw problem(group.line, .unused("rule", group.name))
    }
    for (index, table) in tables.enumerated() where !usedTables.contains(index) {
      throw problem(table.line, .unused("table", table.name))
    }
    for (index, fact) in facts.enumerated() where !usedFacts.contains(index) {
      throw problem(fact.line, .unused("fact", fact.name))
    }
  }
}
