import Tensors
import Tokenizers
import Tracing
import Transformers

extension Evaluator {
  /// What each head does, as far as the relations of the task say it: for every relation the head whose
  /// largest weight lies where the relation says most often.
  ///
  /// - Parameter count: In how many texts it is looked for.
  /// - Returns: The best head of every relation that occurs, in the relations' order.
  /// - Throws: ``LanguageError``, or ``InputError`` where a text is too long for the model.
  package func headScores(count: Int) throws -> [HeadScore] {
    let relations = Relation.all(task)
    let session = Tokenizer.Session(tokenizer)
    var tables = relations.map { _ in [String: [Score]]() }
    for example in try testSet(count) {
      for text in probeTexts(example, session) {
        let trace = try model.trace(input(text))
        for (index, relation) in relations.enumerated() {
          let pairs = relation.pairs(text)
          guard !pairs.isEmpty else { continue }
          tally(pairs, relation, trace, into: &tables[index])
        }
      }
    }
    return zip(relations, tables).compactMap { relation, table in
      var best: HeadScore?
      for attention in table.keys.sorted() {
        for (head, score) in (table[attention] ?? []).enumerated()
        where score.share > best?.score.share ?? -1 {
          best = HeadScore(attention: attention, head: head + 1, score: score)
        }
      }
      return best
    }
  }

  /// One text of a pair, or one of each field.
  private func probeTexts(_ example: Example, _ session: Tokenizer.Session) -> [ProbeText] {
    if task == .translation {
      guard let source = example.texts[fields[0]], let target = example.texts[fields[1]] else {
        return []
      }
      return [
        ProbeText(
          source: .init(source, session, addsSpecialTokens: true),
          target: .init(target, session, addsSpecialTokens: false))
      ]
    }
    return fields.compactMap { example.texts[$0] }.map {
      ProbeText(source: .init($0, session, addsSpecialTokens: true), target: nil)
    }
  }

  private func input(_ text: ProbeText) -> ModelInput {
    ModelInput(
      ids: [text.source.ids],
      targetIDs: text.target.map { [[style.beginningID] + $0.ids] })
  }

  /// Counts for every head of every layer how often its largest weight lies on one of the keys.
  private func tally(
    _ pairs: [(query: Int, keys: Set<Int>)], _ relation: Relation, _ trace: ModelTrace,
    into table: inout [String: [Score]]
  ) {
    let parts = relation.place.rawValue.split(separator: "#")
    var layer = 1
    while true {
      let attention = parts.joined(separator: "\(layer)")
      guard let node = trace.trace.node(at: Address("\(attention)/weights")) else { return }
      let weights = trace.trace.values(of: node)
      let (heads, queries, keys) = (weights.shape[0], weights.shape[1], weights.shape[2])
      if table[attention] == nil {
        table[attention] = (0..<heads).map { _ in Score(relation.name) }
      }
      for (query, wanted) in pairs where query < queries {
        for head in 0..<heads {
          let row = weights.row(head * queries + query)
          let largest = (0..<keys).max { row[$0] < row[$1] } ?? 0
          table[attention]?[head].add(wanted.contains(largest))
        }
      }
      layer += 1
    }
  }
}
