/// How many cells text takes.
///
/// The same tables serve layout, clipping, padding, wrapping and the cursor; the terminal is never asked.
/// They agree with `wcwidth` of the GNU C library (a test compares), except that what that calls
/// unprintable is one cell here, for it is drawn as `?`.
package enum TextWidth {
  /// The cells of a scalar: 0 for marks, 2 for most of Chinese and for emoji, otherwise 1.
  package static func cells(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return 1 }
    if contains(value, wideRanges) { return 2 }
    return contains(value, zeroRanges) ? 0 : 1
  }

  /// The cells of a text.
  package static func cells(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + cells($1) }
  }

  /// Whether fonts disagree about a scalar's width.
  package static func isAmbiguous(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0xA1 && contains(scalar.value, ambiguousRanges)
  }

  private static func contains(_ value: UInt32, _ ranges: [ClosedRange<UInt32>]) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(value)
  }
}
