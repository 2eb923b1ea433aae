import Tokenizers

/// The section `decoder`.
enum DecoderSection {
  /// The decoders that are done here, by the file's names.
  static let supported = [
    "BPEDecoder", "ByteFallback", "ByteLevel", "Fuse", "Metaspace", "Replace", "Sequence", "Strip",
    "WordPiece",
  ]

  /// Reads the section; Sequences become their parts.
  static func read(_ json: JSONValue?) throws(TokenizerProblem) -> [any TokenDecoder] {
    guard let json else { return [] }
    var decoders: [any TokenDecoder] = []
    var followsByteLevel = false
    let section = try TokenizerSection(json, at: "decoder")
    try section.forEachComponent("decoders") { section, type throws(TokenizerProblem) in
      if followsByteLevel { try refuseReplacementCharacter(section) }
      decoders.append(try decoder(section, type))
      if type == "ByteLevel" { followsByteLevel = true }
    }
    // An empty Sequence joins the tokens without spaces, which no decoder at all would put there.
    return decoders.isEmpty ? [FuseDecoder()] : decoders
  }

  private static func decoder(
    _ section: TokenizerSection, _ type: String
  ) throws(TokenizerProblem) -> any TokenDecoder {
    switch type {
    case "BPEDecoder":
      try section.allowOnly("type", "suffix")
      return SuffixDecoder(suffix: Array(try section.text("suffix").utf8))
    case "ByteFallback":
      try section.allowOnly("type")
      return ByteFallbackDecoder()
    case "ByteLevel":
      _ = try section.byteLevelOptions()
      return ByteLevelDecoder()
    case "Fuse":
      try section.allowOnly("type")
      return FuseDecoder()
    case "Metaspace":
      let options = try section.metaspaceOptions()
      return MetaspaceDecoder(replacement: options.replacement, prepends: options.prepends)
    case "Replace":
      try section.allowOnly("type", "pattern", "content")
      return ReplaceDecoder(try section.pattern(), with: Array(try section.text("content").utf8))
    case "Strip":
      try section.allowOnly("type", "content", "start", "stop")
      return StripDecoder(
        content: try section.scalar("content"), start: try section.count("start"),
        stop: try section.count("stop"))
    case "WordPiece":
      try section.allowOnly("type", "prefix", "cleanup")
      return WordPieceDecoder(
        prefix: Array(try section.text("prefix").utf8), cleansUp: try section.flag("cleanup"))
    default: throw .component(place: section.place, found: type, supported: supported)
    }
  }

  /// Refuses to look for U+FFFD after ByteLevel.
  ///
  /// The reference's ByteLevel hands on text, with U+FFFD for what is not UTF-8; ours hands on bytes.
  private static func refuseReplacementCharacter(
    _ section: TokenizerSection
  ) throws(TokenizerProblem) {
    let texts = [section["content"], section["pattern"]?["String"], section["prefix"]]
    for text in texts.compactMap({ $0?.stringValue })
    where text.unicodeScalars.contains("\u{FFFD}") {
      throw .unsupported(
        place: section.place, found: "U+FFFD after ByteLevel", supported: "not looked for")
    }
  }
}
