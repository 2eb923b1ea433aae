/// What is wrong with the parts of a model.
package enum ModelFault: Error, Equatable {
  /// The unknown token is no entry.
  case unknownIsNoEntry([UInt8])
  /// A merge names something that is no entry: its left part, its right part, or both together.
  case mergeHasNoEntry(index: Int, part: [UInt8])
  /// There are not as many scores as ids.
  case scoreCount(expected: Int, found: Int)
  /// A score is infinite or not a number.
  case scoreIsNotFinite(id: Int)
  /// The unknown token's id is past the vocabulary's end.
  case unknownIDOutOfRange(Int)
  /// The vocabulary is empty.
  case noEntries
}
