/// A small number for every scalar, 0 for most; found with two look-ups.
///
/// The scalars are divided into pages of 256. Pages with one value throughout are stored once.
struct ScalarTable: Sendable {
  private var pages = [UInt16](repeating: 0, count: 0x1100)
  private var values = [UInt16](repeating: 0, count: 256)
  /// The pages with one value throughout, by that value.
  private var uniformPages: [UInt16: UInt16] = [0: 0]

  /// A table of zeros.
  init() {}

  /// Reads stretches of scalars with the same number: gap since the last stretch, length, number.
  init(runs: String) {
    var integers = PackedIntegers(runs)
    var position = 0
    while let gap = integers.next(), let length = integers.next(), let value = integers.next() {
      position += gap
      add(UInt16(value), to: position..<position + length)
      position += length
    }
  }

  /// The number of a scalar.
  @inline(__always)
  subscript(scalar: UInt32) -> UInt16 {
    values[Int(pages[Int(scalar >> 8)]) << 8 | Int(scalar & 0xFF)]
  }

  /// Sets bits in the numbers of a range of scalars.
  mutating func add(_ bits: UInt16, to scalars: Range<Int>) {
    var start = scalars.lowerBound
    while start < scalars.upperBound {
      let page = start >> 8
      let end = min(scalars.upperBound, (page + 1) << 8)
      let first = values[Int(pages[page]) << 8]
      if end - start == 256, uniformPages[first] == pages[page] {
        pages[page] = uniformPage(of: first | bits)
      } else {
        let base = ownPage(page)
        for scalar in start..<end { values[base | scalar & 0xFF] |= bits }
      }
      start = end
    }
  }

  private mutating func uniformPage(of value: UInt16) -> UInt16 {
    if let page = uniformPages[value] { return page }
    let page = UInt16(values.count >> 8)
    values.append(contentsOf: repeatElement(value, count: 256))
    uniformPages[value] = page
    return page
  }

  /// Where a page's values begin, after a copy if others have the same page.
  private mutating func ownPage(_ page: Int) -> Int {
    let base = Int(pages[page]) << 8
    guard uniformPages[values[base]] == pages[page] else { return base }
    pages[page] = UInt16(values.count >> 8)
    values.append(contentsOf: Array(values[base..<base + 256]))
    return values.count - 256
  }
}
