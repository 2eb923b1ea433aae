import ModelFiles

/// A text whose words are taken out and put in, and what the model makes of it.
package struct FillingState: Equatable, Sendable {
  /// The model.
  package let session: GenerateSession
  /// The text.
  package private(set) var ids: [Int]
  /// The texts before this one, the last of them last, each with where the reader was.
  package private(set) var history: [Version] = []
  /// The place that is looked at.
  package private(set) var position: Int
  /// The candidate that the reader points at.
  package private(set) var selected = 0
  /// What the model makes of the text; of another one while this is computed.
  package private(set) var filled: FilledText
  /// The text that is being computed.
  package private(set) var computing: [Int]?

  /// A text before.
  package struct Version: Equatable, Sendable {
    /// Its tokens.
    package let ids: [Int]
    /// The place that was looked at.
    package let position: Int
    /// The probability of each label, where it was computed.
    package let shares: [Double]
  }

  /// Begins at the first word to be filled in, or at the first word.
  package init(_ session: GenerateSession, _ first: FilledText) {
    self.session = session
    ids = session.given
    filled = first
    position = 0
    let mask = session.maskID
    position =
      ids.firstIndex { $0 == mask } ?? ids.firstIndex { !session.isSpecial($0) } ?? 0
  }

  /// Whether what is shown belongs to the text.
  package var isCurrent: Bool { filled.ids == ids }

  /// What could stand at the place; nil where the model predicts no words.
  package var place: FilledText.Place? {
    filled.places.indices.contains(position) ? filled.places[position] : nil
  }

  /// Whether the word at the place is taken out.
  package var isMasked: Bool { ids[position] == session.maskID }

  /// Whether the text was opened for its verdict: under the head that gives it.
  var leadsToVerdict: Bool { session.request.head == .labels }

  // MARK: Moving

  /// Looks at a place, or the nearest there is.
  package mutating func look(at position: Int) {
    self.position = min(max(0, position), ids.count - 1)
    selected = 0
  }

  /// Points at a candidate so many places further down.
  package mutating func select(by rows: Int) {
    let count = place?.candidates.count ?? 0
    let (sum, overflow) = selected.addingReportingOverflow(rows)
    selected = min(max(0, overflow ? count : sum), max(0, count - 1))
  }

  /// Looks at the next place that is to be filled in, around the end.
  package mutating func lookAtNextMask() {
    let places = ids.indices.filter { ids[$0] == session.maskID }
    if let next = places.first(where: { $0 > position }) ?? places.first { look(at: next) }
  }

  // MARK: Changing the text

  /// Puts the word that is pointed at in.
  package mutating func put() {
    guard isCurrent, let place, place.candidates.indices.contains(selected) else { return }
    replace(with: place.candidates[selected].id)
  }

  /// Takes the word out; false where the model has no token for that.
  package mutating func takeOut() -> Bool {
    guard let mask = session.maskID else { return false }
    replace(with: mask)
    return true
  }

  private mutating func replace(with id: Int) {
    guard ids[position] != id else { return }
    history.append(Version(ids: ids, position: position, shares: isCurrent ? filled.shares : []))
    ids[position] = id
    selected = 0
  }

  /// Takes the last change back; false where there was none.
  package mutating func undo() -> Bool {
    guard let version = history.popLast() else { return false }
    ids = version.ids
    look(at: version.position)
    return true
  }

  // MARK: Computing

  /// The text that must be computed; nil where it is there or under way.
  package mutating func wanted() -> [Int]? {
    guard !isCurrent, computing == nil else { return nil }
    computing = ids
    return ids
  }

  /// Keeps what was computed.
  package mutating func receive(_ filled: FilledText) {
    computing = nil
    if filled.ids == ids { self.filled = filled }
  }

  /// Says that computing has failed.
  package mutating func fail() { computing = nil }
}
