/// A model that writes or fills in.
package enum GenerateState: Equatable, Sendable {
  /// A decoder, with or without an encoder.
  case writing(WritingState)
  /// An encoder alone.
  case filling(FillingState)

  /// Begins with what an opening computed.
  package init(_ session: GenerateSession, _ first: GenerateSession.First) {
    switch first {
    case .next(let next): self = .writing(WritingState(session, next))
    case .filled(let filled): self = .filling(FillingState(session, filled))
    }
  }

  /// The model.
  package var session: GenerateSession {
    switch self {
    case .writing(let writing): writing.session
    case .filling(let filling): filling.session
    }
  }

  /// Whether tokens follow one another by themselves.
  package var isRunning: Bool {
    if case .writing(let writing) = self { writing.run != nil } else { false }
  }

  /// Whether a computation is under way.
  package var isComputing: Bool {
    switch self {
    case .writing(let writing): writing.computing != nil
    case .filling(let filling): filling.computing != nil
    }
  }

  /// Stops what goes on by itself.
  package mutating func stop() {
    guard case .writing(var writing) = self else { return }
    writing.run = nil
    self = .writing(writing)
  }

  /// What must be computed for what is looked at.
  package mutating func effects() -> [Effect] {
    switch self {
    case .writing(var writing):
      defer { self = .writing(writing) }
      return writing.wanted().map { [.computeNext(writing.session, text: $0)] } ?? []
    case .filling(var filling):
      defer { self = .filling(filling) }
      return filling.wanted().map { [.computeFilled(filling.session, ids: $0)] } ?? []
    }
  }

  /// The walk through the computation that is looked at, opened where it ends: at the probability of the token
  /// that is chosen.
  package var walk: OpenRequest {
    var request = session.request
    switch self {
    case .writing(let writing):
      let text = writing.text(before: writing.position)
      if session.configuration.tower == .encoderDecoder {
        request.ids = session.given
        request.targetIDs = text
      } else {
        request.ids = text
      }
      let id = writing.draw?.id(at: writing.chosen) ?? 0
      request.address = "probabilities[\(text.count), \(id)]"
    case .filling(let filling):
      if filling.leadsToVerdict, let verdict { return verdict }
      request.ids = filling.ids
      request.head = nil
      let id = filling.place?.candidates.dropFirst(filling.selected).first?.id ?? 0
      request.address =
        filling.place == nil ? "probabilities" : "probabilities[\(filling.position + 1), \(id)]"
    }
    return request
  }
}

extension GenerateState {
  /// The walk to the verdict on the text, opened at its probabilities; nil where there is none.
  var verdict: OpenRequest? {
    guard case .filling(let filling) = self, !filling.session.labels.isEmpty else { return nil }
    var request = filling.session.request
    request.ids = filling.ids
    request.address = "probabilities"
    // The classifier may be the only head, or the second.
    request.head = filling.session.verdictHead
    return request
  }

  /// Forgets what was tried at the place that is looked at; false where nothing was.
  mutating func resetTrial() -> Bool {
    guard case .writing(var writing) = self, writing.resetTrial() else { return false }
    self = .writing(writing)
    return true
  }
}
