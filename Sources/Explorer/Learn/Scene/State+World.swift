import Lessons
import Screen
import Tracing
import Transformers

extension State {
  /// What a lesson's numbers and checks are read from while a step is asked.
  ///
  /// That is the computation of the step's scene, with what its answer changes in it, and where the reader is. Nil
  /// where no lesson is open, and while the scene is being opened.
  package var lessonWorld: LessonWorld? { world(isRevealed: false) }

  /// The same for what is said when the answer is known.
  package var revealedWorld: LessonWorld? { world(isRevealed: true) }

  /// What the state of the explorer is judged by: what is on the screen, whatever the reader has opened there.
  package var screenWorld: LessonWorld? {
    guard var world = lessonWorld else { return nil }
    world.reader.text = tokens.field.text
    switch place {
    case .explore:
      guard let walk = explore, let learn,
        !learn.stages.contains(where: { $0.subjects.contains(walk.subject) })
      else { break }
      world.traces = [.now: walk.subject.model, .before: walk.subject.model]
    case .compare:
      guard let compare else { break }
      for (number, side) in compare.comparison.sides.enumerated() {
        world.traces[.compared(number)] = side.subject.model
      }
    default: break
    }
    return world
  }

  private func world(isRevealed: Bool) -> LessonWorld? {
    guard let learn, let lesson = learn.lesson else { return nil }
    var traces: [LessonWorld.Side: ModelTrace] = [:]
    if let request = stageRequest(isRevealed: isRevealed) {
      guard let stage = learn.stage(request) else { return nil }
      traces = stage.traces
    }
    let isRacing = learn.race.map { $0.number == race?.number } ?? false
    var reader = lessonReader
    // What the reader types is played with; only a step that asks for a text speaks of theirs.
    if let text = sceneText(isRevealed: isRevealed) { reader.text = text }
    return LessonWorld(
      traces: traces, reader: reader, facts: lesson.facts,
      race: isRacing ? race?.report : nil, written: written(traces),
      pieces: { self.pieces($0, $1) }, token: token(isRevealed: isRevealed))
  }

  /// The text that the step puts on the tokens screen; nil where it is another screen's, or the reader's to write.
  private func sceneText(isRevealed: Bool) -> String? {
    guard let item = learn?.lesson?.item else { return nil }
    if case .bring? = item.question?.kind { return nil }
    let scene = item.entry.lesson.scene(at: item.index, isRevealed: isRevealed)
    guard case .tokens(let text, _, _)? = scene.subject else { return nil }
    return text
  }

  /// What must be open for a step's numbers to be read.
  ///
  /// What the answer changes in the model is there before it is shown: a prediction is judged by it. Where the
  /// answer leads to another computation, only what is said then is read from that one.
  func stageRequest(isRevealed: Bool) -> StageRequest? {
    guard let lesson = learn?.lesson, let item = lesson.item else { return nil }
    let asked = item.entry.lesson.scene(at: item.index, isRevealed: false)
    let revealed = item.entry.lesson.scene(at: item.index, isRevealed: true)
    let isSame = asked.subject == revealed.subject
    return StageRequest(isRevealed || isSame ? revealed : asked)
  }

  /// What a token id of the scene's model is shown as.
  private func token(isRevealed: Bool) -> (Int) -> String? {
    let stage = learn?.stage(stageRequest(isRevealed: isRevealed))
    let tokenizer = stage?.subjects.first?.opened.tokenizer
    return { id in tokenizer.map { SubjectOpener.label(of: id, $0) } }
  }

  /// Whether numbers that cannot be computed now may be soon.
  var awaitsNumbers: Bool {
    guard let lesson = learn?.lesson else { return false }
    if !lesson.awaited.isEmpty || (lesson.usesTokenizers && tokens.trained == nil) { return true }
    if lesson.usesTokenizers, tokenizers.values.contains(.opening) { return true }
    guard case .race = lesson.scene.subject else { return false }
    return race?.report?.isOver != true
  }

  // MARK: The reader

  /// Where the reader is, as predicates ask.
  private var lessonReader: LessonReader {
    var reader = LessonReader(place: "\(place)", text: tokens.field.text)
    func put(_ cell: Cell, in trace: Trace) {
      let node = trace[cell.node]
      reader.address = node.address
      guard node.shape.count > 0 else { return }
      for (axis, index) in zip(node.axes, node.shape.indices(at: cell.index)) {
        reader.indices[axis] = index + axis.firstIndex
      }
    }
    switch place {
    case .explore:
      guard let walk = explore else { break }
      put(walk.cell, in: walk.subject.trace)
      reader.shown = walk.shown
    case .compare:
      guard let compare else { break }
      reader.shown = [compare.page.rawValue]
      if let cell = compare.cell(compare.side) {
        put(cell, in: compare.comparison.sides[compare.side].subject.trace)
      }
    case .tokens: reader.shown = tokens.walk == nil ? [] : ["steps"]
    case .race:
      if race?.moment != nil { reader.shown = ["moment"] }
    case .home, .generate, .models, .lessons: break
    }
    return reader
  }

  /// What the pair's decoder has read, or the model has written.
  private func written(_ traces: [LessonWorld.Side: ModelTrace]) -> String? {
    if place == .generate, let generate {
      let ids =
        switch generate {
        case .writing(let writing): writing.written
        case .filling(let filling): filling.ids
        }
      return generate.session.tokenizer.map { $0.decode(ids) }
    }
    guard let learn, let request = stageRequest(isRevealed: true),
      let subject = learn.stage(request)?.subjects.first, let trace = traces[.now]?.trace,
      let tokenizer = subject.opened.tokenizer, let node = trace.node(at: "decoder/ids")
    else { return nil }
    let values = trace.values(of: node)
    return tokenizer.decode((0..<values.shape.count).map { Int(values[$0]) })
  }

  // MARK: Tokenizers

  /// The pieces that a tokenizer makes of a text; nil while it is not open, and for one that there is not.
  private func pieces(_ scheme: String, _ text: String) -> [String]? {
    let tokenizer =
      TokenScheme(named: scheme).flatMap { scheme -> OpenTokenizer? in
        if case .model(let model) = scheme { return tokenizers[model]?.tokenizer }
        return tokens.trained?[scheme]
      }
    return tokenizer.map { $0.pieces(text).map { $0.shown(Medium()) } }
  }
}

extension TokenScheme {
  /// The tokenizer that lessons call so: a trained one's family, or a model's name.
  init?(named name: String) {
    let trained = TokenScheme.trained.first { scheme in
      switch scheme {
      case .bytes: name == "bytes"
      case .trained(let family): family.rawValue == name
      case .model: false
      }
    }
    if let trained {
      self = trained
    } else if TokensState.bundled.contains(TokensState.twin(of: name)) {
      self = .model(TokensState.twin(of: name))
    } else {
      return nil
    }
  }
}

extension ExploreState {
  /// What the middle of the screen shows, by the names that lessons have for it.
  fileprivate var shown: Set<String> {
    switch mode {
    case .whereFrom: return ["derivation"]
    case .whereTo: return ["readers"]
    case .stage: break
    }
    switch spot.picture {
    case .stage: return ["own"]
    case .inside(let stage): return ["inside", "inside \(stage + 1)"]
    default: return ["\(spot.picture)"]
    }
  }
}
