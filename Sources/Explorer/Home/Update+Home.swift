extension State {
  /// Chooses a model by what opens it, before the first message.
  package mutating func choose(model: String) {
    if !home.models.contains(where: { $0.id == model }) { models.name(model) }
    home.choose(model, models.entry(of: model))
  }

  mutating func performAtHome(_ action: Action) -> [Effect] {
    switch action {
    case .confirm:
      guard let request = home.request else {
        notice = Notice(.problem, HomeText.emptyText(language))
        return []
      }
      return open(request)
    case .nextPane: home.goToPane(by: 1)
    case .previousPane: home.goToPane(by: -1)
    case .otherHead:
      if !home.goToOtherHead() {
        notice = Notice(.information, HomeText.oneHead(language))
      }
    case .up, .down:
      isLineTouched = false
      let step = action == .up ? -1 : 1
      if home.pane == .models {
        home.select(home.selected + step)
      } else {
        home.goThroughSuggestions(by: step)
      }
    case .pageUp:
      isLineTouched = false
      if home.pane == .models { home.select(0) } else { home.goThroughSuggestions(by: -5) }
    case .pageDown:
      isLineTouched = false
      if home.pane == .models { home.select(.max / 2) } else { home.goThroughSuggestions(by: 5) }
    default: break
    }
    return []
  }

  /// Goes back to the line; from there, where nothing is left to go back from, says what leads on.
  mutating func backAtHome() {
    guard home.pane == .text else {
      home.pane = .text
      return
    }
    let quit = Keymap.key(for: .quit, in: .home, letters: .text)?.label ?? ""
    let palette = Keymap.key(for: .palette, in: .home, letters: .text)?.label ?? ""
    let text =
      explore == nil
      ? HomeText.atHome(language, quit) : HomeText.atHomeAfterWalk(language, quit, palette)
    notice = Notice(.information, text)
  }

  /// Cuts what is typed into tokens again where it has changed; opens the tokenizer that it takes.
  mutating func followHome() -> [Effect] {
    guard let model = home.model else {
      home.preview = nil
      return []
    }
    // An empty line has no tokens: those of the other one stay.
    let text = home.line.text.isEmpty ? home.field.text : home.line.text
    guard let slot = tokenizers[model.id] else {
      home.preview = nil
      // A large tokenizer takes a while: it is opened for a line that is typed in, not in passing.
      guard model.isBundled || home.pane != .models else { return [] }
      tokenizers[model.id] = .opening
      return [.run(.tokenizer(model: model.id))]
    }
    guard let tokenizer = slot.tokenizer else {
      home.preview = nil
      return []
    }
    if let preview = home.preview, preview.model == model.id,
      preview.text.utf8.elementsEqual(text.utf8)
    {
      return []
    }
    home.preview = TokenPreview(text, model: model.id, tokenizer)
    return []
  }

  /// Takes in what an errand brought.
  mutating func receive(_ result: ErrandResult) {
    switch result {
    case .tokenizer(let model, .success(let tokenizer)): tokenizers[model] = .open(tokenizer)
    case .tokenizer(let model, .failure(let failure)): tokenizers[model] = .failed(failure)
    case .trainedTokenizers(let trained): tokens.trained = trained
    case .models(let errand, let entries):
      models.take(entries, of: errand)
      home.learn(entries)
    }
  }
}
