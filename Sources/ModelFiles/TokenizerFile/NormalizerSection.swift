import Tokenizers

/// The section `normalizer`.
enum NormalizerSection {
  /// The normalizers that are done here, by the file's names.
  static let supported = [
    "BertNormalizer", "Lowercase", "NFC", "NFD", "NFKC", "NFKD", "Precompiled", "Prepend",
    "Replace", "Sequence", "Strip", "StripAccents",
  ]

  /// How many times as long Replace may make a text, all of them together: a few times is usual.
  private static let largestGrowth = 256

  /// Reads the section; Sequences become their parts.
  static func read(_ json: JSONValue?) throws(TokenizerProblem) -> [any Normalizer] {
    guard let json else { return [] }
    var normalizers: [any Normalizer] = []
    let section = try TokenizerSection(json, at: "normalizer")
    var growth = 1
    try section.forEachComponent("normalizers") { section, type throws(TokenizerProblem) in
      normalizers.append(try normalizer(section, type))
      guard type == "Replace" else { return }
      growth *= min(largestGrowth + 1, max(1, try section.text("content").utf8.count))
      guard growth <= largestGrowth else {
        throw .unsupported(
          place: section.place(of: "content"),
          found: "text that becomes more than \(largestGrowth) times as long",
          supported: "shorter")
      }
    }
    return normalizers
  }

  private static func normalizer(
    _ section: TokenizerSection, _ type: String
  ) throws(TokenizerProblem) -> any Normalizer {
    switch type {
    case "BertNormalizer": return try bert(section)
    case "Precompiled": return try characterMap(section)
    case "Prepend":
      try section.allowOnly("type", "prepend")
      return Prepend(Array(try section.text("prepend").utf8))
    case "Replace":
      try section.allowOnly("type", "pattern", "content")
      return Replace(try section.pattern(), with: Array(try section.text("content").utf8))
    case "Strip":
      try section.allowOnly("type", "strip_left", "strip_right")
      return StripSpaces(
        left: try section.flag("strip_left"), right: try section.flag("strip_right"))
    case "Lowercase":
      try section.allowOnly("type")
      return Lowercase()
    case "StripAccents":
      try section.allowOnly("type")
      return StripAccents()
    default:
      // Byte by byte, for Swift takes the Kelvin sign for a K.
      let forms = UnicodeNormalizer.Form.allCases
      guard let form = forms.first(where: { exactlyEqual($0.rawValue, type) }) else {
        throw .component(place: section.place, found: type, supported: supported)
      }
      try section.allowOnly("type")
      return UnicodeNormalizer(form)
    }
  }

  private static func bert(
    _ section: TokenizerSection
  ) throws(TokenizerProblem) -> any Normalizer {
    try section.allowOnly(
      "type", "clean_text", "handle_chinese_chars", "strip_accents", "lowercase")
    // Without a word on accents, they go where upper case goes.
    let stripsAccents =
      section["strip_accents"] == nil ? nil : try section.flag("strip_accents")
    return BertNormalizer(
      cleansText: try section.flag("clean_text"),
      handlesChineseCharacters: try section.flag("handle_chinese_chars"),
      stripsAccents: stripsAccents, lowercases: try section.flag("lowercase"))
  }

  private static func characterMap(
    _ section: TokenizerSection
  ) throws(TokenizerProblem) -> any Normalizer {
    try section.allowOnly("type", "precompiled_charsmap")
    let text = try section.text("precompiled_charsmap")
    let place = section.place(of: "precompiled_charsmap")
    guard let blob = Base64.decode(text) else {
      throw .value(place: place, expected: "base 64", found: TokenizerFile.shown(.string(text)))
    }
    do { return try PrecompiledCharacterMap(blob) } catch {
      throw .value(
        place: place, expected: "a character map of SentencePiece", found: error.message)
    }
  }
}
