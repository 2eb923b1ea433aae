/// How often a model was right.
package struct Score: Equatable, Sendable {
  /// What was asked: `exact sentences`.
  package let name: String
  /// How often it was right.
  package var right: Int
  /// How often it was asked.
  package var count: Int

  /// Makes a score.
  package init(_ name: String, right: Int = 0, count: Int = 0) {
    self.name = name
    self.right = right
    self.count = count
  }

  /// The share that was right; 0 where nothing was asked.
  package var share: Double { count == 0 ? 0 : Double(right) / Double(count) }

  /// Counts an answer.
  mutating func add(_ isRight: Bool) {
    count += 1
    right += isRight ? 1 : 0
  }

  /// Adds what another part of the same test gave.
  mutating func add(_ other: Score) {
    right += other.right
    count += other.count
  }
}

/// How often a head looks where a relation says.
package struct HeadScore: Equatable, Sendable {
  /// The attention: `decoder/2/cross-attention`.
  package let attention: String
  /// The head, counted from 1.
  package let head: Int
  /// What was asked, and how often it was so; the name is the relation's.
  package var score: Score
}
