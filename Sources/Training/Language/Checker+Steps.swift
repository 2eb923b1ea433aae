extension Checker {
  var start: Int { Int(scene.frames[Int(goal.record)].start) }

  /// Does one step of a program.
  mutating func perform(_ step: ReadingProgram.Step) -> Bool {
    let start = start
    switch step {
    case .word(let word): return reader.read(word, &position, &captured, &furthest)
    case .open(let register): scene.bind(start + register, position.parts)
    case .joint(let register):
      if position.parts > scene.values[start + register] { position.isGlued = true }
    case .close(let register):
      if position.parts > scene.values[start + register] { position.isGlued = false }
    case .bound(let insertion):
      var parts = Flattening()
      guard scene.append([.insertion(insertion)], start, "", to: &parts) else { return false }
      for part in parts.parts {
        if part.isGlued { position.isGlued = true }
        guard reader.read(part.word, &position, &captured, &furthest) else { return false }
      }
    case .cell(let variable, let table, let column):
      return find(variable, table, column)
    case .namedCell(let variable, let table, let operand):
      let name = scene.text(operand, start)
      guard let column = grammar.tables[table].columnTexts.firstIndex(of: name) else {
        return false
      }
      return find(variable, table, column)
    case .guessedCell: return guess(step, from: 0)
    case .confirm(let register, let table, let operand):
      let name = scene.text(operand, start)
      return grammar.tables[table].columnTexts[Int(scene.values[start + register])] == name
    case .record(let variable, let group, let target):
      guard let slot = slot(target, group) else { return false }
      goals.append(goal)
      return call(
        Call(
          group: group, slot: slot < 0 ? nil : slot, variable: start + variable, isList: false,
          next: Int32(goals.count - 1)))
    case .beginList(let variable, let register):
      scene.bind(start + variable, Scene.emptyList)
      scene.bind(start + register, 0)
    case .list(let variable, let group, let target, let range, let register):
      let count = Int(scene.values[start + register])
      guard count < range.upperBound else { return true }
      if count >= range.lowerBound { push(.stop, next: 0, rows: rows.count) }
      guard let slot = slot(target, group) else { return false }
      scene.bind(start + register, Int32(count + 1))
      goal.step -= 1
      goals.append(goal)
      return call(
        Call(
          group: group, slot: slot < 0 ? nil : slot, variable: start + variable, isList: true,
          next: Int32(goals.count - 1)))
    case .condition(let condition): return holds(condition, start)
    case .choose(let variable, let conditions, let interest):
      let binding = grammar.alternatives[alternative].lets[variable]
      return choose(binding.rows, variable, conditions, interest)
    case .chooseValue(let variable, let fact, let argument, let conditions, let interest):
      let binding = grammar.alternatives[alternative].lets[variable]
      guard !ignoresFacts else { return choose(binding.rows, variable, conditions, interest) }
      let value = scene.fact(fact, of: argument, start)
      guard value != Scene.unbound, binding.allows(value) else { return fail() }
      return choose([value], variable, conditions, interest)
    case .mark(let register): scene.bind(start + register, Int32(choices.count))
    case .cut(let register, let interest):
      if !matters(interest) {
        choices.removeLast(choices.count - Int(scene.values[start + register]))
      }
    case .complete(let slots):
      for slot in slots {
        guard scene.text(slot, of: goal.record) != GrammarTexts.missing else { return false }
      }
    case .effects:
      guard !ignoresFacts else { return true }
      for effect in grammar.alternatives[alternative].effects { scene.apply(effect, start) }
    case .done: break
    }
    return true
  }

  var alternative: Int { Int(scene.frames[Int(goal.record)].alternative) }

  func matters(_ interest: ReadingProgram.Interest) -> Bool {
    wantsAll || (ignoresFacts ? interest.withoutFacts : interest.withFacts)
  }

  mutating func holds(_ condition: Grammar.Condition, _ start: Int) -> Bool {
    if ignoresFacts, condition.asksFacts { return true }
    return scene.holds(condition, start) || fail()
  }

  /// Notes that reading failed at the word that was read last.
  mutating func fail() -> Bool {
    furthest = max(furthest, Int(position.last))
    return false
  }

  /// The slot that a target means, -1 for none, nil if there is no such.
  private mutating func slot(_ target: ReadingProgram.Target, _ group: Int) -> Int? {
    switch target {
    case .hidden: return -1
    case .slot(let slot): return slot
    case .named(let operand):
      return grammar.groups[group].nameTexts.firstIndex(of: scene.text(operand, start))
    }
  }
}
