/// The pieces of JSON that every `tokenizer.json` is put together from.
enum TokenizerParts {
  /// A whole file, in the order in which Hugging Face's library writes it.
  static func file(
    addedTokens: JSONValue, normalizer: JSONValue, preTokenizer: JSONValue,
    postProcessor: JSONValue, decoder: JSONValue, model: JSONValue
  ) -> JSONValue {
    .object([
      JSONMember("version", .string("1.0")),
      JSONMember("truncation", .null),
      JSONMember("padding", .null),
      JSONMember("added_tokens", addedTokens),
      JSONMember("normalizer", normalizer),
      JSONMember("pre_tokenizer", preTokenizer),
      JSONMember("post_processor", postProcessor),
      JSONMember("decoder", decoder),
      JSONMember("model", model),
    ])
  }

  /// A component: its type, then its settings.
  static func typed(_ type: String, _ members: [JSONMember] = []) -> JSONValue {
    .object([JSONMember("type", .string(type))] + members)
  }

  /// Decoders one after another.
  static func sequence(_ decoders: [JSONValue]) -> JSONValue {
    typed("Sequence", [JSONMember("decoders", .array(decoders))])
  }

  /// Special tokens that are found in the text; their ids count from 0.
  ///
  /// - Parameters:
  ///   - contents: The tokens.
  ///   - spaceTaker: The one that takes the spaces before it with it, if there is one.
  /// - Returns: The section `added_tokens`.
  static func addedTokens(_ contents: [String], spaceTaker: String? = nil) -> JSONValue {
    .array(
      contents.enumerated().map { id, content in
        .object([
          JSONMember("id", .integer(id)), JSONMember("content", .string(content)),
          JSONMember("single_word", .boolean(false)),
          JSONMember("lstrip", .boolean(spaceTaker.map { exactlyEqual($0, content) } ?? false)),
          JSONMember("rstrip", .boolean(false)), JSONMember("normalized", .boolean(false)),
          JSONMember("special", .boolean(true)),
        ])
      })
  }

  /// The settings of Metaspace, for cutting and for decoding.
  static func metaspace(prepending scheme: String) -> [JSONMember] {
    [
      JSONMember("replacement", .string("▁")), JSONMember("prepend_scheme", .string(scheme)),
      JSONMember("split", .boolean(true)),
    ]
  }

  /// One place of a template.
  enum Place {
    /// A special token.
    case token(String)
    /// The text A or B, whose tokens get this type.
    case text(String, type: Int)
  }

  /// What is put round one text and round two.
  ///
  /// - Parameters:
  ///   - single: The template for one text.
  ///   - pair: The one for two.
  ///   - ids: The ids of the special tokens in them.
  /// - Returns: The section `post_processor`.
  static func template(
    single: [Place], pair: [Place], ids: [(token: String, id: Int)]
  ) -> JSONValue {
    typed(
      "TemplateProcessing",
      [
        JSONMember("single", .array(single.map(value))),
        JSONMember("pair", .array(pair.map(value))),
        JSONMember(
          "special_tokens",
          .object(
            ids.map { token, id in
              JSONMember(
                token,
                .object([
                  JSONMember("id", .string(token)), JSONMember("ids", .array([.integer(id)])),
                  JSONMember("tokens", .array([.string(token)])),
                ]))
            })),
      ])
  }

  private static func value(of place: Place) -> JSONValue {
    func named(_ kind: String, _ name: String, _ type: Int) -> JSONValue {
      .object([
        JSONMember(
          kind, .object([JSONMember("id", .string(name)), JSONMember("type_id", .integer(type))]))
      ])
    }
    return switch place {
    case .token(let name): named("SpecialToken", name, 0)
    case .text(let name, let type): named("Sequence", name, type)
    }
  }

  /// A Unigram model; entries are UTF-8.
  static func unigram(
    entries: [[UInt8]], scores: [Double], unknown: Int, fallsBackToBytes: Bool
  ) -> JSONValue {
    let pairs = zip(entries, scores).map { entry, score in
      JSONValue.array([.string(String(decoding: entry, as: UTF8.self)), .number(score)])
    }
    return typed(
      "Unigram",
      [
        JSONMember("unk_id", .integer(unknown)), JSONMember("vocab", .array(pairs)),
        JSONMember("byte_fallback", .boolean(fallsBackToBytes)),
      ])
  }
}
