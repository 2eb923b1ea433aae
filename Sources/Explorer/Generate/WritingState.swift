import Transformers

/// A text that a model writes, token by token, with every choice that was made.
package struct WritingState: Equatable, Sendable {
  /// Why a token stands where it stands.
  package struct Decision: Equatable, Sendable {
    /// The token.
    package let id: Int
    /// How tokens were drawn.
    package let settings: DrawSettings
    /// Whether the reader chose it against the draw.
    package let isByHand: Bool
  }

  /// A place in the text that is written.
  package struct Place: Equatable, Sendable {
    /// What could stand there; nil until it is computed, and again when memory is short.
    package var next: NextToken?
    /// What computing it took; stays.
    package var work: NextToken.Work?
    /// What stands there; nil at the open end.
    package var decision: Decision?
  }

  /// What goes on by itself until a key is pressed.
  package enum Run: Equatable, Sendable {
    /// A token each time that a moment has passed.
    case playing
    /// As many tokens as are left, as fast as they can be computed.
    case toEnd(left: Int)
  }

  /// What is shown below the dice where there is room for one only.
  package enum Side: Sendable { case alignment, cache }

  /// The model.
  package let session: GenerateSession
  /// What the decoder's text begins with.
  package let prompt: [Int]
  /// The places, the open end last unless the text has ended.
  package private(set) var places = [Place()]
  /// The place that is looked at.
  package private(set) var position = 0
  /// How the tokens at the open end are drawn.
  package private(set) var settings: DrawSettings
  /// Other settings that are tried at a place that is written already.
  package private(set) var draft: DrawSettings?
  /// The candidate that the reader points at; nil for the one that is drawn.
  package private(set) var selected: Int?
  /// The draw at the place that is looked at; nil while it is computed.
  package private(set) var draw: TokenDraw?
  /// The draw before this one, which is shown faint while this one is computed.
  package private(set) var staleDraw: TokenDraw?
  /// The place, in the order of candidates, of the token that stands here; nil at the open end.
  package private(set) var writtenIndex: Int?
  /// Why the text ended, if it did.
  package private(set) var ending: StopReason?
  /// The text that is being computed.
  package private(set) var computing: [Int]?
  /// What goes on by itself.
  package var run: Run?
  /// Which cross-attention is shown: an index into ``alignments``.
  package var alignment = 0
  /// What is shown below the dice where there is room for one only.
  package var side = Side.alignment

  /// Begins with what the opening has computed.
  package init(_ session: GenerateSession, _ first: NextToken) {
    self.session = session
    let c = session.configuration
    let isPair = c.tower == .encoderDecoder
    prompt = isPair ? [c.tokens.decoderStart ?? 0] : session.given
    // A translation has one right answer, a story has many.
    settings = DrawSettings(isGreedy: isPair)
    side = isPair ? .alignment : .cache
    places[0].next = first
    places[0].work = first.work
    if let best = session.alignment {
      alignment = alignments.firstIndex { $0.layer == best.layer && $0.head == best.head } ?? 0
    }
    refresh()
  }

  // MARK: What there is

  /// The decoder's text before a place.
  package func text(before position: Int) -> [Int] {
    prompt + places[..<position].compactMap { $0.decision?.id }
  }

  /// The tokens that are written.
  package var written: [Int] { places.compactMap { $0.decision?.id } }

  /// How tokens are drawn at the place that is looked at.
  package var shownSettings: DrawSettings {
    draft ?? places[position].decision?.settings ?? settings
  }

  /// The candidate that taking the step takes.
  package var chosen: Int {
    selected ?? (draft == nil ? writtenIndex : nil) ?? draw?.index ?? 0
  }

  // MARK: Forward and back

  /// Takes the step: writes the chosen token here, and looks at the next place.
  ///
  /// What was written from here on is dropped if another token takes this place.
  package mutating func take() {
    guard let draw, !draw.sorted.ids.isEmpty else { return }
    let id = draw.id(at: chosen)
    let used = shownSettings
    let isChanged = places[position].decision?.id != id
    if isChanged || draft != nil || selected != nil {
      places[position].decision = Decision(
        id: id, settings: used, isByHand: chosen != draw.index)
      settings = used
    }
    if isChanged {
      places.removeSubrange((position + 1)...)
      ending = end(after: id)
      if ending == nil { places.append(Place()) }
    }
    look(at: position + 1)
  }

  private func end(after id: Int) -> StopReason? {
    if session.configuration.tokens.ends.contains(id) { return .end }
    return session.hasRoom(for: prompt.count + places.count) ? nil : .context
  }

  /// Takes back the token that is looked at and all after it; at the open end the last one.
  ///
  /// - Returns: Whether there was one.
  package mutating func takeBack() -> Bool {
    if places[position].decision == nil {
      guard position > 0 else { return false }
      position -= 1
    }
    guard let decision = places[position].decision else { return false }
    places.removeSubrange((position + 1)...)
    places[position].decision = nil
    ending = nil
    settings = decision.settings
    look(at: position)
    if decision.isByHand { selected = draw?.sorted.index(of: decision.id) }
    return true
  }

  /// Looks at a place, or the nearest there is.
  package mutating func look(at position: Int) {
    self.position = min(max(0, position), places.count - 1)
    draft = nil
    refresh()
  }

  /// Points at a candidate so many places further down.
  package mutating func select(by rows: Int) {
    guard let draw, draw.sorted.count > 0 else { return }
    let (sum, overflow) = chosen.addingReportingOverflow(rows)
    selected = min(max(0, overflow ? draw.sorted.count : sum), draw.sorted.count - 1)
  }

  /// Forgets what was tried at this place; false where nothing was.
  package mutating func resetTrial() -> Bool {
    guard draft != nil || selected != nil else { return false }
    draft = nil
    refresh()
    return true
  }

  /// Changes how tokens are drawn: from here on at the open end, on trial at a place that is written.
  package mutating func change(_ change: (inout DrawSettings) -> Void) {
    var settings = shownSettings
    change(&settings)
    if places[position].decision == nil { self.settings = settings } else { draft = settings }
    refresh()
  }

  /// Draws again, after the place or the settings have changed.
  private mutating func refresh() {
    selected = nil
    let old = draw ?? staleDraw
    draw = places[position].next.map {
      TokenDraw($0.sorted, shownSettings, token: position)
    }
    staleDraw = draw == nil ? old : nil
    // Looked for once: the vocabulary may be large.
    writtenIndex = places[position].decision.flatMap { draw?.sorted.index(of: $0.id) }
  }

  // MARK: Computing

  /// The text whose next token must be computed for what is looked at; nil where it is there or under way.
  package mutating func wanted() -> [Int]? {
    guard places[position].next == nil, computing == nil else { return nil }
    computing = text(before: position)
    return computing
  }

  /// Keeps what was computed, if it still belongs to the text.
  package mutating func receive(_ next: NextToken, after text: [Int]) {
    computing = nil
    let position = text.count - prompt.count
    guard places.indices.contains(position), self.text(before: position) == text else { return }
    places[position].next = next
    places[position].work = next.work
    forgetFar()
    if position == self.position { refresh() }
  }

  /// Says that computing has failed.
  package mutating func fail() {
    computing = nil
    run = nil
  }

  /// The most bytes of distributions that are kept; those far away are computed again when they are looked at.
  private static let mostBytes = 64 << 20

  private mutating func forgetFar() {
    var bytes = places.reduce(0) { $0 + ($1.next?.bytes ?? 0) }
    while bytes > Self.mostBytes {
      let kept = places.indices.filter { places[$0].next != nil && $0 != position }
      guard let far = kept.max(by: { abs($0 - position) < abs($1 - position) }) else { return }
      bytes -= places[far].next?.bytes ?? 0
      places[far].next = nil
    }
  }
}
