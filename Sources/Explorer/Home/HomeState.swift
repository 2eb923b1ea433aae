import ModelFiles
import Screen

/// The first screen: a model, a text, what was opened last.
package struct HomeState: Equatable, Sendable {
  /// What has the keys.
  package enum Pane: CaseIterable, Sendable {
    /// The line that the first tower reads.
    case text
    /// The line that the decoder of a pair reads.
    case target
    /// The models.
    case models
  }

  /// A text that can be put into the line.
  package struct Suggestion: Equatable, Sendable {
    /// The text.
    package let text: String
    /// What the decoder of a pair reads with it; nil for what the model writes.
    package let target: String?
    /// Which of the model's heads reads it; nil for the one that it has first.
    package let head: ArchitectureHead?
    /// What it shows; nil for what was opened before.
    package let note: HomeText?
  }

  /// The models that can be chosen.
  package var models: [ModelChoice]
  /// The one that is chosen.
  package var selected = 0
  /// The line that the first tower reads.
  package var field: TextField
  /// The line that the decoder of a pair reads; empty for what the model itself writes.
  package var target = TextField()
  /// Which of the model's heads is asked; nil for the one that it has first.
  package var head: ArchitectureHead?
  /// What has the keys.
  package var pane = Pane.text
  /// Which of ``suggestions`` is in the line; nil for what the reader typed.
  package var suggestion: Int? = 0
  /// Texts that were opened with a model before.
  package var recent: [OpenRequest]
  /// The tokens of the line that is typed in; nil while no tokenizer is open.
  package var preview: TokenPreview?
  /// What the reader typed before choosing a suggestion.
  private var draft: String?

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
  package var suggestions: [Suggestion] {
    guard let model else { return [] }
    let examples = model.examples.map {
      Suggestion(text: $0.text, target: nil, head: $0.head, note: $0.note)
    }
    let old = recent.filter { request in
      request.model == model.id
        && (request.target != nil || !model.examples.contains { $0.text == request.text })
    }
    return examples
      + old.map {
        Suggestion(text: $0.text, target: $0.target, head: $0.head, note: nil)
      }
  }

  // MARK: Models

  /// Chooses another model and puts its first example into the line, unless the reader typed there.
  package mutating func select(_ index: Int) {
    guard !models.isEmpty else { return }
    selected = min(max(0, index), models.count - 1)
    head = nil
    if pane == .target, model?.isPair != true { pane = .text }
    if suggestion != nil || field.text.isEmpty { suggest(0) }
  }

  /// Puts a model among those that can be chosen, if it is not there.
  ///
  /// - Parameters:
  ///   - id: What opens it.
  ///   - entry: What can be said of it, where that is known.
  package mutating func include(_ id: String, _ entry: ModelEntry?) {
    if !models.contains(where: { $0.id == id }) { models.append(ModelChoice(id: id, entry)) }
  }

  /// Chooses a model by what opens it.
  package mutating func choose(_ id: String, _ entry: ModelEntry? = nil) {
    include(id, entry)
    pane = .text
    guard let index = models.firstIndex(where: { $0.id == id }), index != selected else { return }
    select(index)
  }

  /// Takes in what can be said of models.
  package mutating func learn(_ entries: [ModelEntry]) {
    for entry in entries {
      guard let index = models.firstIndex(where: { $0.id == entry.id }) else { continue }
      let hadExamples = !models[index].examples.isEmpty
      models[index].learn(entry)
      if index == selected, !hadExamples, field.text.isEmpty { suggest(0) }
    }
  }

  // MARK: Heads

  /// The head that is asked, where the model has two to choose from.
  package var shownHead: ArchitectureHead? {
    guard let summary = model?.summary, summary.heads.count > 1 else { return nil }
    return head ?? summary.head
  }

  /// Asks the other head; false where there is none.
  mutating func goToOtherHead() -> Bool {
    guard let summary = model?.summary, let shown = shownHead,
      let other = summary.heads.first(where: { $0 != shown })
    else { return false }
    head = other == summary.head ? nil : other
    return true
  }

  // MARK: Lines

  /// The next pane, or the one before: the text, the models, the target's line where there is one.
  package mutating func goToPane(by step: Int) {
    let panes: [Pane] = model?.isPair == true ? [.text, .models, .target] : [.text, .models]
    let place = panes.firstIndex(of: pane) ?? 0
    pane = panes[(place + step + panes.count) % panes.count]
  }

  /// The line that is typed in.
  package var line: TextField { pane == .target ? target : field }

  /// Changes the line that is typed in; from the models that is the text's.
  ///
  /// - Parameters:
  ///   - replacesSuggestion: Whether a text that was chosen and not changed gives way to what is written.
  ///   - change: Changes a line.
  package mutating func edit(
    replacesSuggestion: Bool = false, _ change: (inout TextField) -> Void
  ) {
    if pane == .target {
      change(&target)
      return
    }
    pane = .text
    let old = Array(field.text.utf8)
    if replacesSuggestion, suggestion != nil { field = TextField() }
    change(&field)
    // A line that was changed is the reader's own.
    if Array(field.text.utf8) != old { suggestion = nil }
  }

  /// Puts a suggestion into the line.
  package mutating func suggest(_ index: Int) {
    let all = suggestions
    guard !all.isEmpty else {
      suggestion = nil
      field = TextField()
      return
    }
    let index = min(max(0, index), all.count - 1)
    if suggestion == nil, !field.text.isEmpty { draft = field.text }
    suggestion = index
    field = TextField(all[index].text)
    head = all[index].head
    target = TextField(all[index].target ?? "")
  }

  /// Puts a text of the reader's own into the line, and what the decoder is to read.
  package mutating func put(
    _ text: String, target: String?, head: ArchitectureHead? = nil
  ) {
    self.head = head
    field = TextField(text)
    self.target = TextField(target ?? "")
    suggestion = nil
  }

  /// Goes through the suggestions as through a shell's history; before the first is what was typed.
  package mutating func goThroughSuggestions(by step: Int) {
    guard let suggestion else {
      if step > 0 || draft == nil { suggest(0) }
      return
    }
    if suggestion + step < 0, let draft {
      field = TextField(draft)
      self.suggestion = nil
      return
    }
    suggest(suggestion + step)
  }

  /// What opening now would open; nil without a model or a text.
  package var request: OpenRequest? {
    guard let model, Self.hasInk(field.text) else { return nil }
    let wantsTarget = model.isPair && Self.hasInk(target.text)
    return OpenRequest(
      model: model.id, text: field.text, head: head,
      target: wantsTarget ? target.text : nil)
  }

  static func hasInk(_ text: String) -> Bool {
    text.unicodeScalars.contains { !$0.properties.isWhitespace }
  }
}
