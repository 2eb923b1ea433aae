import Screen
import Transformers

extension State {
  /// Milliseconds from one token to the next while playing.
  static let tokenInterval = 500

  // MARK: Coming here

  /// Goes to what is written of the text at hand, or opens it.
  mutating func generateHere() -> [Effect] {
    overlay = nil
    let request: OpenRequest?
    switch place {
    case .home:
      generateReturn = .home
      request = home.request
    case .explore:
      generateReturn = walkReturn == .generate ? .home : .explore
      // Back from a walk that began here; another walk's text is written on.
      request = walkReturn == .generate ? generate?.session.request : explore?.subject.request
    case .generate: return []
    case .compare:
      generateReturn = .compare
      request = compare?.comparison.sides[0].request.open
    case .tokens, .models, .race, .lessons: request = home.request
    }
    guard let request else {
      notice = Notice(.problem, HomeText.emptyText(language))
      return []
    }
    if let generate, generate.session.request.isSameText(as: request) {
      place = .generate
      return []
    }
    if place == .home { forgetModels(but: request.model) }
    opening = Opening(request: request, progress: 0)
    return [.openGeneration(request)]
  }

  /// An opening has come to its end.
  mutating func receive(
    _ session: GenerateSession, _ first: GenerateSession.First, for request: OpenRequest
  ) -> [Effect] {
    guard opening?.request == request else { return [] }
    opening = nil
    overlay = nil
    forgetModels(but: request.model)
    generate = GenerateState(session, first)
    place = .generate
    notice = session.notices.first.map { Notice(.information, $0) }
    guard request.ids == nil else { return [] }
    remember(request)
    return [.save(memory)]
  }

  // MARK: Actions

  /// Does what an action says where a text is written or filled in.
  mutating func performInGenerate(_ action: Action) -> [Effect] {
    guard var generate else { return [] }
    if action == .walkHere { return open(generate.walk) }
    if action == .walkToVerdict {
      guard let request = generate.verdict else {
        tell(.noVerdict)
        return []
      }
      return open(request)
    }
    var effects: [Effect] = []
    switch generate {
    case .writing(var writing):
      effects = perform(action, &writing)
      generate = .writing(writing)
    case .filling(var filling):
      perform(action, &filling)
      generate = .filling(filling)
    }
    effects += generate.effects()
    self.generate = generate
    return effects
  }

  private mutating func perform(_ action: Action, _ writing: inout WritingState) -> [Effect] {
    let page = max(1, size.height / 2)
    switch action {
    case .stepForward: return step(&writing)
    case .stepBack: if !writing.takeBack() { tell(.nothingWritten) }
    case .left: writing.look(at: writing.position - 1)
    case .right: writing.look(at: writing.position + 1)
    case .rowStart: writing.look(at: 0)
    case .rowEnd: writing.look(at: .max)
    case .up: writing.select(by: -1)
    case .down: writing.select(by: 1)
    case .pageUp: writing.select(by: -page)
    case .pageDown: writing.select(by: page)
    case .top: writing.select(by: -(1 << 30))
    case .bottom: writing.select(by: 1 << 30)
    case .moreOfK where writing.shownSettings.topK == nil: tellNothingCut(.topK, .fewerOfK)
    case .moreOfP where writing.shownSettings.topP == nil: tellNothingCut(.topP, .fewerOfP)
    case .warmer, .cooler, .moreOfK, .fewerOfK, .moreOfP, .fewerOfP, .greedyOrDice, .newSeed:
      changeSettings(action, &writing)
    case .nextHead, .previousHead:
      let count = writing.alignments.count
      guard count > 0 else { return [] }
      writing.side = .alignment
      writing.alignment = (writing.alignment + (action == .nextHead ? 1 : count - 1)) % count
    case .nextPane:
      guard !writing.alignments.isEmpty else { return [] }
      writing.side = writing.side == .alignment ? .cache : .alignment
    case .play:
      writing.run = .playing
      return [.tick(afterMilliseconds: Self.tokenInterval)]
    case .writeToEnd:
      writing.look(at: .max)
      guard writing.ending == nil else {
        tellEnding(writing)
        return []
      }
      writing.run = .toEnd(left: Self.mostAtOnce)
      runOn(&writing)
    default: break
    }
    return []
  }

  /// How many tokens are written in one go.
  private static let mostAtOnce = 100

  private func changeSettings(_ action: Action, _ writing: inout WritingState) {
    let size = writing.session.configuration.vocabularySize
    writing.change { settings in
      switch action {
      case .warmer: settings.changeTemperature(isUp: true)
      case .cooler: settings.changeTemperature(isUp: false)
      case .moreOfK: settings.changeTopK(isUp: true, vocabularySize: size)
      case .fewerOfK: settings.changeTopK(isUp: false, vocabularySize: size)
      case .moreOfP: settings.changeTopP(isUp: true)
      case .fewerOfP: settings.changeTopP(isUp: false)
      case .newSeed:
        settings.isGreedy = false
        settings.seed &+= 1
      default: settings.isGreedy.toggle()
      }
    }
  }

  private mutating func step(_ writing: inout WritingState) -> [Effect] {
    let isAtEnd =
      writing.ending != nil && writing.position == writing.places.count - 1
      && writing.chosen == writing.writtenIndex
    writing.take()
    if isAtEnd { tellEnding(writing) }
    return []
  }

  private mutating func perform(_ action: Action, _ filling: inout FillingState) {
    let page = max(1, size.height / 2)
    switch action {
    case .putWord: filling.put()
    case .stepBack: if !filling.undo() { tell(.nothingChanged) }
    case .left: filling.look(at: filling.position - 1)
    case .right: filling.look(at: filling.position + 1)
    case .rowStart: filling.look(at: 0)
    case .rowEnd: filling.look(at: .max)
    case .up: filling.select(by: -1)
    case .down: filling.select(by: 1)
    case .pageUp: filling.select(by: -page)
    case .pageDown: filling.select(by: page)
    case .top: filling.select(by: -(1 << 30))
    case .bottom: filling.select(by: 1 << 30)
    case .nextMask: filling.lookAtNextMask()
    case .maskWord: if !filling.takeOut() { tell(.noMask) }
    default: break
    }
  }

  private mutating func tell(_ text: GenerateText) {
    notice = Notice(.information, text(language))
  }

  private mutating func tellNothingCut(_ cut: GenerateText, _ action: Action) {
    let key = Keymap.label(action, in: .generate)
    notice = Notice(.information, GenerateText.nothingCut(language, cut(language), key))
  }

  private mutating func tellEnding(_ writing: WritingState) {
    tell(writing.ending == .context ? .endedByContext : .ended)
  }

  // MARK: What goes on by itself

  /// The next token while playing.
  mutating func writeOn() -> [Effect] {
    guard case .writing(var writing) = generate, writing.run == .playing else { return [] }
    let old = writing.position
    if writing.draw != nil { writing.take() }
    let isAtEnd = writing.draw != nil && writing.position == old
    if isAtEnd { writing.run = nil }
    var state = GenerateState.writing(writing)
    let effects = state.effects()
    generate = state
    return effects + (isAtEnd ? [] : [.tick(afterMilliseconds: Self.tokenInterval)])
  }

  /// Writes as far as everything is computed.
  private mutating func runOn(_ writing: inout WritingState) {
    while case .toEnd(let left) = writing.run, writing.draw != nil {
      guard left > 0, writing.ending == nil else {
        writing.run = nil
        return
      }
      writing.take()
      writing.run = .toEnd(left: left - 1)
    }
  }

  // MARK: What was computed

  /// What comes after a text.
  mutating func receive(
    _ next: NextToken, after text: [Int], from session: GenerateSession
  ) -> [Effect] {
    guard case .writing(var writing) = generate, writing.session == session else { return [] }
    writing.receive(next, after: text)
    runOn(&writing)
    var state = GenerateState.writing(writing)
    let effects = state.effects()
    generate = state
    return effects
  }

  /// What could stand at each place of a text.
  mutating func receive(_ filled: FilledText, from session: GenerateSession) -> [Effect] {
    guard case .filling(var filling) = generate, filling.session == session else { return [] }
    filling.receive(filled)
    var state = GenerateState.filling(filling)
    let effects = state.effects()
    generate = state
    return effects
  }

  /// A computation went wrong.
  mutating func fail(_ session: GenerateSession, _ reason: String) -> [Effect] {
    guard generate?.session == session else { return [] }
    switch generate {
    case .writing(var writing):
      writing.fail()
      generate = .writing(writing)
    case .filling(var filling):
      filling.fail()
      generate = .filling(filling)
    case nil: break
    }
    notice = Notice(.problem, reason)
    return []
  }
}

extension OpenRequest {
  /// Whether both are of the same model and text, whatever the place where a walk begins.
  func isSameText(as other: OpenRequest) -> Bool {
    Array(model.utf8) == Array(other.model.utf8) && Array(text.utf8) == Array(other.text.utf8)
      && ids == other.ids
  }
}
