import Screen
import Tensors
import Tracing

extension State {
  /// Applies one message and says what is to be done next.
  ///
  /// Pure: touches nothing outside of the state; no clock, no file, no terminal.
  package mutating func update(_ message: Message) -> [Effect] {
    let effects =
      switch message {
      case .input(let event): receive(event)
      case .tick:
        place == .generate ? writeOn() : explore?.isPlaying == true ? playOn() : searchOn()
      case .result(let result): receive(result)
      }
    return effects + follow() + followLesson()
  }

  /// What is to be done before the first message.
  package mutating func start() -> [Effect] {
    // A model that was named is looked at at once; the cache only when somebody wants to see it.
    let named = models.named.isEmpty ? [] : [Errand.foundModels(cache: nil, named: models.named)]
    return ([.bundledModels] + named).map { .run($0) } + follow()
  }

  /// Brings up to date what is worked out from what is typed.
  private mutating func follow() -> [Effect] {
    switch place {
    case .home: followHome()
    case .tokens: followTokens()
    default: []
    }
  }

  /// What the keys speak to.
  package var context: Context {
    switch overlay {
    case .help: .help
    case .palette: .palette
    case nil: placeContext
    }
  }

  /// What the keys speak to where nothing lies over the screen.
  package var placeContext: Context {
    if isLessonFocused { return .lesson }
    return switch place {
    case .home: .home
    case .explore: .explore
    case .generate: if case .filling = generate { .fill } else { .generate }
    case .tokens: tokens.isTyping ? .tokens : .tokenSteps
    case .models: .models
    case .compare: .compare
    case .race: .race
    case .lessons: .lessons
    }
  }

  /// Whether leaving this place ends the program: at home, and where a race is all that was asked for.
  package var endsHere: Bool {
    !isInLesson
      && (place == .home || (place == .race && raceReturn == .race)
        || (place == .lessons && learn?.cameFrom == .lessons))
  }

  /// Whether something is under way that the reader's next key should find done.
  package var isWaiting: Bool {
    if opening != nil || generate?.isComputing == true { return true }
    if learn?.lesson?.awaited.isEmpty == false { return true }
    switch place {
    case .tokens:
      return tokens.trained == nil || tokens.models.contains { tokenizers[$0] == .opening }
    case .models: return !models.isComplete
    default: return false
    }
  }

  /// What characters do: at home they go into the line whatever has the keys.
  package var letters: Letters {
    if case .palette = overlay { return .text }
    if isLessonFocused { return .commands }
    guard overlay == nil, opening == nil else { return .commands }
    let field: TextField
    switch place {
    case .home: field = home.line
    case .tokens where tokens.isTyping: field = tokens.field
    case .lessons where learn?.list.isSearching == true: return .text
    default: return .commands
    }
    return field.text.isEmpty || !isLineTouched ? .firstOfText : .text
  }

  /// Whether characters go into a line of text.
  package var isTyping: Bool { letters != .commands }

  // MARK: What comes in

  private mutating func receive(_ event: InputEvent) -> [Effect] {
    switch event {
    case .resized(let size):
      screen = size
      arrange()
      settle()
      return []
    case .paste(let text):
      type(text)
      return []
    case .click, .wheel: return point(event)
    case .key(let key): return press(key)
    }
  }

  /// Brings the walk's cursor into sight after something has changed.
  mutating func settle() {
    guard var walk = explore else { return }
    walk.settle(in: self)
    explore = walk
  }

  mutating func press(_ key: Key) -> [Effect] {
    // Playing stops at any key, which does nothing else.
    if explore?.isPlaying == true, key != .control("c"), key != .control("z") {
      explore?.isPlaying = false
      return []
    }
    if place == .generate, generate?.isRunning == true, key != .control("c"), key != .control("z") {
      generate?.stop()
      return []
    }
    notice = nil
    if let effects = pressInLesson(key) { return effects + searchEffects }
    if overlay == nil, place == .explore, !isLessonFocused, let pending = explore?.pending {
      return finish(pending, key) + searchEffects
    }
    if let action = Keymap.action(for: key, in: context, letters: letters) {
      let effects = perform(action)
      settle()
      return effects + searchEffects
    }
    if !isTyping, case .character(let scalar) = Keymap.plain(key), place == .explore,
      overlay == nil, !isLessonFocused, let digit = Int(String(scalar)), digit > 0
    {
      explore?.choose(head: digit - 1)
      settle()
      return []
    }
    edit(key)
    return []
  }

  private mutating func type(_ text: String) {
    if isLessonFocused, overlay == nil { typeInLesson(text) }
    guard isTyping else { return }
    // One line: what ends a line becomes a space.
    let line = String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0 == "\n" || $0 == "\r" || $0 == "\t" ? " " : $0 }))
    switch overlay {
    case .palette(var palette):
      palette.field.insert(line)
      palette.selected = 0
      overlay = .palette(palette)
    default:
      if place == .tokens {
        tokens.field.insert(line)
      } else if place == .lessons {
        editSearch {
          $0.insert(line)
          return true
        }
      } else {
        home.edit(replacesSuggestion: !isLineTouched) { $0.insert(line) }
      }
      isLineTouched = true
    }
  }

  private mutating func edit(_ key: Key) {
    guard isTyping else { return }
    switch overlay {
    case .palette(var palette):
      let old = palette.field.text
      guard palette.field.handle(key) else { return }
      if palette.field.text != old { palette.selected = 0 }
      overlay = .palette(palette)
    default:
      var isCharacter = false
      if case .character = key { isCharacter = true }
      if place == .tokens {
        guard tokens.field.handle(key) else { return }
      } else if place == .lessons {
        editSearch { $0.handle(key) }
      } else {
        // The list of models has the keys that move; what is written goes into the line.
        guard home.pane != .models || isCharacter else { return }
        var means = false
        home.edit(replacesSuggestion: isCharacter && !isLineTouched) { means = $0.handle(key) }
        guard means else { return }
      }
      isLineTouched = true
    }
  }

  private mutating func receive(_ result: EffectResult) -> [Effect] {
    switch result {
    case .progress(let request, let share):
      if opening?.request == request { opening?.progress = share }
      return []
    case .done(let result):
      receive(result)
      return []
    case .failed(let request, let reason):
      guard opening?.request == request else { return [] }
      opening = nil
      notice = Notice(.problem, reason)
      return []
    case .opened(let request, let subject):
      guard opening?.request == request else { return [] }
      opening = nil
      overlay = nil
      forgetModels(but: request.model)
      var walk = ExploreState(subject, at: request.address)
      walk.settle(in: self)
      explore = walk
      walkReturn =
        request.ids == nil ? .home : request.trained != nil && place == .race ? .race : .generate
      // The walk or the writing that the race was begun from is no more.
      if walkReturn == .race, raceReturn == .explore || raceReturn == .generate {
        raceReturn = .home
      }
      // The walk that writing came from is no more; going back and forth between the two would never end.
      generateReturn = .home
      place = .explore
      notice = subject.notices.first.map { Notice(.information, $0) }
      if let problem = request.address.flatMap({ walk.problem(with: $0) }) {
        notice = Notice(.problem, medium.shown(problem))
      }
      // What was opened by ids is no text to come back to.
      guard request.ids == nil else { return [] }
      remember(request)
      return [.save(memory)]
    case .openedGeneration(let request, let session, let first):
      return receive(session, first, for: request)
    case .openedComparison(let comparison): return receive(comparison)
    case .computedNext(let session, let text, let next):
      return receive(next, after: text, from: session)
    case .computedFilled(let session, let filled): return receive(filled, from: session)
    case .failedGeneration(let session, let reason): return fail(session, reason)
    case .raced(let number, let report, let isRunning):
      receive(report, number: number, isRunning: isRunning)
      return []
    case .openedStage(let stage): return receive(stage)
    case .failedStage(let request, let reason):
      failStage(request, reason)
      return []
    case .openedLessons(let lessons, let line): return receive(lessons, notice: line)
    case .failedLessons(let reason):
      notice = Notice(.problem, medium.shown(reason))
      return []
    case .raceFailed(let number, let reason):
      guard race?.number == number else { return [] }
      race = nil
      if place == .race { place = raceReturn == .race ? .home : raceReturn }
      notice = Notice(.problem, medium.shown(reason))
      return []
    }
  }

  /// Keeps a text for the next start, unless it is a very long one.
  mutating func remember(_ request: OpenRequest) {
    guard request.text.utf8.count + (request.target?.utf8.count ?? 0) <= Memory.longestText else {
      return
    }
    memory.recent.removeAll { $0.model == request.model && $0.text == request.text }
    memory.recent.insert(request, at: 0)
    memory.recent = Array(memory.recent.prefix(Memory.mostRecent))
    home.recent = memory.recent
  }

  /// Says what the terminal lacks, beside what is to be said already.
  package mutating func tell(_ notices: [String]) {
    guard !notices.isEmpty else { return }
    let old = notice.map { [$0.text] } ?? []
    notice = Notice(
      notice?.kind ?? .information,
      (old + notices).joined(separator: language == .chinese ? "；" : "; "))
  }

  /// Begins to open what the command line asks for.
  package mutating func begin(_ request: OpenRequest) -> [Effect] {
    choose(model: request.model)
    home.put(request.text, target: request.target, head: request.head)
    return open(request)
  }

  /// Lets go of walks and texts of other models: large ones do not fit into the memory side by side.
  mutating func forgetModels(but model: String) {
    func isOther(_ request: OpenRequest?) -> Bool {
      request.map { !$0.model.utf8.elementsEqual(model.utf8) } ?? false
    }
    if isOther(explore?.subject.request) {
      explore = nil
      if generateReturn == .explore { generateReturn = .home }
      if models.cameFrom == .explore { models.cameFrom = .home }
      if tokens.cameFrom == .explore { tokens.cameFrom = .home }
    }
    if isOther(generate?.session.request) {
      generate = nil
      if walkReturn == .generate { walkReturn = .home }
      if models.cameFrom == .generate { models.cameFrom = .home }
      if tokens.cameFrom == .generate { tokens.cameFrom = .home }
    }
  }

  /// Begins to open a model and a text.
  mutating func open(_ request: OpenRequest) -> [Effect] {
    // From here no key leads back to another model's walk.
    if place == .home { forgetModels(but: request.model) }
    if request.trained == nil { home.include(request.model, models.entry(of: request.model)) }
    opening = Opening(request: request, progress: 0)
    return [.open(request)]
  }
}
