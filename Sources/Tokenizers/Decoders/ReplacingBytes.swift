extension [UInt8] {
  /// The bytes with every occurrence of others, from left to right, written anew.
  ///
  /// - Precondition: `old` is not empty.
  func replacing(_ old: [UInt8], with new: [UInt8]) -> [UInt8] {
    precondition(!old.isEmpty, "replacing: something to look for expected, nothing found")
    var result: [UInt8] = []
    result.reserveCapacity(count)
    var offset = 0
    while offset < count {
      if self[offset] == old[0], self[offset...].starts(with: old) {
        result += new
        offset += old.count
      } else {
        result.append(self[offset])
        offset += 1
      }
    }
    return result
  }
}
