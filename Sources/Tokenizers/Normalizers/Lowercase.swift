/// Makes capital letters small, each by itself.
///
/// As in the reference, a letter's surroundings do not count: Σ becomes σ also at the end of a word.
/// Only İ becomes two scalars, i and a dot above.
package struct Lowercase: Normalizer, Equatable {
  /// Makes the normalizer.
  package init() {}

  package var name: String { "lowercase" }

  package func normalize(_ text: inout AlignedText) {
    var editor = AlignedText.Editor(text)
    let mapping = Self.mapping
    var offset = 0
    while offset < text.bytes.count {
      let byte = text.bytes[offset]
      if byte < 0x80 {
        if byte &- 0x41 < 26 {
          editor.replace(offset..<offset + 1, with: CollectionOfOne(byte | 0x20))
        }
        offset += 1
        continue
      }
      let reading = text.scalar(at: offset)
      let range = offset..<offset + reading.length
      let run = mapping.runs[reading.scalar.value]
      if run > 0 {
        let value = UInt32(
          truncatingIfNeeded: Int(reading.scalar.value) + mapping.offsets[Int(run)])
        if let small = Unicode.Scalar(value) {
          editor.change(range) { $0.write(small, for: range) }
        }
      } else if reading.scalar == "\u{130}" {
        editor.replace(range, with: "i\u{307}".utf8)
      }
      offset = range.upperBound
    }
    editor.finish(&text)
  }

  // MARK: The mapping

  /// For every capital letter the number of its run, and for every run what leads to the small ones.
  private struct Mapping {
    var runs = ScalarTable()
    var offsets = [0]
  }

  private static let mapping: Mapping = {
    var mapping = Mapping()
    var integers = PackedIntegers(packedMapping)
    var scalar = 0
    while let gap = integers.next(), let count = integers.next(), let step = integers.next(),
      let offset = integers.nextSigned()
    {
      scalar += gap
      for index in 0..<count {
        let capital = scalar + index * step
        mapping.runs.add(UInt16(mapping.offsets.count), to: capital..<capital + 1)
      }
      scalar += (count - 1) * step
      mapping.offsets.append(offset)
    }
    return mapping
  }()
}
