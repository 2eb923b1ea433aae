import Tensors
import Tokenizers

/// The section `post_processor`, of which a text alone sees what is put round it.
struct PostProcessorSection {
  /// The post-processors that are done here, by the file's names.
  static let supported = [
    "BertProcessing", "ByteLevel", "RobertaProcessing", "Sequence", "TemplateProcessing",
  ]

  /// The most tokens that a template may put round a text.
  private static let mostTokens = 1024

  private let tokenizer: Tokenizer
  private var template: Template?

  /// Reads the section, if the file has one; the tokenizer knows which token an id stands for.
  static func read(
    _ json: JSONValue?, tokenizer: Tokenizer
  ) throws(TokenizerProblem) -> Template {
    guard let json else { return Template() }
    var result = PostProcessorSection(tokenizer: tokenizer, template: nil)
    let section = try TokenizerSection(json, at: "post_processor")
    try section.forEachComponent("processors") { section, type throws(TokenizerProblem) in
      guard let template = try result.template(section, type) else { return }
      guard result.template == nil else {
        throw .unsupported(
          place: section.place, found: "a second template", supported: "the only one")
      }
      result.template = template
    }
    return result.template ?? Template()
  }

  private func template(
    _ section: TokenizerSection, _ type: String
  ) throws(TokenizerProblem) -> Template? {
    switch type {
    case "BertProcessing":
      try section.allowOnly("type", "sep", "cls")
      return try Template(before: [token(section, "cls")], after: [token(section, "sep")])
    case "RobertaProcessing":
      try section.allowOnly("type", "sep", "cls", "trim_offsets", "add_prefix_space")
      // Both move the reference's offsets, not its tokens.
      _ = try section.flag("trim_offsets", default: true)
      _ = try section.flag("add_prefix_space", default: true)
      return try Template(before: [token(section, "cls")], after: [token(section, "sep")])
    case "ByteLevel":
      // It moves the reference's offsets, not its tokens.
      _ = try section.byteLevelOptions()
      return nil
    case "TemplateProcessing": return try template(section)
    default: throw .component(place: section.place, found: type, supported: Self.supported)
    }
  }

  /// A token with its id: `["[CLS]", 101]`.
  private func token(
    _ section: TokenizerSection, _ key: String
  ) throws(TokenizerProblem) -> Int {
    guard case .array(let pair) = section[key], pair.count == 2, let text = pair[0].stringValue,
      case .integer(let id) = pair[1]
    else { throw section.problem(key, expected: "a token and its id") }
    try check(id, stands: text, at: section.place(of: key))
    return id
  }

  private func check(
    _ id: Int, stands expected: String, at place: String
  ) throws(TokenizerProblem) {
    guard tokenizer.id(of: Array(expected.utf8)) != id else { return }
    let found = tokenizer.bytes(of: id)
    guard let found, found.elementsEqual(expected.utf8) else {
      let found = found.map { VisibleText.quoted(String(decoding: $0, as: UTF8.self)) }
      throw .otherToken(place: place, id: id, expected: expected, found: found ?? "no token")
    }
  }

  // MARK: Templates

  /// `[CLS] $A [SEP]`, in the file's words.
  private func template(_ section: TokenizerSection) throws(TokenizerProblem) -> Template {
    try section.allowOnly("type", "single", "pair", "special_tokens")
    var before: [Int] = []
    var after: [Int] = []
    var textCount = 0
    var descriptions: [ExactString: JSONValue] = [:]
    for member in section["special_tokens"]?.objectValue ?? [] {
      descriptions[ExactString(member.key)] = member.value
    }
    for piece in try section.sections("single") {
      try piece.allowOnly("Sequence", "SpecialToken")
      switch (piece["Sequence"], piece["SpecialToken"]) {
      case (let json?, nil):
        let sequence = try TokenizerSection(json, at: piece.place(of: "Sequence"))
        try sequence.allowOnly("id", "type_id")
        guard try exactlyEqual(sequence.text("id"), "A") else {
          throw .unsupported(
            place: sequence.place(of: "id"), found: TokenizerFile.shown(sequence["id"]),
            supported: "\"A\"")
        }
        textCount += 1
      case (nil, let json?):
        let special = try TokenizerSection(json, at: piece.place(of: "SpecialToken"))
        try special.allowOnly("id", "type_id")
        let ids = try ids(of: special, descriptions, at: section.place(of: "special_tokens"))
        if textCount == 0 { before += ids } else { after += ids }
        guard before.count + after.count <= Self.mostTokens else {
          throw .unsupported(
            place: section.place(of: "single"), found: "a template of so many tokens",
            supported: "of \(Self.mostTokens) or fewer")
        }
      default:
        throw .value(
          place: piece.place, expected: "either a Sequence or a SpecialToken",
          found: "something else")
      }
    }
    guard textCount == 1 else {
      throw .unsupported(
        place: section.place(of: "single"), found: "the text \(textCount) times",
        supported: "there once")
    }
    return Template(before: before, after: after)
  }

  /// The ids that a special token of a template is described with.
  private func ids(
    of special: TokenizerSection, _ descriptions: [ExactString: JSONValue], at place: String
  ) throws(TokenizerProblem) -> [Int] {
    let name = try special.text("id")
    guard let json = descriptions[ExactString(name)] else {
      throw .noSpecialToken(place: special.place(of: "id"), found: name)
    }
    let place = "\(place)[\(VisibleText.quoted(name))]"
    let description = try TokenizerSection(json, at: place)
    try description.allowOnly("id", "ids", "tokens")
    let (ids, tokens) = (try description.list("ids"), try description.list("tokens"))
    guard ids.count == tokens.count else {
      throw description.problem("tokens", expected: "as many tokens as ids, here \(ids.count)")
    }
    var result: [Int] = []
    for (index, (id, token)) in zip(ids, tokens).enumerated() {
      guard case .integer(let id) = id else {
        throw .value(
          place: "\(place).ids[\(index)]", expected: "an id", found: TokenizerFile.shown(id))
      }
      guard let token = token.stringValue else {
        throw .value(
          place: "\(place).tokens[\(index)]", expected: "a string",
          found: TokenizerFile.shown(token))
      }
      try check(id, stands: token, at: "\(place).ids[\(index)]")
      result.append(id)
    }
    return result
  }
}
