import Training

extension State {
  /// Goes to the race at hand, or begins the one that a newcomer should see.
  mutating func raceHere() -> [Effect] {
    overlay = nil
    if place != .race {
      raceReturn = place
      place = .race
    }
    guard race == nil else { return [] }
    return begin(preset: 0)
  }

  /// Begins one of the races that are there to choose from.
  private mutating func begin(preset number: Int) -> [Effect] {
    do {
      let effects = begin(try RaceSetup(RacePreset.all[number].options))
      race?.preset = number
      return effects
    } catch {
      notice = Notice(.problem, medium.shown("\(error)"))
      if race == nil { place = raceReturn }
      return []
    }
  }

  /// Begins a race.
  package mutating func begin(_ setup: RaceSetup, changes: [RaceChange] = []) -> [Effect] {
    if place != .race {
      raceReturn = place
      place = .race
    }
    let number = (race?.number ?? 0) + 1
    var begun = RaceState(setup, number: number)
    if let race {
      begun.page = race.page
      begun.lane = min(race.lane, setup.lanes.count - 1)
    }
    race = begun
    return [.race(.start(setup, number: number, changes: changes))]
  }

  /// Shows a race that was kept.
  package mutating func show(_ report: RaceReport) {
    race = RaceState(report)
    place = .race
    raceReturn = .race
  }

  /// Goes back to where the race was begun; it waits until somebody comes again.
  mutating func leaveRace() -> [Effect] {
    let home = raceReturn == .race ? Place.home : raceReturn
    guard var race else {
      place = home
      return []
    }
    if race.moment != nil {
      race.moment = nil
      self.race = race
      return []
    }
    place = home
    guard race.isRunning else { return [] }
    race.isRunning = false
    self.race = race
    return [.race(.pause)]
  }

  /// A report has come.
  mutating func receive(_ report: RaceReport, number: Int, isRunning: Bool) {
    guard race?.number == number, race?.isKept == false else { return }
    race?.report = report
    race?.isRunning = isRunning
  }

  mutating func performInRace(_ action: Action) -> [Effect] {
    guard var race else { return [] }
    // A race that was kept is trained again: the same setup, seed and changes.
    if action == .play, race.isKept {
      return begin(race.setup, changes: race.report?.changes ?? [])
    }
    if action == .otherRace {
      return begin(preset: race.preset.map { ($0 + 1) % RacePreset.all.count } ?? 0)
    }
    defer { self.race = race }
    switch action {
    case .up: race.lane = max(0, race.lane - 1)
    case .down: race.lane = min(race.setup.lanes.count - 1, race.lane + 1)
    case .left: race.look(by: -1)
    case .right: race.look(by: 1)
    case .pageUp: race.look(by: -10)
    case .pageDown: race.look(by: 10)
    case .rowStart: race.look(by: -(1 << 30))
    case .rowEnd: race.moment = nil
    case .nextPane:
      let pages = RaceLayout(size, lanes: race.setup.lanes.count).pages
      race.page = (race.page % pages + 1) % pages
    case .nextHead: race.nextHead(by: 1)
    case .previousHead: race.nextHead(by: -1)
    case .nextSame: race.nextAttention()
    case .play: return play(&race)
    case .stepForward:
      guard canTrain(race) else { return [] }
      race.isRunning = false
      race.moment = nil
      return [.race(.step)]
    case .rateUp: return change(&race, rateBy: 2)
    case .rateDown: return change(&race, rateBy: 0.5)
    case .longerWarmUp: return change(&race, warmUpBy: 50)
    case .shorterWarmUp: return change(&race, warmUpBy: -50)
    case .walkHere, .compare:
      let effects = action == .compare ? compareLanes(race) : walk(race)
      guard !effects.isEmpty, race.isRunning else { return effects }
      race.isRunning = false
      return effects + [.race(.pause)]
    case .newSeed:
      let setup = race.setup.reseeded(race.setup.shared.seed &+ 1)
      var next = RaceState(setup, number: race.number + 1)
      (next.page, next.lane) = (race.page, race.lane)
      (next.attention, next.head, next.preset) = (race.attention, race.head, race.preset)
      race = next
      return [.race(.start(setup, number: next.number))]
    default: break
    }
    return []
  }

  // MARK: Looking inside

  /// The request for a lane's model at the moment that is shown, on the sentence that is watched.
  private func request(_ race: RaceState, lane: Int) -> OpenRequest? {
    guard let source = race.report?.source, let moment = race.moment(of: lane),
      let checkpoint = moment.checkpoint
    else { return nil }
    let name = RaceText.modelName(language, race.setup.name(of: lane, language), "\(moment.step)")
    var request = OpenRequest(
      model: name, text: race.report?.probe.source.joined(separator: " ") ?? "",
      ids: source.ids.source,
      targetIDs: source.ids.target.isEmpty ? nil : source.ids.target)
    request.trained = TrainedModel(source, lane: lane, at: checkpoint, name: name)
    return request
  }

  private mutating func walk(_ race: RaceState) -> [Effect] {
    guard let request = request(race, lane: race.lane) else {
      notice = Notice(.information, RaceText.noNumbers(language, playKey))
      return []
    }
    return open(request)
  }

  /// Compares the chosen lane with the others, as many as a comparison holds.
  private mutating func compareLanes(_ race: RaceState) -> [Effect] {
    let others = race.setup.lanes.indices.filter { $0 != race.lane }
    let lanes = ([race.lane] + others).prefix(ComparisonRequest.mostSides)
    let requests = lanes.compactMap { request(race, lane: $0) }
    guard requests.count == lanes.count else {
      notice = Notice(.information, RaceText.noNumbers(language, playKey))
      return []
    }
    return open(ComparisonRequest(requests.map { SideRequest($0) }))
  }

  /// Whether there is something that can be trained on; says so if not.
  private mutating func canTrain(_ race: RaceState) -> Bool {
    if race.isKept {
      notice = Notice(.information, RaceText.isKept(language, playKey))
      return false
    }
    if race.report?.isOver == true {
      notice = Notice(.information, RaceText.isOver(language, newSeedKey))
      return false
    }
    return true
  }

  private var playKey: String { Keymap.key(for: .play, in: .race)?.label ?? "" }

  private var newSeedKey: String {
    Keymap.key(for: .newSeed, in: .race)?.label ?? ""
  }

  private mutating func play(_ race: inout RaceState) -> [Effect] {
    guard canTrain(race) else { return [] }
    race.isRunning.toggle()
    if race.isRunning { race.moment = nil }
    return [.race(race.isRunning ? .go : .pause)]
  }

  private mutating func change(_ race: inout RaceState, rateBy factor: Double) -> [Effect] {
    guard canTrain(race) else { return [] }
    let peak = race.peak(of: race.lane) * factor
    guard (1e-7...10).contains(peak) else { return [] }
    race.peaks[race.lane] = peak
    return [.race(.change(lane: race.lane, .rate(peak)))]
  }

  private mutating func change(_ race: inout RaceState, warmUpBy steps: Int) -> [Effect] {
    guard canTrain(race) else { return [] }
    let wanted = max(0, race.warmUp(of: race.lane) + steps)
    race.warmUps[race.lane] = wanted
    return [.race(.change(lane: race.lane, .warmUp(wanted)))]
  }
}

extension RaceState {
  /// The learning rate at its peak, as it was changed last.
  func peak(of lane: Int) -> Double {
    // What was asked for last counts, reported or not.
    if let peak = peaks[lane] { return peak }
    for change in report?.changes.reversed() ?? [] where change.lane == lane {
      if case .rate(let rate) = change.value { return rate }
    }
    return setup.lanes[lane].recipe.rate
  }

  /// The steps of the warm-up, as they were changed last.
  func warmUp(of lane: Int) -> Int {
    if let steps = warmUps[lane] { return steps }
    for change in report?.changes.reversed() ?? [] where change.lane == lane {
      if case .warmUp(let steps) = change.value { return steps }
    }
    return setup.lanes[lane].recipe.warmUp
  }
}
