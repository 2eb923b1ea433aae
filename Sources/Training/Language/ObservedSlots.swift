/// The fields and attributes of rules that something beside their own text asks for.
///
/// Where nothing does, it does not matter which of several hidden rows made a text.
struct ObservedSlots {
  private var slots: Set<Slot> = []

  private struct Slot: Hashable {
    let group: Int
    let slot: Int
  }

  init(_ grammar: Grammar) {
    var waiting: [Slot] = []
    for alternative in grammar.alternatives {
      func ask(_ operand: Grammar.Operand) {
        if case .slot(let variable, let slot, _) = operand,
          let group = alternative.lets[variable].group
        {
          waiting.append(Slot(group: group, slot: slot))
        }
      }
      func ask(_ conditions: [Grammar.Condition]) {
        for condition in conditions {
          switch condition {
          case .equal(let left, let right, _):
            ask(left)
            ask(right)
          case .among(let operand, _, _), .present(let operand, _): ask(operand)
          case .same, .known, .value: break
          }
        }
      }
      for binding in alternative.lets { ask(binding.conditions) }
      for case .check(let conditions) in alternative.statements { ask(conditions) }
      for (slot, template) in alternative.templates.enumerated() {
        let name = grammar.groups[alternative.group].names[slot]
        for insertion in template?.insertions ?? [] {
          let group = alternative.lets[insertion.variable].group ?? 0
          switch insertion.part {
          case .cell: break
          case .slot(let slot, _):
            if grammar.groups[group].names[slot] != name {
              waiting.append(Slot(group: group, slot: slot))
            }
          case .namedCell(let operand, _): ask(operand)
          case .namedSlot(let operand, let group, _):
            ask(operand)
            for slot in grammar.groups[group].names.indices {
              waiting.append(Slot(group: group, slot: slot))
            }
          }
        }
      }
    }
    while let next = waiting.popLast() {
      guard slots.insert(next).inserted else { continue }
      for alternative in grammar.alternatives[grammar.groups[next.group].alternatives] {
        for insertion in alternative.templates[next.slot]?.insertions ?? [] {
          if case .slot(let slot, _) = insertion.part,
            let group = alternative.lets[insertion.variable].group
          {
            waiting.append(Slot(group: group, slot: slot))
          }
        }
      }
    }
  }

  /// Whether something asks for a slot of a group.
  func contains(_ group: Int, _ slot: Int) -> Bool {
    slots.contains(Slot(group: group, slot: slot))
  }
}
