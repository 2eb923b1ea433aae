import Lessons
import Screen
import Training

extension State {
  /// Lets the explorer show the step as the lesson has it; opens what is not open yet.
  ///
  /// - Parameter isForced: Whether it is shown anew, though it may be what is shown already.
  /// - Returns: What is to be done for that.
  mutating func enterScene(isForced: Bool) -> [Effect] {
    guard let lesson = learn?.lesson, let item = lesson.item else { return [] }
    let scene = item.entry.lesson.scene(at: item.index, isRevealed: lesson.isRevealed)
    let isNew = isForced || scene != lesson.scene
    learn?.lesson?.scene = scene
    if isNew {
      learn?.lesson?.isShown = false
      learn?.lesson?.showsBefore = false
      learn?.lesson?.problem = nil
      learn?.lesson?.awaitedScheme = nil
    }
    return openStages() + showScene()
  }

  /// Opens what the step needs and is not there.
  private mutating func openStages() -> [Effect] {
    guard let learn, let lesson = learn.lesson else { return [] }
    var wanted: [StageRequest] = []
    func want(_ request: StageRequest?) {
      guard let request, learn.stage(request) == nil, !wanted.contains(request),
        !lesson.awaited.contains(request)
      else { return }
      wanted.append(request)
    }
    let whole = stageRequest(isRevealed: true)
    want(stageRequest(isRevealed: false))
    want(whole)
    // What was changed has been computed without the change too.
    let isCovered = !lesson.scene.isChanged && whole?.subject == lesson.scene.subject
    if !isCovered { want(StageRequest(lesson.scene)) }
    self.learn?.lesson?.awaited += wanted
    return wanted.map { .openStage($0) }
  }

  /// Something that a scene needs was opened.
  mutating func receive(_ stage: LessonStage) -> [Effect] {
    learn?.keep(stage)
    guard learn?.lesson?.awaited.contains(stage.request) == true else { return [] }
    learn?.lesson?.awaited.removeAll { $0 == stage.request }
    return showScene()
  }

  /// Something that a scene needs could not be opened.
  mutating func failStage(_ request: StageRequest, _ reason: String) {
    guard learn?.lesson?.awaited.contains(request) == true else { return }
    learn?.lesson?.awaited.removeAll { $0 == request }
    let line = medium.shown(reason)
    learn?.lesson?.problem = line
    notice = Notice(.problem, line)
  }

  // MARK: Showing

  /// Shows the scene if it can be shown by now.
  private mutating func showScene() -> [Effect] {
    guard let learn, let lesson = learn.lesson, !lesson.isShown else { return [] }
    let scene = lesson.scene
    var effects: [Effect] = []
    switch scene.subject {
    case nil: place = .lessons
    case .tokens(let text, let scheme, let step): show(tokensOf: text, scheme, step)
    case .race(let settings): effects = show(race: settings)
    case .walk:
      guard let subject = shownSubject else { return [] }
      show(subject, scene)
    case .generate:
      guard let stage = learn.stage(StageRequest(scene)),
        case .generate(let session, let first, _) = stage.content
      else { return [] }
      generate = GenerateState(session, first)
      generateReturn = .lessons
      place = .generate
    case .compare(let wanted):
      guard let stage = learn.stage(StageRequest(scene)),
        case .comparison(let comparison) = stage.content
      else { return [] }
      var next = CompareState(comparison, at: scene.place)
      if let page = wanted.page.flatMap(CompareState.Page.init) { next.page = page }
      compare = next
      comparedFrom = ComparedFrom(place: .lessons, walk: nil, walkReturn: .lessons)
      place = .compare
    }
    opening = nil
    self.learn?.lesson?.isShown = true
    if scene.handsOver || self.learn?.lesson?.isAnsweredInExplorer == true {
      self.learn?.lesson?.focus = .explorer
    }
    if place != .race, race?.isRunning == true {
      race?.isRunning = false
      effects.append(.race(.pause))
    }
    return effects
  }

  /// The computation that the scene shows; nil while it is being opened.
  private var shownSubject: Subject? {
    guard let learn, let lesson = learn.lesson else { return nil }
    if let stage = learn.stage(StageRequest(lesson.scene)),
      case .walk(let now, let before) =
        stage.content
    {
      return lesson.showsBefore ? before ?? now : now
    }
    guard !lesson.scene.isChanged, let request = stageRequest(isRevealed: true),
      request.subject == lesson.scene.subject, let stage = learn.stage(request),
      case .walk(let now, let before) = stage.content
    else { return nil }
    return before ?? now
  }

  private mutating func show(_ subject: Subject, _ scene: LessonScene) {
    var walk = ExploreState(subject, at: scene.place)
    if let zoom = scene.zoom.flatMap(MatrixZoom.init(named:)) { walk.spot.zoom = zoom }
    walk.spot.picture = Spot.Picture(scene.picture)
    if scene.showsDerivation { walk.perform(.whereFrom, page: 1) }
    if let problem = scene.place.flatMap({ walk.problem(with: $0) }) {
      notice = Notice(.problem, medium.shown(problem))
    }
    explore = walk
    walkReturn = .lessons
    place = .explore
    settle()
  }

  private mutating func show(tokensOf text: String, _ scheme: String?, _ step: Int?) {
    tokens.field = TextField(text)
    tokens.walk = nil
    tokens.cameFrom = .lessons
    // Room for the tokenizers that the lesson is about: a model's is among them only if it is named.
    let named = scheme.flatMap(TokenScheme.init(named:))
    tokens.hasModels = named.map { if case .model = $0 { true } else { false } } ?? false
    place = .tokens
    learn?.lesson?.awaitedScheme = scheme.map { ($0, step ?? 1) }
  }

  /// Shows a tokenizer's steps once it is open.
  mutating func showAwaitedScheme() {
    guard let (name, step) = learn?.lesson?.awaitedScheme, place == .tokens,
      let scheme = TokenScheme(named: name),
      let row = tokens.rows.firstIndex(where: { $0.scheme == scheme }),
      tokens.rows[row].pieces != nil
    else { return }
    learn?.lesson?.awaitedScheme = nil
    tokens.selected = row
    walkThroughSteps()
    if let last = tokens.walk.map({ $0.steps.count - 1 }) {
      tokens.walk?.current = min(max(0, step - 1), max(0, last))
    }
  }

  private mutating func show(race settings: [LessonSetting]) -> [Effect] {
    if let begun = learn?.race, begun.settings == settings, let race,
      race.number == begun.number, race.report?.changes.isEmpty ?? true
    {
      place = .race
      raceReturn = .lessons
      guard !race.isRunning, race.report?.isOver == false else { return [] }
      self.race?.isRunning = true
      return [.race(.go)]
    }
    do {
      let effects = begin(try LessonRaceSetup.setup(settings))
      raceReturn = .lessons
      learn?.race = race.map { LessonRace(number: $0.number, settings: settings) }
      return effects
    } catch {
      notice = Notice(.problem, medium.shown("\(error)"))
      return []
    }
  }

  // MARK: Before and after

  /// Whether what is on the screen can be shown as it was before the change.
  ///
  /// In a game the change is what is looked for: there it can be only once the answer is known.
  var canFlip: Bool {
    guard let learn, learn.lesson?.isGame != true, let lesson = learn.lesson, lesson.isShown,
      lesson.scene.isChanged,
      place == .explore, let stage = learn.stage(StageRequest(lesson.scene)),
      let walk = explore
    else { return false }
    return stage.subjects.count > 1 && stage.subjects.contains(walk.subject)
  }

  /// Shows the computation before the change, or after it, at the same cell.
  mutating func flipChange() {
    guard canFlip, let stage = learn?.stage(learn?.lesson.flatMap { StageRequest($0.scene) }),
      case .walk(let now, let before?) = stage.content, let walk = explore
    else { return }
    let isBefore = walk.subject == before
    learn?.lesson?.showsBefore = !isBefore
    explore = walk.moved(to: isBefore ? now : before)
    settle()
  }
}

extension ExploreState {
  /// The same place in another computation of the same model.
  func moved(to other: Subject) -> ExploreState {
    let node = subject.trace[spot.node]
    var moved = ExploreState(other)
    guard let found = other.trace.node(at: node.address) else { return moved }
    moved.place = place
    let isSame = other.trace[found].shape == node.shape
    moved.look(at: found, cell: isSame ? spot.cell : nil)
    moved.spot.zoom = spot.zoom
    moved.spot.picture = spot.picture
    moved.spot.isOnSecond = spot.isOnSecond
    moved.spot.scroll = spot.scroll
    moved.step = other.steps.number(of: found) ?? moved.step
    moved.breakpoints = breakpoints
    if mode != .stage { moved.perform(.whereFrom, page: 1) }
    return moved
  }
}

extension Spot.Picture {
  /// The picture that a lesson asks for.
  init(_ picture: LessonPicture) {
    switch picture {
    case .own: self = .stage
    case .bars: self = .bars
    case .heads: self = .heads
    case .layers: self = .layers
    case .stream: self = .stream
    case .identity: self = .identity
    case .lens: self = .lens
    case .inside(let stage): self = .inside(max(0, stage - 1))
    }
  }
}

extension MatrixZoom {
  /// The size of cells that lessons call so.
  init?(named name: String) {
    switch name {
    case "numbers": self = .numbers
    case "blocks": self = .colors
    case "thumbnail": self = .overview
    default: return nil
    }
  }
}
