import Screen
import Tensors
import Tracing

/// What pictures need of a whole computation, worked out when it is first asked for and then kept.
///
/// A trace does not change, so nothing here does. It belongs to the thread that draws.
package final class SubjectFigures {
  private unowned let subject: Subject
  private var spans: [Bool: [TokenSpan?]] = [:]
  private var streams: [String: StreamFigures] = [:]
  private var identities: [IdentityKey: Identity] = [:]
  private var lenses: [Int: LogitLens] = [:]
  private var rankings: [RowKey: Ranking] = [:]
  private var scales: [ScaleKey: (scale: Scale, largest: Double)] = [:]

  private struct IdentityKey: Hashable {
    var tower: String
    var position: Int
    var layer: Int
  }

  private struct RowKey: Hashable {
    var node: NodeID
    var row: Int
  }

  private struct ScaleKey: Hashable {
    var node: NodeID
    var slice: Int
  }

  init(_ subject: Subject) { self.subject = subject }

  /// The places of a tower's tokens in the text that was asked for; nil for those that stand for none of it.
  package func spans(of isEncoder: Bool) -> [TokenSpan?] {
    if let known = spans[isEncoder] { return known }
    let made = TokenSpan.all(of: subject, isEncoder: isEncoder)
    spans[isEncoder] = made
    return made
  }

  /// The states of a tower's residual stream and their figures; nil where there is no such tower.
  package func stream(of tower: String) -> StreamFigures? {
    if let known = streams[tower] { return known }
    let made = StreamFigures(subject, tower)
    streams[tower] = made
    return made
  }

  /// What a position's state is the sum of.
  ///
  /// - Parameters:
  ///   - tower: The tower: `decoder`.
  ///   - position: The position, counted from 0.
  ///   - layer: The layer, counted from 1, if a long text keeps the whole tower from being looked at.
  /// - Returns: The summands, their sum and its errors; nil where there is no such tower.
  package func identity(of tower: String, position: Int, layer: Int) -> Identity? {
    let key = IdentityKey(
      tower: tower, position: position,
      layer: subject.trace.retention == .everything ? 0 : layer)
    if let known = identities[key] { return known }
    let made = Identity(subject, tower, position: position, layer: key.layer)
    identities[key] = made
    return made
  }

  /// What the last tower's states would say of a position if they were its output: all of it.
  package func lens(at position: Int) -> LogitLens.Outcome {
    _ = lensSoFar(at: position)
    while lenses[position]?.isPending == true { goOnWithLens(at: position) }
    return lenses[position]?.outcome ?? .noHead
  }

  /// The same as far as it is known: of a large vocabulary nothing, until
  /// ``goOnWithLens(at:)`` has gone through it.
  package func lensSoFar(at position: Int) -> LogitLens.Outcome {
    if let known = lenses[position] { return known.outcome }
    var made = LogitLens(subject, at: position)
    while made.isSmall, made.isPending { made.goOn() }
    lenses[position] = made
    return made.outcome
  }

  /// Goes through a part of the vocabulary for the lens at a position.
  ///
  /// - Returns: Whether there is more to go through.
  @discardableResult
  package func goOnWithLens(at position: Int) -> Bool {
    lenses[position]?.goOn()
    return lenses[position]?.isPending == true
  }

  /// A row's numbers from the largest to the smallest.
  package func ranking(of node: NodeID, row: Int) -> Ranking {
    let key = RowKey(node: node, row: row)
    if let known = rankings[key] { return known }
    // A vocabulary's ranking is large: a few are enough for going back and forth.
    if rankings.count >= 64 { rankings = [:] }
    let made = Ranking(subject.trace.values(of: node), row: row)
    rankings[key] = made
    return made
  }

  /// The scale of a slice of a node, symmetric about zero, and the largest magnitude there is.
  ///
  /// Where a few numbers are so large that all others would look alike, the scale ends at what 99 of 100 stay
  /// below. Of a very large node some rows' worth of numbers decide it.
  package func scale(of node: NodeID, slice: Int) -> (scale: Scale, largest: Double) {
    let key = ScaleKey(node: node, slice: slice)
    if let known = scales[key] { return known }
    let plane = Plane(subject.trace[node].shape)
    let values = subject.trace.values(of: node)
    let stride = max(1, plane.rows * plane.columns / Self.mostSampled)
    var largest: Float = 0
    var sample: [Float] = []
    for row in slice * plane.rows..<(slice + 1) * plane.rows {
      let numbers = values.row(row)
      for column in 0..<plane.columns where numbers[column].isFinite {
        let magnitude = abs(numbers[column])
        largest = max(largest, magnitude)
        if (row * plane.columns + column) % stride == 0 { sample.append(magnitude) }
      }
    }
    sample.sort()
    let most = sample.isEmpty ? 0 : sample[(sample.count - 1) * 99 / 100]
    let end = most > 0 && largest > 3 * most ? most : largest
    let made = (Scale.symmetric(Double(end)), Double(largest))
    scales[key] = made
    return made
  }

  private static let mostSampled = 1 << 15
}
