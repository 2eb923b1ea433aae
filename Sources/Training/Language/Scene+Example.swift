extension Scene {
  /// The example that a record of the start rule is.
  mutating func example(of record: Int32) -> Example {
    let group = grammar.groups[grammar.start]
    var texts: [String: Example.Text] = [:]
    var attributes: [String: String] = [:]
    for (slot, name) in group.names.enumerated() {
      if name < grammar.fields.count {
        texts[grammar.names[name]] = text(slot, of: record, in: grammar.fields[name])
      } else {
        var parts = Flattening()
        if append(slot, of: record, "", to: &parts) {
          attributes[grammar.names[name]] = String(
            decoding: parts.bytes(grammar.texts), as: UTF8.self)
        }
      }
    }
    return Example(texts: texts, attributes: attributes, family: family(of: record))
  }

  /// The family of a record.
  func family(of record: Int32) -> String {
    grammar.alternatives[Int(frames[Int(record)].alternative)].family
  }

  /// The split of a record of the start rule, by its last field.
  mutating func split(of record: Int32) -> Split {
    let field = grammar.fields.count - 1
    let slot = grammar.groups[grammar.start].names.firstIndex(of: field) ?? 0
    return Split(
      of: text(slot, of: record, in: grammar.fields[field], wantsMarks: false).text.utf8)
  }

  private mutating func text(
    _ slot: Int, of record: Int32, in field: Language.Field, wantsMarks: Bool = true
  ) -> Example.Text {
    var parts = Flattening(wantsMarks: wantsMarks)
    _ = append(slot, of: record, "", to: &parts)
    return parts.text(grammar.texts, in: field)
  }
}
