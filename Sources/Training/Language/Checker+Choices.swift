extension Checker {
  /// Begins the first alternative of a rule that has the text, and leaves the others open.
  mutating func call(_ call: Call, from first: Int? = nil) -> Bool {
    let alternatives = grammar.groups[call.group].alternatives
    var index = first ?? alternatives.lowerBound
    while index < alternatives.upperBound {
      defer { index += 1 }
      guard let program = programs.number(index, call.slot, grammar) else { continue }
      if index + 1 < alternatives.upperBound {
        push(.alternatives(call), next: index + 1, rows: rows.count)
      }
      let record = scene.open(index, registers: programs.registers[index])
      if call.variable >= 0 {
        let value =
          call.isList ? scene.link(record, after: scene.values[call.variable]) : record
        scene.bind(call.variable, value)
      }
      goal = Goal(program: Int32(program), step: 0, record: record, next: call.next)
      return true
    }
    return false
  }

  /// Tries the rows whose cell stands here.
  mutating func find(_ variable: Int, _ table: Int, _ column: Int) -> Bool {
    let binding = grammar.alternatives[alternative].lets[variable]
    let cells = grammar.tables[table]
    let before = rows.count
    for row in reader.candidates(programs.index(table, column), position, &furthest)
    where binding.allows(row) {
      let (place, count) = (position, captured.count)
      if read(cells.cell(row, column)) { rows.append(row) }
      position = place
      captured.removeLast(captured.count - count)
    }
    return chooseRow(from: before, variable, table, column)
  }

  private mutating func read(_ cell: GrammarTexts.ID) -> Bool {
    guard cell != GrammarTexts.missing else { return false }
    for word in grammar.texts.words(of: cell) {
      guard reader.read(word, &position, &captured, &furthest) else { return false }
    }
    return true
  }

  /// Takes the first of the rows from `before` on, and leaves the others open.
  private mutating func chooseRow(
    from before: Int, _ variable: Int, _ table: Int, _ column: Int?
  ) -> Bool {
    guard rows.count > before else { return false }
    let row = rows[before]
    if rows.count > before + 1 {
      push(
        .rows(variable: variable, table: table, column: column, end: rows.count),
        next: before + 1, rows: before)
    } else {
      rows.removeLast()
    }
    return take(row, variable, table, column)
  }

  mutating func take(
    _ row: Int32, _ variable: Int, _ table: Int, _ column: Int?
  ) -> Bool {
    scene.bind(start + variable, row)
    return column.map { read(grammar.tables[table].cell(row, $0)) } ?? true
  }

  /// Tries rows that the text does not show.
  mutating func choose(
    _ candidates: [Int32], _ variable: Int, _ conditions: [Grammar.Condition],
    _ interest: ReadingProgram.Interest
  ) -> Bool {
    let (before, start) = (rows.count, start)
    let extent = scene.extent
    for row in candidates {
      scene.bind(start + variable, row)
      let isFitting = conditions.allSatisfy { holds($0, start) }
      scene.restore(extent)
      guard isFitting else { continue }
      rows.append(row)
      if !matters(interest) { break }
    }
    return chooseRow(from: before, variable, 0, nil)
  }

  /// Tries the columns of a cell whose column is not known yet.
  mutating func guess(_ step: ReadingProgram.Step, from first: Int) -> Bool {
    guard case .guessedCell(let variable, let table, let columns, let isBound, let register) = step
    else { return false }
    let start = start
    for index in first..<columns.count {
      let (place, count, extent) = (position, captured.count, scene.extent)
      if index + 1 < columns.count { push(.columns, next: index + 1, rows: rows.count) }
      scene.bind(start + register, Int32(columns[index]))
      let isRead =
        isBound
        ? read(grammar.tables[table].cell(scene.values[start + variable], columns[index]))
        : find(variable, table, columns[index])
      if isRead { return true }
      if index + 1 < columns.count { choices.removeLast() }
      position = place
      captured.removeLast(captured.count - count)
      scene.restore(extent)
    }
    return false
  }
}
