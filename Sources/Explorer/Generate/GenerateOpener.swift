import ModelFiles
import Tensors
import Tracing
import Transformers

/// Opens a model that writes or fills in, and computes its first answer: what
/// ``Effect/openGeneration(_:)`` asks for.
package struct GenerateOpener {
  private let request: OpenRequest
  private let shelf: ModelShelf
  private let progress: SubjectOpener.Progress

  /// Opens and computes.
  ///
  /// - Parameters:
  ///   - request: What is asked for.
  ///   - shelf: Where the model is found if it is open already.
  ///   - progress: Told how far it has come.
  /// - Returns: What goes on from there, and the first answer.
  /// - Throws: ``SubjectOpener/Problem``.
  package static func open(
    _ request: OpenRequest, from shelf: ModelShelf = ModelShelf(),
    progress: @escaping SubjectOpener.Progress = { _ in true }
  ) throws(SubjectOpener.Problem) -> (GenerateSession, GenerateSession.First) {
    do {
      return try GenerateOpener(request: request, shelf: shelf, progress: progress).open()
    } catch let problem as SubjectOpener.Problem {
      throw problem
    } catch {
      throw .other("\(error)")
    }
  }

  private func open() throws -> (GenerateSession, GenerateSession.First) {
    let place = try ModelPlace(request.model)
    let opened = try shelf.model(at: place) { try advance(to: 0.4 * $0) }
    let c = opened.model.configuration
    let reader = opened.reader(c)
    let (given, cut) =
      try request.ids.map { ($0, nil) }
      ?? SubjectOpener.tokens(request.text, reader) { text, bytes throws(ModelText.Problem) in
        try text.source(bytes)
      }
    let isWriter = c.tower != .encoder
    let labels = isWriter ? nil : try classifier(of: opened, at: place)
    let work: GenerateSession.Work
    if isWriter {
      work = .write(try GenerationRun(opened.model, given))
    } else {
      guard c.predictsTokens || labels != nil else { throw GenerationError.noDecoder }
      try ModelInput(ids: [given]).validate(for: c)
      work = .fill(words: c.predictsTokens ? opened.model : nil, labels: labels)
    }
    let costs = isWriter ? try StepCosts(opened.model, sourceCount: given.count) : nil
    try advance(to: 0.5)
    let session = GenerateSession(
      name: SubjectOpener.name(request.model), request: request, opened: opened, given: given,
      labels: labels?.loaded.labels ?? [],
      alignment: isWriter ? try alignment(at: place, c) : nil,
      notices: cut.map { [$0.description] } ?? [], work: work, costs: costs)
    let first: GenerateSession.First
    if case .write(let run) = work {
      first = .next(try session.next(after: run.prompt))
    } else {
      first = .filled(try session.fill(given))
    }
    return (session, first)
  }

  private func advance(to share: Double) throws {
    guard progress(share) else { throw SubjectOpener.Problem.cancelled }
  }

  /// The same encoder under the head that names a text's label; nil where there is none.
  private func classifier(of opened: OpenModel, at place: ModelPlace) throws -> OpenModel? {
    if case .classifier = opened.model.configuration.head { return opened }
    guard opened.loaded.heads.contains(.labels) else { return nil }
    return try shelf.model(at: place, head: .labels)
  }

  /// The head that the model's card names for the word that is being translated.
  private func alignment(
    at place: ModelPlace, _ configuration: Configuration
  ) throws -> (layer: Int, head: Int)? {
    guard configuration.tower == .encoderDecoder else { return nil }
    let heads = try ModelCard.open(at: place)?.heads ?? []
    guard let best = heads.first(where: { $0.relation == Self.relation }) else { return nil }
    let parts = Address(best.attention).parts
    guard parts.count == 3, parts[0] == "decoder", parts[2] == "cross-attention",
      let layer = Int(String(parts[1])), (1...configuration.decoderLayerCount).contains(layer),
      (1...configuration.headCount).contains(best.head)
    else { return nil }
    return (layer - 1, best.head - 1)
  }

  /// The relation's name in cards (`Relation` in Training).
  private static let relation = "to the word that is being translated"
}
