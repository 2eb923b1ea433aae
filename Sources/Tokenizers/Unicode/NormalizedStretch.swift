/// A stretch of text in a normalization form, with the place that each of its scalars comes from.
///
/// Keeps its memory from one stretch to the next.
struct NormalizedStretch {
  /// A scalar, and the bytes of the text that it stands for.
  struct Part {
    var value: UInt32
    var start: UInt32
    var end: UInt32
    var combiningClass: UInt8

    /// The scalar.
    var scalar: Unicode.Scalar { Unicode.Scalar(value) ?? "\u{FFFD}" }
  }

  /// The scalars in order.
  private(set) var parts: [Part] = []
  private var marks: [Part] = []
  private let form: UnicodeNormalizer.Form
  private let table = NormalizationTable.shared

  /// Begins with no text.
  init(_ form: UnicodeNormalizer.Form) { self.form = form }

  /// Normalizes a range of a text; says whether that makes a difference.
  mutating func normalize(_ text: AlignedText, _ range: Range<Int>) -> Bool {
    parts.removeAll(keepingCapacity: true)
    text.forEachScalar(in: range) { reading, place in
      table.decompose(reading.scalar.value, compatibly: form.isCompatible) { value in
        parts.append(
          Part(
            value: value, start: UInt32(place.lowerBound), end: UInt32(place.upperBound),
            combiningClass: table.combiningClass(of: value)))
      }
    }
    sortMarks()
    if form.composes { compose() }
    return differs(from: text, range)
  }

  private func differs(from text: AlignedText, _ range: Range<Int>) -> Bool {
    var offset = range.lowerBound
    for part in parts {
      guard offset < range.upperBound else { return true }
      let reading = text.scalar(at: offset)
      guard reading.scalar.value == part.value else { return true }
      offset += reading.length
    }
    return offset < range.upperBound
  }

  /// Puts every run of marks in the order of their classes; those of one class stay in order.
  private mutating func sortMarks() {
    var start = 0
    while start < parts.count {
      guard parts[start].combiningClass > 0 else {
        start += 1
        continue
      }
      var end = start + 1
      var isSorted = true
      while end < parts.count, parts[end].combiningClass > 0 {
        if parts[end].combiningClass < parts[end - 1].combiningClass { isSorted = false }
        end += 1
      }
      if !isSorted { sort(start..<end) }
      start = end
    }
  }

  /// Sorts by counting, since a run may be as long as the text.
  private mutating func sort(_ run: Range<Int>) {
    var ends = [Int](repeating: 0, count: 256)
    for index in run { ends[Int(parts[index].combiningClass)] += 1 }
    var total = run.lowerBound
    for combiningClass in ends.indices {
      total += ends[combiningClass]
      ends[combiningClass] = total
    }
    marks.removeAll(keepingCapacity: true)
    marks.append(contentsOf: parts[run])
    for mark in marks.reversed() {
      ends[Int(mark.combiningClass)] -= 1
      parts[ends[Int(mark.combiningClass)]] = mark
    }
  }

  /// Lets each scalar compose with the last starter, unless something between them is in the way: a
  /// mark of the same class or a higher one, or another starter.
  private mutating func compose() {
    var count = 0
    var starter: Int?
    for index in parts.indices {
      let part = parts[index]
      if let starter {
        let between = count - 1 > starter ? parts[count - 1].combiningClass : nil
        let isBlocked = between.map { $0 == 0 || $0 >= part.combiningClass } ?? false
        if !isBlocked, let composite = table.compose(parts[starter].value, part.value) {
          parts[starter].value = composite
          parts[starter].start = min(parts[starter].start, part.start)
          parts[starter].end = max(parts[starter].end, part.end)
          continue
        }
      }
      if part.combiningClass == 0 { starter = count }
      parts[count] = part
      count += 1
    }
    parts.removeLast(parts.count - count)
  }
}
