import Tokenizers

/// The section `pre_tokenizer`.
struct PreTokenizerSection {
  /// The pre-tokenizers that are done here, by the file's names.
  static let supported = [
    "BertPreTokenizer", "ByteLevel", "CharDelimiterSplit", "Digits", "Metaspace", "Punctuation",
    "Sequence", "Split", "Whitespace", "WhitespaceSplit",
  ]

  /// The pre-tokenizers, Sequences taken apart.
  private(set) var components: [any PreTokenizer] = []
  /// Where ByteLevel stands, if it is there: then the model works on bytes.
  ///
  /// The reference's ByteLevel writes every byte as a character, which is what comes after it sees.
  /// Ours leaves the bytes as they are for the model to take, so nothing may come in between.
  private(set) var byteLevelPlace: String?

  /// Reads the section.
  static func read(_ json: JSONValue?) throws(TokenizerProblem) -> PreTokenizerSection {
    var result = PreTokenizerSection()
    guard let json else { return result }
    let section = try TokenizerSection(json, at: "pre_tokenizer")
    try section.forEachComponent("pretokenizers") { section, type throws(TokenizerProblem) in
      let component = try preTokenizer(section, type)
      if let place = result.byteLevelPlace { throw .byteLevel(place: place, reader: type) }
      if type == "ByteLevel" { result.byteLevelPlace = section.place }
      result.components.append(component)
    }
    return result
  }

  private static func preTokenizer(
    _ section: TokenizerSection, _ type: String
  ) throws(TokenizerProblem) -> any PreTokenizer {
    switch type {
    case "BertPreTokenizer":
      try section.allowOnly("type")
      return BertPreTokenizer()
    case "ByteLevel":
      let options = try section.byteLevelOptions()
      return ByteLevelPreTokenizer(
        addsPrefixSpace: options.addsPrefixSpace, usesPattern: options.usesPattern)
    case "CharDelimiterSplit":
      try section.allowOnly("type", "delimiter")
      let delimiter = String(try section.scalar("delimiter"))
      return SplitPreTokenizer(TextPattern(text: Array(delimiter.utf8)), .removed)
    case "Digits":
      try section.allowOnly("type", "individual_digits")
      return DigitsPreTokenizer(individually: try section.flag("individual_digits"))
    case "Metaspace":
      let options = try section.metaspaceOptions()
      return MetaspacePreTokenizer(
        replacement: options.replacement, prepends: options.prepends, splits: options.splits)
    case "Punctuation":
      try section.allowOnly("type", "behavior")
      return PunctuationPreTokenizer(try section.choice("behavior", default: .isolated))
    case "Split":
      try section.allowOnly("type", "pattern", "behavior", "invert")
      return SplitPreTokenizer(
        try section.pattern(), try section.choice("behavior"), inverts: try section.flag("invert"))
    case "Whitespace":
      try section.allowOnly("type")
      return WhitespacePreTokenizer()
    case "WhitespaceSplit":
      try section.allowOnly("type")
      return WhitespaceSplitPreTokenizer()
    default: throw .component(place: section.place, found: type, supported: supported)
    }
  }
}

extension TokenizerSection {
  /// The options of ByteLevel, which the file writes alike wherever it stands.
  func byteLevelOptions() throws(TokenizerProblem) -> (addsPrefixSpace: Bool, usesPattern: Bool) {
    try allowOnly("type", "add_prefix_space", "trim_offsets", "use_regex")
    // It moves the reference's offsets, not its tokens.
    _ = try flag("trim_offsets")
    return (try flag("add_prefix_space"), try flag("use_regex", default: true))
  }

  /// The options of Metaspace, as pre-tokenizer and as decoder, in their newer and older forms.
  func metaspaceOptions() throws(TokenizerProblem) -> (
    replacement: Unicode.Scalar, prepends: PrependScheme, splits: Bool
  ) {
    try allowOnly("type", "replacement", "prepend_scheme", "split", "add_prefix_space", "str_rep")
    // The replacement once more, as text; the reference looks only at the other.
    _ = try optionalText("str_rep")
    let prepends: PrependScheme = try choice("prepend_scheme", default: .always)
    // Of an older form, and without effect but for this; the reference refuses it as well.
    if try !flag("add_prefix_space", default: true), prepends != .never {
      throw .value(
        place: place(of: "add_prefix_space"),
        expected: "true, for prepend_scheme is \"\(prepends.rawValue)\"", found: "false")
    }
    return (try scalar("replacement"), prepends, try flag("split", default: true))
  }
}
