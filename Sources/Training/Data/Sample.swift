/// One text as a model learns from it: token ids, and what goes with them.
package struct Sample: Equatable, Sendable {
  /// The ids of the text that the first tower reads, special tokens included.
  package var ids: [Int32]
  /// The ids of the text that a decoder is to write for it, without special tokens; empty for a single
  /// tower.
  package var targetIDs: [Int32]
  /// The number of the class that the text belongs to; nil where there are no classes.
  package var label: Int?
  /// The positions in ``ids`` of what answers a question or else follows from the text before it, in order.
  package var answers: [Int32]

  /// Makes a sample.
  package init(ids: [Int32], targetIDs: [Int32] = [], label: Int? = nil, answers: [Int32] = []) {
    self.ids = ids
    self.targetIDs = targetIDs
    self.label = label
    self.answers = answers
  }

  /// What it costs: positions of both texts.
  var length: Int { ids.count + targetIDs.count }
}
