/// A pattern of addresses.
///
/// `*` stands for any letters within a part, `?` for one, `**` for any parts. It may begin at any part
/// (`weights`, `self-attention/weights`, `*/self-attention/weights` are all found in every layer); a slash
/// in front ties it to the start (`/encoder/output`). What lies below a match matches too, so `decoder/1`
/// is the whole layer.
package struct AddressPattern: Equatable, Sendable {
  /// The pattern as written.
  package let text: String
  private let parts: [[UInt8]]

  /// Reads a pattern.
  package init(_ text: String) {
    self.text = text
    var parts = text.split(separator: "/").map { Array($0.utf8) }
    if !parts.isEmpty, !text.hasPrefix("/") { parts.insert(Array("**".utf8), at: 0) }
    self.parts = parts
  }

  /// Whether an address, or something that it lies below, matches.
  package func matches(_ address: Address) -> Bool {
    guard !parts.isEmpty else { return false }
    return matches(parts[...], address.parts.map { Array($0.utf8) }[...])
  }

  private func matches(_ pattern: ArraySlice<[UInt8]>, _ parts: ArraySlice<[UInt8]>) -> Bool {
    guard let first = pattern.first else { return true }
    if first == Array("**".utf8) {
      let rest = pattern.dropFirst()
      if rest.isEmpty { return !parts.isEmpty }
      return parts.indices.contains { matches(rest, parts[$0...]) }
    }
    guard let part = parts.first, Self.matches(first[...], part[...]) else { return false }
    return matches(pattern.dropFirst(), parts.dropFirst())
  }

  private static func matches(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
    // Remembers the last star only: enough, for a later star makes an earlier one's choice final.
    var (pattern, text) = (pattern, text)
    var retry: (pattern: ArraySlice<UInt8>, text: ArraySlice<UInt8>)?
    while true {
      if let letter = pattern.first {
        if letter == UInt8(ascii: "*") {
          pattern = pattern.dropFirst()
          retry = (pattern, text)
          continue
        }
        if let next = text.first, letter == UInt8(ascii: "?") || letter == next {
          pattern = pattern.dropFirst()
          text = text.dropFirst()
          continue
        }
      } else if text.isEmpty {
        return true
      }
      guard let last = retry, !last.text.isEmpty else { return false }
      retry = (last.pattern, last.text.dropFirst())
      pattern = last.pattern
      text = last.text.dropFirst()
    }
  }
}
