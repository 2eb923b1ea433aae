import Screen
import Tensors
import Tracing

/// The explorer as a conversation: a line in, lines out; nothing is placed on a screen.
///
/// It is the same state with the same moves; only what is shown differs. So a pipe can drive it, and a screen
/// reader reads it from top to bottom.
package struct PlainSession {
  /// Opens a model on a text; throws one line that says why it could not.
  package typealias Opener = (OpenRequest) throws(SubjectOpener.Problem) -> Subject

  /// The explorer's state.
  package internal(set) var state: State
  /// Whether the reader has ended it.
  package private(set) var isDone = false
  let open: Opener
  /// The models that are open.
  let shelf: ModelShelf
  /// Does what takes a while.
  let run: (Errand) -> ErrandResult
  /// The text that tokenizers were compared on last.
  var compared: TextField?
  /// The cells of the list that was said last; nil if there was none.
  private var listed: [Cell]?

  /// Begins at the choice of a model and a text.
  ///
  /// - Parameters:
  ///   - state: What it begins with.
  ///   - shelf: Where models that are open are found.
  ///   - open: What opens a model on a text; nil for the usual.
  ///   - run: What runs an errand.
  package init(
    _ state: State, shelf: ModelShelf = ModelShelf(), open: Opener? = nil,
    run: @escaping (Errand) -> ErrandResult = { $0.run() }
  ) {
    self.state = state
    self.shelf = shelf
    self.run = run
    if let open {
      self.open = open
    } else {
      self.open = { request throws(SubjectOpener.Problem) in
        try SubjectOpener.open(request, from: shelf)
      }
    }
  }

  /// What is said first.
  package var greeting: [String] { shown(home) }

  /// Takes a line and gives what is said to it.
  package mutating func answer(_ line: String) -> [String] {
    let words = line.split(separator: " ", maxSplits: 1).map(String.init)
    let argument = words.count > 1 ? words[1] : nil
    let lines =
      switch (words.first ?? "", argument) {
      case ("q", nil), ("quit", nil): end()
      case ("h", nil), ("help", nil), ("?", nil): help
      case ("l", nil), ("L", nil): switchLanguage()
      case ("tokens", let argument): tokens(argument)
      case ("generate", let argument): generate(argument)
      case ("models", nil): models()
      case ("compare", nil): startComparing()
      case ("model", let argument?): choose(model: argument)
      case ("home", nil) where state.place != .home: goHome()
      case (let word, let argument):
        switch state.place {
        case .explore: walk(word, argument)
        case .generate: write(word, argument)
        case .compare: compare(word, argument)
        case .home, .tokens, .models, .race, .lessons: home(line)
        }
      }
    return shown(lines)
  }

  /// What is said of the place where the reader is.
  var here: [String] {
    switch state.place {
    case .explore: page
    case .generate: PlainGenerate(state)?.lines ?? []
    case .compare: comparedStep
    case .home, .tokens, .models, .race, .lessons: home
    }
  }

  /// Begins to walk through what was opened already, and says where.
  package mutating func begin(_ subject: Subject) -> [String] {
    _ = state.begin(subject.request)
    return shown(entered(subject))
  }

  private func shown(_ lines: [String]) -> [String] { lines.map(state.medium.drawable) }

  // MARK: Everywhere

  private mutating func end() -> [String] {
    isDone = true
    return [PlainText.ended(state.language)]
  }

  private var help: [String] { PlainHelp(state.language).lines }

  private mutating func switchLanguage() -> [String] {
    state.language = state.language.other
    return here
  }

  private mutating func goHome() -> [String] {
    listed = nil
    _ = state.perform(.home)
    return home
  }

  // MARK: Home

  var home: [String] {
    let language = state.language
    var lines = [PlainText.chosen(language, HomeText.title(language), HomeText.subtitle(language))]
    for (index, model) in state.home.models.enumerated() {
      let what = [model.title?(language), model.facts].compactMap { $0 }.joined(
        separator: language == .chinese ? "，" : ", ")
      let about = PlainText.chosen(language, model.name, what)
      lines.append(PlainText.chosen(language, "\(index + 1)", about))
    }
    if let model = state.home.model {
      lines.append(PlainText.chosen(language, HomeText.modelsTitle(language), model.name))
      lines.append(PlainText.examples(language))
      lines += model.examples.map {
        language == .chinese
          ? "\($0.text)（\($0.note(language))）" : "\($0.text) (\($0.note(language)))"
      }
    }
    return lines + [PlainText.homeHint(language)]
  }

  private mutating func home(_ line: String) -> [String] {
    if let number = Int(line), state.home.models.indices.contains(number - 1) {
      state.home.select(number - 1)
      return home
    }
    let isEmpty = line.unicodeScalars.allSatisfy(\.properties.isWhitespace)
    guard let model = state.home.model,
      let text = isEmpty ? model.examples.first?.text : line
    else { return home }
    return opened(OpenRequest(model: model.id, text: text))
  }

  private mutating func opened(_ request: OpenRequest) -> [String] {
    _ = state.begin(request)
    do throws(SubjectOpener.Problem) {
      return entered(try open(request))
    } catch {
      _ = state.update(.result(.failed(request: request, reason: error.description)))
      return [takeNotice() ?? error.description]
    }
  }

  private mutating func entered(_ subject: Subject) -> [String] {
    _ = state.update(.result(.opened(request: subject.request, subject)))
    listed = nil
    let notices = [takeNotice()].compactMap { $0 }
    let what = PlainText.opened(
      state.language, subject.name, "\(subject.steps.count)",
      Medium().shown(subject.request.text, limit: 200))
    let wiring = WiringText(subject.configuration.wiring)
    let how = PlainText.wiring(state.language, wiring.name(state.language), wiring.formula)
    return [what, how] + notices + page
  }

  // MARK: The walk

  private var page: [String] {
    state.explore.map { PlainPage($0, state.language, state.medium).lines } ?? []
  }

  mutating func takeNotice() -> String? {
    defer { state.notice = nil }
    return state.notice?.text
  }

  private mutating func walk(_ word: String, _ argument: String?) -> [String] {
    switch (word, argument) {
    case ("s", nil), ("", nil): return page
    case ("f", nil): return list(\.from)
    case ("w", nil): return list(\.to)
    case ("t", let argument?): return follow(argument)
    case ("b", nil): return back()
    case ("g", let argument?): return go(argument)
    case ("c", let argument?): return goToCell(argument)
    default: break
    }
    guard argument == nil, let action = Self.action(word, in: .explore) else {
      return [unknown(word, argument)]
    }
    listed = nil
    _ = state.perform(action)
    return takeNotice().map { [$0] } ?? page
  }

  func unknown(_ word: String, _ argument: String?) -> String {
    PlainText.unknown(
      state.language, Medium().shown(word + (argument.map { " " + $0 } ?? ""), limit: 60))
  }

  /// The action of a key of the screen, or of its name.
  static func action(_ word: String, in context: Context) -> Action? {
    var found = Action(rawValue: word)
    if word.unicodeScalars.count == 1, let scalar = word.unicodeScalars.first {
      found = Keymap.action(for: .character(scalar), in: context, letters: .commands)
    }
    return found.flatMap { PlainHelp.actions(in: context).contains($0) ? $0 : nil }
  }

  private mutating func list(
    _ kind: KeyPath<PlainWorksheet, (lines: [String], cells: [Cell])>
  ) -> [String] {
    guard let walk = state.explore else { return [] }
    guard walk.subject.trace[walk.spot.node].shape.count > 0 else { return page }
    let sheet = PlainWorksheet(
      walk.context(state.language, state.medium), walk.work)[keyPath: kind]
    listed = sheet.cells
    return sheet.lines
  }

  private mutating func follow(_ argument: String) -> [String] {
    guard let listed, !listed.isEmpty else { return [PlainText.noList(state.language)] }
    guard let number = Int(argument), listed.indices.contains(number - 1) else {
      return [
        PlainText.noSuchTerm(
          state.language, Medium().shown(argument, limit: 20), "\(listed.count)")
      ]
    }
    let cell = listed[number - 1]
    state.explore?.jump(to: cell.node, cell: cell.index)
    return list(\.from)
  }

  private mutating func back() -> [String] {
    listed = nil
    guard state.explore?.back() == true else { return [PlainText.atStart(state.language)] }
    return page
  }

  private mutating func go(_ text: String) -> [String] {
    listed = nil
    _ = state.go(toCell: text)
    return takeNotice().map { [$0] } ?? page
  }

  /// A cell of this step by its indices, or any cell by its address.
  private mutating func goToCell(_ text: String) -> [String] {
    guard let walk = state.explore, !text.contains("[") else { return go(text) }
    return go(walk.subject.trace[walk.spot.node].address.path + "[" + text + "]")
  }
}
