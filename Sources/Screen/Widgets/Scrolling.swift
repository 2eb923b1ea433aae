/// Where a list that is longer than its place begins.
package enum Scrolling {
  /// The first entry to show, moved no further than it takes to show the cursor's.
  ///
  /// - Parameters:
  ///   - first: The entry that was first before.
  ///   - cursor: The entry that must be seen; nil leaves the place where it is.
  ///   - count: How many entries there are.
  ///   - visible: How many fit.
  /// - Returns: An entry such that no place stays empty while there are entries for it.
  package static func first(_ first: Int, showing cursor: Int?, count: Int, visible: Int) -> Int {
    let last = max(0, count - max(0, visible))
    guard visible > 0 else { return min(max(0, first), last) }
    var first = min(max(0, first), last)
    if let cursor, count > 0 {
      let cursor = min(max(0, cursor), count - 1)
      first = max(min(first, cursor), cursor - visible + 1)
    }
    return first
  }
}
