import Screen

extension State {
  /// Shows the tokens of the text that the reader has before them.
  mutating func openTokens() {
    guard place != .tokens else {
      tokens.walk = nil
      return
    }
    tokens.cameFrom = place
    tokens.walk = nil
    tokens.hasModels = true
    let text: String
    if place == .explore, let request = explore?.subject.request {
      text = request.text
      tokens.guest = TokensState.twin(of: request.model)
    } else {
      text = home.field.text
      tokens.guest = home.model.flatMap { TokensState.twin(of: $0.id) }
    }
    place = .tokens
    guard !tokens.field.text.utf8.elementsEqual(text.utf8) else { return }
    tokens.field = TextField(HomeState.hasInk(text) ? text : TokensState.samples[0])
  }

  /// Leaves the steps, or the screen.
  mutating func leaveTokens() {
    if tokens.walk != nil { tokens.walk = nil } else { goBack(to: tokens.cameFrom) }
  }

  mutating func performInTokens(_ action: Action) -> [Effect] {
    if tokens.walk != nil {
      performInTokenSteps(action)
      return []
    }
    let last = max(0, tokens.rows.count - 1)
    switch action {
    case .up: tokens.selected = max(0, tokens.selected - 1)
    case .down: tokens.selected = min(last, tokens.selected + 1)
    case .pageUp: tokens.selected = 0
    case .pageDown: tokens.selected = last
    case .anotherText:
      let index = TokensState.samples.firstIndex(of: tokens.field.text).map { $0 + 1 } ?? 0
      tokens.field = TextField(TokensState.samples[index % TokensState.samples.count])
    case .confirm: walkThroughSteps()
    default: break
    }
    return []
  }

  mutating func walkThroughSteps() {
    guard let scheme = tokens.row?.scheme, let tokenizer = tokenizer(of: scheme) else { return }
    let steps = tokenizer.steps(tokens.text)
    guard !steps.isEmpty else {
      notice = Notice(.information, TokensText.noSteps(language))
      return
    }
    tokens.walk = TokensState.Walk(scheme: scheme, steps: steps)
  }

  private func tokenizer(of scheme: TokenScheme) -> OpenTokenizer? {
    if case .model(let model) = scheme { return tokenizers[model]?.tokenizer }
    return tokens.trained?[scheme]
  }

  private mutating func performInTokenSteps(_ action: Action) {
    guard let walk = tokens.walk else { return }
    let last = walk.steps.count - 1
    let page = max(1, size.height / 2)
    let step =
      switch action {
      case .stepForward, .down: walk.current + 1
      case .stepBack, .up: walk.current - 1
      case .pageDown: walk.current + page
      case .pageUp: walk.current - page
      case .firstStep, .top: 0
      case .lastStep, .bottom: last
      default: walk.current
      }
    if action == .stepForward, walk.current == last {
      notice = Notice(.information, ExploreText.lastStep(language))
    } else if action == .stepBack, walk.current == 0 {
      notice = Notice(.information, ExploreText.firstStep(language))
    }
    tokens.walk?.current = min(max(0, step), last)
  }

  /// Opens and trains what is compared, and cuts the text again where anything has changed.
  mutating func followTokens() -> [Effect] {
    let effects = openAllTokenizers()
    tokens.cutWhereChanged(tokenizers)
    return effects
  }

  /// Opens the tokenizers that a text is compared in, and trains the others.
  mutating func openAllTokenizers() -> [Effect] {
    var effects: [Effect] = []
    for model in tokens.models where tokenizers[model] == nil {
      tokenizers[model] = .opening
      effects.append(.run(.tokenizer(model: model)))
    }
    if tokens.trained == nil, !tokens.isTraining {
      tokens.isTraining = true
      effects.append(.run(.trainedTokenizers))
    }
    return effects
  }
}
