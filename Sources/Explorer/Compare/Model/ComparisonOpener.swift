import ModelFiles
import Tensors
import Tracing
import Transformers

/// Opens and computes the sides of a comparison: what ``Effect/openComparison(_:)`` asks for.
package struct ComparisonOpener {
  private let request: ComparisonRequest
  private let progress: SubjectOpener.Progress
  /// Opens a model on a text.
  private let subject: (OpenRequest, @escaping SubjectOpener.Progress) throws -> Subject

  /// Opens, computes and compares.
  ///
  /// - Throws: ``SubjectOpener/Problem``.
  package static func open(
    _ request: ComparisonRequest, from shelf: ModelShelf = ModelShelf(),
    progress: @escaping SubjectOpener.Progress = { _ in true }
  ) throws(SubjectOpener.Problem) -> Comparison {
    do {
      return try ComparisonOpener(
        request: request, progress: progress,
        subject: { try SubjectOpener.open($0, from: shelf, progress: $1) }
      ).open()
    } catch let problem as SubjectOpener.Problem {
      throw problem
    } catch {
      throw .other("\(error)")
    }
  }

  /// Opens, computes and compares, and lets every error through as it is: for a command that ends
  /// differently for a file and for an argument.
  package static func comparison(of request: ComparisonRequest) throws -> Comparison {
    try ComparisonOpener(
      request: request, progress: { _ in true },
      subject: { request, _ in try SubjectOpener.subject(of: request) }
    ).open()
  }

  /// Opens and computes one side alone.
  static func subject(of side: SideRequest, from shelf: ModelShelf) throws -> Subject {
    let opener = ComparisonOpener(
      request: ComparisonRequest([side]), progress: { _ in true },
      subject: { try SubjectOpener.open($0, from: shelf, progress: $1) })
    let subject = try opener.open(side.open, beside: nil, number: 0)
    return try opener.side(side, of: subject, beside: nil).subject
  }

  private func open() throws -> Comparison {
    guard request.sides.count >= 2, request.sides.count <= ComparisonRequest.mostSides else {
      throw SubjectOpener.Problem.other(
        "a comparison has 2 or \(ComparisonRequest.mostSides) sides, not \(request.sides.count)")
    }
    var opened: [Subject] = []
    for (index, side) in request.sides.enumerated() {
      if let same = request.sides[..<index].firstIndex(where: { $0.open.isSame(as: side.open) }) {
        opened.append(opened[same])
      } else {
        opened.append(try open(side.open, beside: opened.first, number: index))
      }
    }
    var sides: [ComparedSide] = []
    var first: Model?
    for (side, subject) in zip(request.sides, opened) {
      try advance(0.7)
      let made = try self.side(side, of: subject, beside: first)
      first = first ?? made.subject.loaded.model
      sides.append(made)
    }
    let comparison = Comparison(request, sides) { progress(0.75 + 0.25 * $0) }
    guard let comparison else { throw SubjectOpener.Problem.cancelled }
    return comparison
  }

  private func advance(_ share: Double) throws {
    guard progress(share) else { throw SubjectOpener.Problem.cancelled }
  }

  // MARK: Opening

  /// Opens a model on its text; a pair's decoder reads what the first side's reads, where the texts are the
  /// same and the token ids mean the same.
  private func open(
    _ open: OpenRequest, beside first: Subject?, number: Int
  ) throws -> Subject {
    var wanted = open
    wanted.address = nil
    if let first, open.target == nil, open.targetIDs == nil, open.ids == nil,
      Array(open.text.utf8) == Array(first.request.text.utf8), Self.haveSameTokens(open, first)
    {
      wanted.targetIDs = Self.ids("decoder/ids", of: first, isPair: true)
    }
    let share = 0.7 / Double(request.sides.count)
    return try subject(wanted) { [progress] in progress(share * (Double(number) + $0)) }
  }

  private static func haveSameTokens(_ open: OpenRequest, _ first: Subject) -> Bool {
    let name = TokenizerFile.fileName
    guard let place = try? ModelPlace(open.model), let own = try? place.bytes(of: name),
      let other = try? first.loaded.place.bytes(of: name)
    else { return false }
    return own == other
  }

  /// The token ids that a tower of a computation was given; nil where there is no such tower.
  private static func ids(_ address: Address, of subject: Subject, isPair: Bool) -> [Int]? {
    guard !isPair || subject.configuration.tower == .encoderDecoder,
      let node = subject.trace.node(at: address)
    else { return nil }
    return numbers(node, of: subject)
  }

  /// What a node of whole numbers was given.
  private static func numbers(_ node: NodeID, of subject: Subject) -> [Int] {
    let values = subject.trace.values(of: node)
    return (0..<values.shape.count).map { Int(values[$0]) }
  }

  // MARK: Variants

  /// A side: what was opened, or the same under another wiring, with fresh numbers, with a change.
  private func side(
    _ side: SideRequest, of subject: Subject, beside first: Model?
  ) throws -> ComparedSide {
    var subject = subject
    var added: [ParameterSlot] = []
    let isRewired = side.wiring.map { $0 != subject.configuration.wiring } ?? false
    if side.wiring != nil || side.seed != nil {
      let made = try variant(side, of: subject.loaded.model, beside: first)
      added = made.added
      subject = try computed(made.model, like: subject, side)
    }
    guard let change = side.change else {
      return ComparedSide(request: side, subject: subject, isRewired: isRewired, added: added)
    }
    let intervention = try change.intervention(in: subject.model)
    try advance(0.72)
    let changed = subject.with(
      try subject.model.replay([intervention]), loaded: subject.loaded,
      name: subject.name + " · what-if")
    let node = changed.trace.node(at: intervention.address)
    return ComparedSide(
      request: side, subject: changed, isRewired: isRewired, added: added,
      changed: node.map { changed.trace[$0].address }
    )
  }

  private func variant(
    _ side: SideRequest, of model: Model, beside first: Model?
  ) throws -> (model: Model, added: [ParameterSlot]) {
    guard let seed = side.seed else {
      let rewired = try Rewiring(model, as: side.wiring ?? model.configuration.wiring)
      return (rewired.model, rewired.added)
    }
    let configuration = model.configuration.rewired(as: side.wiring ?? model.configuration.wiring)
    let fresh = Parameters.initial([configuration], seed: seed)[0]
    // The same numbers on all sides: what the first side begins with is what the others begin with.
    guard let first, request.sides[0].seed == seed else {
      return (try Model(configuration, fresh), [])
    }
    return (try Rewiring(first, under: configuration, spare: fresh).model, [])
  }

  /// What a subject was computed on, as a model of a configuration takes it.
  static func input(of subject: Subject, for configuration: Configuration) -> ModelInput {
    let isPair = configuration.tower == .encoderDecoder
    let address: Address = configuration.tower == .decoder ? "decoder/ids" : "encoder/ids"
    return ModelInput(
      ids: [ids(address, of: subject, isPair: false) ?? []],
      targetIDs: isPair ? ids("decoder/ids", of: subject, isPair: true).map { [$0] } : nil,
      targets: subject.model.targets.map { [numbers($0, of: subject)] })
  }

  /// Computes another model on the ids that a subject was computed on.
  private func computed(
    _ model: Model, like subject: Subject, _ side: SideRequest
  ) throws -> Subject {
    let input = Self.input(of: subject, for: model.configuration)
    try input.validate(for: model.configuration)
    let trace = try model.plan(
      TraceShape(input), options: TraceOptions(retention: subject.trace.retention))
    trace.load(input)
    let isWhole = trace.trace.run { $0 % 8 != 0 || progress(0.72) }
    guard isWhole else { throw SubjectOpener.Problem.cancelled }
    trace.trace.labels = subject.trace.labels
    let notes =
      (side.wiring.map { [$0.rawValue] } ?? []) + (side.seed.map { ["seed \($0)"] } ?? [])
    return subject.with(
      trace, loaded: subject.loaded.with(model, keepsOrigins: side.seed == nil),
      name: ([subject.name] + notes).joined(separator: " · "))
  }
}

extension Subject {
  /// The same model and text, computed in another way.
  func with(_ model: ModelTrace, loaded: LoadedModel, name: String) -> Subject {
    var labels = trace.labels
    relabel(&labels.source, as: model, "encoder/ids")
    relabel(&labels.target, as: model, "decoder/ids")
    model.trace.labels = labels
    return Subject(
      name: name, request: request,
      opened: OpenModel(loaded: loaded, tokenizer: opened.tokenizer), reader: reader, model: model,
      notices: notices)
  }

  /// Calls tokens that were changed what they are now.
  private func relabel(_ labels: inout [[String]], as model: ModelTrace, _ address: Address) {
    guard let reader, labels.count == 1, let old = trace.node(at: address),
      let new = model.trace.node(at: address)
    else { return }
    let (before, now) = (trace.values(of: old), model.trace.values(of: new))
    guard before.shape.count == labels[0].count, now.shape.count == labels[0].count else { return }
    for place in labels[0].indices where now[place] != before[place] {
      labels[0][place] = SubjectOpener.label(of: Int(now[place]), reader)
    }
  }
}

extension OpenRequest {
  /// Whether it opens the same model on the same text, wherever a walk begins.
  func isSame(as other: OpenRequest) -> Bool {
    var (left, right) = (self, other)
    left.address = nil
    right.address = nil
    return left == right && Array(left.text.utf8) == Array(right.text.utf8)
  }
}
