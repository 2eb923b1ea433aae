/// The text of small `tokenizer.json` files: words, and bytes for what is none of them.
package enum SmallTokenizer {
  /// The words that it knows, with the ids from 260 on.
  package static let words = ["▁the", "▁cat", "▁saw", "▁a", "▁dog", "."]
  /// How many ids there are.
  package static let size = 260 + words.count

  /// A tokenizer with the specials `<pad>`, `</s>`, `<unk>`, `<s>` (0 to 3), the bytes (4 to 259) and words.
  ///
  /// - Parameters:
  ///   - before: Special tokens put before a text.
  ///   - after: Special tokens put behind it.
  /// - Returns: The text of the file.
  package static func json(before: [String] = [], after: [String] = []) -> String {
    let specials = ["<pad>", "</s>", "<unk>", "<s>"]
    let bytes = (0..<256).map { byte in
      let digits = String(byte, radix: 16, uppercase: true)
      return "<0x" + (digits.utf8.count == 1 ? "0" : "") + digits + ">"
    }
    let entries = specials + bytes + words
    let vocabulary = entries.enumerated().map { "\"\($0.element)\":\($0.offset)" }
    let added = specials.enumerated().map { id, content in
      """
      {"id":\(id),"content":"\(content)","single_word":false,"lstrip":false,"rstrip":false,\
      "normalized":false,"special":true}
      """
    }
    func special(_ name: String) -> String {
      "{\"SpecialToken\":{\"id\":\"\(name)\",\"type_id\":0}}"
    }
    let sequence = "{\"Sequence\":{\"id\":\"A\",\"type_id\":0}}"
    let single = before.map(special) + [sequence] + after.map(special)
    let described = Set(before + after).sorted().map { name in
      let id = specials.firstIndex(of: name) ?? 0
      return "\"\(name)\":{\"id\":\"\(name)\",\"ids\":[\(id)],\"tokens\":[\"\(name)\"]}"
    }
    let list = single.joined(separator: ",")
    let pair = list + ",{\"Sequence\":{\"id\":\"B\",\"type_id\":0}}"
    let template = """
      {"type":"TemplateProcessing","single":[\(list)],"pair":[\(pair)],\
      "special_tokens":{\(described.joined(separator: ","))}}
      """
    let metaspace = "{\"type\":\"Metaspace\",\"replacement\":\"▁\",\"prepend_scheme\":\"always\"}"
    return """
      {"version":"1.0","truncation":null,"padding":null,"added_tokens":[\(added.joined(separator: ","))],\
      "normalizer":null,"pre_tokenizer":{"type":"Sequence","pretokenizers":[\(metaspace),\
      {"type":"Punctuation","behavior":"Isolated"}]},\
      "post_processor":\(before.isEmpty && after.isEmpty ? "null" : template),\
      "decoder":{"type":"Sequence","decoders":[{"type":"ByteFallback"},\(metaspace)]},\
      "model":{"type":"BPE","dropout":null,"unk_token":"<unk>","continuing_subword_prefix":null,\
      "end_of_word_suffix":null,"fuse_unk":false,"byte_fallback":true,"ignore_merges":true,\
      "vocab":{\(vocabulary.joined(separator: ","))},"merges":[]}}
      """
  }
}
