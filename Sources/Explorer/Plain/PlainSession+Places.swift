import ModelFiles
import Screen
import Tensors

/// Tokens, generation and models: the same state as behind the screens.
extension PlainSession {
  // MARK: Tokens

  /// What the tokenizers make of a text, or the steps of one of them.
  mutating func tokens(_ argument: String?) -> [String] {
    carryOut(state.perform(.tokens))
    defer { while state.place == .tokens { _ = state.perform(.back) } }
    if let number = argument.flatMap({ Int($0) }), (1...99).contains(number) {
      if let compared { state.tokens.field = compared }
      follow()
      guard state.tokens.rows.indices.contains(number - 1) else {
        return [PlainText.noTokenizer(state.language, "\(number)", "\(state.tokens.rows.count)")]
      }
      state.tokens.selected = number - 1
      _ = state.perform(.confirm)
      return PlainTokens(state).steps ?? [takeNotice() ?? TokensText.noSteps(state.language)]
    }
    if let argument { state.tokens.field = TextField(argument) }
    compared = state.tokens.field
    follow()
    return PlainTokens(state).comparison
  }

  /// Has everything done that the place asks for.
  private mutating func follow() {
    carryOut(state.update(.input(.resized(state.size))))
  }

  // MARK: Models

  /// The models that there are.
  mutating func models() -> [String] {
    if state.models.entries.isEmpty { carryOut(state.start()) }
    carryOut(state.perform(.models))
    defer { while state.place == .models { _ = state.perform(.back) } }
    return PlainModels(state).lines
  }

  /// Chooses a model by its name or folder.
  mutating func choose(model: String) -> [String] {
    let entry = ModelEntry(id: model, origin: .named)
    guard entry.summary != nil else {
      return [state.medium.shown(entry.reason ?? ModelsText.notFetched(state.language))]
    }
    state.choose(model: model)
    _ = state.perform(.home)
    return home
  }

  // MARK: Generation

  /// Writes a text on, or the text at hand.
  mutating func generate(_ text: String?) -> [String] {
    if let text {
      if let request = state.explore?.subject.request, state.place == .explore {
        state.choose(model: request.model)
      }
      _ = state.perform(.home)
      state.home.put(text, target: nil)
    }
    carryOut(state.perform(.generate))
    return generated
  }

  /// What is said where a model writes or fills in.
  private var generated: [String] {
    mutating get {
      let notice = state.notice?.text
      state.notice = nil
      guard state.place == .generate else { return notice.map { [$0] } ?? here }
      return (notice.map { [$0] } ?? []) + (PlainGenerate(state)?.lines ?? [])
    }
  }

  /// A command where a model writes or fills in.
  mutating func write(_ word: String, _ argument: String?) -> [String] {
    switch (word, argument) {
    case ("s", nil): return generated
    case ("b", nil):
      _ = state.perform(.back)
      return state.place == .generate ? generated : here
    case ("", nil): return write(action: isFilling ? .putWord : .stepForward)
    case (let word, nil):
      if let number = Int(word) { return take(number) }
      if let action = Self.action(word, in: state.placeContext) { return write(action: action) }
    default: break
    }
    return [unknown(word, argument)]
  }

  private var isFilling: Bool { if case .filling = state.generate { true } else { false } }

  private mutating func write(action: Action) -> [String] {
    carryOut(state.perform(action))
    return state.place == .generate ? generated : here
  }

  /// Takes the candidate of a number.
  private mutating func take(_ number: Int) -> [String] {
    guard (1...PlainGenerate.most).contains(number) else {
      return [PlainText.noCandidate(state.language, "\(number)", "\(PlainGenerate.most)")]
    }
    for action in [Action.top] + Array(repeating: .down, count: number - 1) {
      carryOut(state.perform(action))
    }
    return write(action: isFilling ? .putWord : .stepForward)
  }

  // MARK: Effects

  /// Does at once what the state asks for, and all that follows from it.
  mutating func carryOut(_ effects: [Effect]) {
    var effects = effects
    while !effects.isEmpty {
      switch effects.removeFirst() {
      case .open(let request):
        do throws(SubjectOpener.Problem) {
          effects += state.update(.result(.opened(request: request, try open(request))))
        } catch {
          effects += state.update(
            .result(.failed(request: request, reason: error.description)))
        }
      case .openGeneration(let request):
        do {
          let (session, first) = try GenerateOpener.open(request, from: shelf)
          effects += state.update(
            .result(.openedGeneration(request: request, session, first)))
        } catch {
          effects += state.update(
            .result(.failed(request: request, reason: error.description)))
        }
      case .openComparison(let request):
        do throws(SubjectOpener.Problem) {
          let comparison = try ComparisonOpener.open(request, from: shelf)
          effects += state.update(.result(.openedComparison(comparison)))
        } catch {
          effects += state.update(
            .result(.failed(request: request.key, reason: error.description)))
        }
      case .race: break
      case .computeNext(let session, let text):
        do {
          effects += state.update(
            .result(.computedNext(session, text: text, try session.next(after: text))))
        } catch {
          effects += state.update(.result(.failedGeneration(session, reason: "\(error)")))
        }
      case .computeFilled(let session, let ids):
        do {
          effects += state.update(.result(.computedFilled(session, try session.fill(ids))))
        } catch {
          effects += state.update(.result(.failedGeneration(session, reason: "\(error)")))
        }
      case .run(let errand): effects += state.update(.result(.done(run(errand))))
      case .openStage(let request):
        do throws(SubjectOpener.Problem) {
          effects += state.update(.result(.openedStage(try StageOpener.open(request))))
        } catch {
          effects += state.update(.result(.failedStage(request, reason: error.description)))
        }
      // Lessons have a mode of their own without a screen.
      case .openLessons, .saveLessons: break
      case .cancelOpening, .tick, .save, .suspend, .quit: break
      }
    }
  }
}
