import Screen

/// The first screen: a model, a text, what was opened last.
package struct HomeState: Equatable, Sendable {
  /// What has the keys.
  package enum Pane: CaseIterable, Sendable { case text, models }

  /// The models that can be chosen.
  package var models: [ModelChoice]
  /// The one that is chosen.
  package var selected = 0
  /// The line that is typed in.
  package var field: TextField
  /// What has the keys.
  package var pane = Pane.text
  /// Which of ``suggestions`` is in the line; nil for what the reader typed.
  package var suggestion: Int? = 0
  /// Texts that were opened with a model before.
  package var recent: [OpenRequest]

  /// Begins with the first model and its first example.
  package init(models: [ModelChoice], memory: Memory) {
    self.models = models
    recent = memory.recent
    field = TextField(models.first?.examples.first?.text ?? "")
  }

  /// The model that is chosen.
  package var model: ModelChoice? {
    models.indices.contains(selected) ? models[selected] : nil
  }

  /// The texts to choose from: the model's examples, then what was opened with it before.
  package var suggestions: [String] {
    guard let model else { return [] }
    let examples = model.examples.map(\.text)
    let old = recent.filter { $0.model == model.id && !examples.contains($0.text) }.map(\.text)
    return examples + old
  }

  /// Chooses another model and puts its first example into the line, unless the reader typed there.
  package mutating func select(_ index: Int) {
    guard !models.isEmpty else { return }
    selected = min(max(0, index), models.count - 1)
    if suggestion != nil { suggest(0) }
  }

  /// Puts a suggestion into the line.
  package mutating func suggest(_ index: Int) {
    let all = suggestions
    guard !all.isEmpty else {
      suggestion = nil
      return
    }
    let index = min(max(0, index), all.count - 1)
    suggestion = index
    field = TextField(all[index])
  }

  /// What opening now would open; nil without a model or a text.
  package var request: OpenRequest? {
    guard let model, field.text.unicodeScalars.contains(where: { !$0.properties.isWhitespace })
    else { return nil }
    return OpenRequest(model: model.id, text: field.text)
  }
}
