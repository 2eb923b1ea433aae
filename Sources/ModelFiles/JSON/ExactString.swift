/// A string that equals only one of the very same bytes.
///
/// Swift's own `==` takes "é" for equal to "e" with a combining accent, and hashes them alike. JSON
/// keys, tensor names and tokens are told apart by their bytes, so tables of them use this as key.
package struct ExactString: Hashable, Sendable {
  /// The text.
  package let string: String

  /// Wraps a string.
  package init(_ string: String) {
    self.string = string
  }

  package static func == (left: ExactString, right: ExactString) -> Bool {
    exactlyEqual(left.string, right.string)
  }

  package func hash(into hasher: inout Hasher) {
    var copy = string
    copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    hasher.combine(0xFF as UInt8)
  }
}

/// Whether two strings have the same bytes.
func exactlyEqual(_ left: String, _ right: String) -> Bool {
  left.utf8.count == right.utf8.count && left.utf8.elementsEqual(right.utf8)
}
