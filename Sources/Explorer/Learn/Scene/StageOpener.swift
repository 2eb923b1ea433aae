import Lessons
import ModelFiles
import Tracing
import Transformers

/// Opens what a scene of a lesson shows: what ``Effect/openStage(_:)`` asks for.
package struct StageOpener {
  private let request: StageRequest
  private let shelf: ModelShelf

  /// Opens and computes.
  ///
  /// - Throws: ``SubjectOpener/Problem``.
  package static func open(
    _ request: StageRequest, from shelf: ModelShelf = ModelShelf()
  ) throws(SubjectOpener.Problem) -> LessonStage {
    do {
      return try StageOpener(request: request, shelf: shelf).open()
    } catch let problem as SubjectOpener.Problem {
      throw problem
    } catch {
      throw .other("\(error)")
    }
  }

  private func open() throws -> LessonStage {
    switch request.subject {
    case .walk(let model): LessonStage(request, try walk(model))
    case .generate(let model): LessonStage(request, try writing(model))
    case .compare(let comparison): LessonStage(request, try compare(comparison))
    case .tokens, .race: throw SubjectOpener.Problem.other("nothing to open")
    }
  }

  // MARK: A walk

  private func walk(_ model: LessonModel) throws -> LessonStage.Content {
    let before = try subject(model)
    guard !request.changes.isEmpty || request.broken != nil else {
      return .walk(now: before, before: nil)
    }
    var now = before
    if let wire = request.broken { now = try Self.broken(wire, now) }
    if !request.changes.isEmpty {
      let model = now.model
      let interventions = try request.changes.map {
        try WhatIf(parsing: $0).intervention(in: model)
      }
      now = now.with(try model.replay(interventions), loaded: now.loaded, name: now.name)
    }
    return .walk(now: now, before: before)
  }

  /// A model on its text; under another wiring or with fresh parameters where that is asked for.
  private func subject(_ model: LessonModel) throws -> Subject {
    let side = SideRequest(model)
    guard side?.wiring != nil || model.seed != nil, let side else {
      return try SubjectOpener.open(OpenRequest(model), from: shelf)
    }
    return try ComparisonOpener.subject(of: side, from: shelf)
  }

  /// The same model and text with one wire wrong.
  private static func broken(_ wire: BrokenWire, _ subject: Subject) throws -> Subject {
    let model = subject.loaded.model
    let input = ComparisonOpener.input(of: subject, for: model.configuration)
    let trace = try wire.trace(model, input)
    trace.trace.labels = subject.trace.labels
    return subject.with(trace, loaded: subject.loaded, name: subject.name)
  }

  // MARK: The others

  private func writing(_ model: LessonModel) throws -> LessonStage.Content {
    let open = OpenRequest(model)
    let (session, first) = try GenerateOpener.open(open, from: shelf)
    // What was given is a computation too; where it cannot be walked through, a lesson has no numbers of it.
    return .generate(session, first, try? SubjectOpener.open(open, from: shelf))
  }

  private func compare(_ comparison: LessonComparison) throws -> LessonStage.Content {
    let sides = try comparison.sides.map { model -> SideRequest in
      guard let side = SideRequest(model) else {
        throw SubjectOpener.Problem.other("\(model.wiring ?? ""): no such wiring")
      }
      return side
    }
    return .comparison(try ComparisonOpener.open(ComparisonRequest(sides), from: shelf))
  }
}

extension OpenRequest {
  /// What a lesson opens.
  init(_ model: LessonModel) {
    self.init(
      model: model.model, text: model.text, target: model.target, hasLoss: model.hasLoss)
  }
}

extension SideRequest {
  /// A lesson's side of a comparison; nil where there is no such wiring.
  init?(_ model: LessonModel) {
    var wiring: Configuration.Wiring?
    if let name = model.wiring {
      guard let found = Configuration.Wiring(rawValue: name) else { return nil }
      wiring = found
    }
    self.init(OpenRequest(model), wiring: wiring, seed: model.seed)
  }
}
