extension GrammarReader {
  /// Makes the alternatives of a group whose rules below have been made.
  func readGroup(_ index: Int) throws(LanguageError) {
    let slots = groups[index].names.count
    var values: [Set<GrammarTexts.ID>?] = Array(repeating: [], count: slots)
    var isDoubtful = Array(repeating: false, count: slots)
    var sizes = Array(repeating: 0, count: slots)
    for rule in groups[index].rules {
      var reader = RuleReader(self, syntax.rules[rule], group: index)
      let alternative = try reader.read()
      groups[index].alternatives.append(alternative)
      var below = 0
      for binding in alternative.lets {
        guard let group = binding.group else { continue }
        groups[index].depth = max(groups[index].depth, groups[group].depth + 1)
        if groups[group].touchesFacts { groups[index].touchesFacts = true }
        if groups[group].changesFacts { groups[index].changesFacts = true }
        // The record itself counts, even where it has no text.
        let most = (groups[group].sizes.max() ?? 0) + 1
        if case .times(_, let range) = binding.source {
          below += range.upperBound * most
        } else {
          below += most
        }
      }
      if reader.asksFacts || !alternative.effects.isEmpty { groups[index].touchesFacts = true }
      if !alternative.effects.isEmpty { groups[index].changesFacts = true }
      for slot in 0..<slots {
        if let template = alternative.templates[slot] {
          let own = reader.values(of: template)
          values[slot] = own.flatMap { own in values[slot].map { $0.union(own) } }
          sizes[slot] = max(sizes[slot], reader.size(of: template.items), below)
        } else {
          isDoubtful[slot] = true
        }
      }
      let line = syntax.rules[rule].name.line
      let name = groups[index].name
      // Added up without a look at overflow: no more than 200 lets of 100 times the limit.
      guard sizes.allSatisfy({ $0 <= Self.mostParts }), below <= Self.mostParts else {
        throw problem(line, .tooLong(rule: name, limit: Self.mostParts))
      }
      guard groups[index].depth <= Self.mostDepth else {
        throw problem(line, .tooDeep(rule: name, limit: Self.mostDepth))
      }
    }
    groups[index].values = values
    groups[index].isDoubtful = isDoubtful
    groups[index].sizes = sizes
    for alternative in groups[index].alternatives { try checkOrder(alternative) }
  }

  /// Where rules change facts, every field must tell them in the order in which they are drawn: a
  /// reader of the text knows no other order.
  private func checkOrder(_ alternative: Grammar.Alternative) throws(LanguageError) {
    let touching = alternative.lets.indices.filter { index in
      alternative.lets[index].group.map { groups[$0].touchesFacts } ?? false
    }
    let isChanging = touching.contains { index in
      alternative.lets[index].group.map { groups[$0].changesFacts } ?? false
    }
    guard isChanging else { return }
    for (slot, name) in groups[alternative.group].names.enumerated() where name < fields.count {
      guard let template = alternative.templates[slot] else { continue }
      var shown: [Int] = []
      for insertion in template.insertions where !shown.contains(insertion.variable) {
        shown.append(insertion.variable)
      }
      let told = shown.filter(touching.contains)
      let field = fields[name].name
      if let hidden = touching.first(where: { !told.contains($0) }) {
        throw problem(
          template.line, .notShown(field: field, variable: alternative.lets[hidden].name))
      }
      for (first, second) in zip(told, told.dropFirst()) where first > second {
        throw problem(
          template.line,
          .order(
            field: field, first: alternative.lets[second].name,
            second: alternative.lets[first].name))
      }
    }
  }
}
