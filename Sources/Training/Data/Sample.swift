/// One text as a model learns from it: token ids, and what goes with them.
package struct Sample: Equatable, Sendable {
  /// The ids of the text that the first tower reads, special tokens included.
  package var ids: [Int32]
  /// The ids of the text that a decoder is to write for it, without special tokens; empty for a single
  /// tower.
  package var targetIDs: [Int32]
  /// The number of the class that the text belongs to; nil where there are no classes.
  package var label: Int?

  /// Makes a sample.
  package init(ids: [Int32], targetIDs: [Int32] = [], label: Int? = nil) {
    self.ids = ids
    self.targetIDs = targetIDs
    self.label = label
  }

  /// What it costs: positions of both texts.
  var length: Int { ids.count + targetIDs.count }
}
