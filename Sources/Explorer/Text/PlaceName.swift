import Tracing

/// Addresses as a reader of the screen's language says them.
package enum PlaceName {
  /// One part of an address; as it is written where there is no word for it.
  package static func part(_ part: Substring, _ language: DisplayLanguage) -> String {
    NameText(rawValue: String(part))?(language) ?? String(part)
  }

  /// An address from the whole to the part: `decoder`, `layer 2`, `cross-attention`, `weights`.
  package static func parts(_ address: Address, _ language: DisplayLanguage) -> [String] {
    address.parts.map { part in
      Int(part) == nil ? Self.part(part, language) : FrameText.layer(language, String(part))
    }
  }

  /// The last part; with the one before where it says little by itself: `queries weight`, `encoder output`.
  package static func short(_ node: Node, _ language: DisplayLanguage) -> String {
    let parts = node.address.parts
    guard let last = parts.last else { return "" }
    let name = part(last, language)
    guard parts.count > 1, node.kind == .parameter || parts.count == 2 && last == "output" else {
      return name
    }
    let before = part(parts[parts.count - 2], language)
    return language == .chinese ? "\(before)的\(name)" : "\(before) \(name)"
  }
}
