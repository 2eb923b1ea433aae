import Tokenizers
import Transformers

/// What Hugging Face wants to know of a tokenizer besides `tokenizer.json`.
struct TokenizerSettings {
  /// The settings' file.
  static let settingsName = "tokenizer_config.json"
  /// The file of the special tokens.
  static let specialTokensName = "special_tokens_map.json"

  let tokenizer: Tokenizer
  let configuration: Configuration

  /// The special tokens by the names that they have there.
  var specialTokens: [JSONMember] {
    let c = configuration.tokens
    let template = configuration.tower == .encoder ? tokenizer.template : Template()
    let named: [(String, Int?)] = [
      ("pad_token", c.padding), ("bos_token", c.beginning), ("eos_token", c.ends.first),
      ("unk_token", id("[UNK]", "<unk>")), ("cls_token", template.before.first),
      ("sep_token", template.after.last), ("mask_token", id("[MASK]", "<mask>")),
    ]
    return named.compactMap { name, id in
      guard let id, let bytes = tokenizer.bytes(of: id),
        let text = String(validating: bytes, as: UTF8.self)
      else { return nil }
      return JSONMember(name, .string(text))
    }
  }

  /// The whole `tokenizer_config.json`.
  var json: JSONValue {
    // Only encoders here have kinds of token; the others' classes refuse them.
    let inputs =
      ["input_ids"] + (configuration.tokenTypeCount > 0 ? ["token_type_ids"] : [])
      + ["attention_mask"]
    var members = [
      JSONMember("tokenizer_class", .string("PreTrainedTokenizerFast")),
      JSONMember("clean_up_tokenization_spaces", .boolean(false)),
      JSONMember("model_input_names", .array(inputs.map(JSONValue.string))),
    ]
    if let length = configuration.contextLength {
      members.append(JSONMember("model_max_length", .integer(length)))
    }
    return .object(members + specialTokens)
  }

  /// The id of the first of these that is an added token.
  private func id(_ contents: String...) -> Int? {
    contents.lazy.compactMap { tokenizer.addedTokens.id(of: Array($0.utf8)) }.first
  }
}
