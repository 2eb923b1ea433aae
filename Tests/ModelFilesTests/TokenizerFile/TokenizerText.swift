import ModelFiles
import Testing
import Tokenizers

/// Small tokenizer files of each kind, as text, to be changed and read.
enum TokenizerText {
  /// GPT-2's form.
  static let pairs = """
    {
      "version": "1.0", "truncation": null, "padding": null,
      "added_tokens": [
        {"id": 5, "content": "<|end|>", "single_word": false, "lstrip": false, "rstrip": false,
         "normalized": false, "special": true}
      ],
      "normalizer": null,
      "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true},
      "post_processor": {"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": false},
      "decoder": {"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true},
      "model": {
        "type": "BPE", "dropout": null, "unk_token": null, "continuing_subword_prefix": "",
        "end_of_word_suffix": "", "fuse_unk": false, "byte_fallback": false,
        "vocab": {"a": 0, "b": 1, "Ġ": 2, "ab": 3, "Ġab": 4}, "merges": ["a b", "Ġ ab"]
      }
    }
    """

  /// BERT's form.
  static let words = """
    {
      "version": "1.0",
      "truncation": {"max_length": 2, "strategy": "LongestFirst", "stride": 0},
      "padding": {"strategy": {"Fixed": 128}, "direction": "Right", "pad_id": 0},
      "added_tokens": [
        {"id": 1, "content": "[CLS]", "single_word": false, "lstrip": false, "rstrip": false,
         "normalized": false, "special": true},
        {"id": 2, "content": "[SEP]", "single_word": false, "lstrip": false, "rstrip": false,
         "normalized": false, "special": true}
      ],
      "normalizer": {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true,
        "strip_accents": null, "lowercase": true},
      "pre_tokenizer": {"type": "BertPreTokenizer"},
      "post_processor": {
        "type": "TemplateProcessing",
        "single": [
          {"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
          {"SpecialToken": {"id": "[SEP]", "type_id": 0}}
        ],
        "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
        "special_tokens": {
          "[CLS]": {"id": "[CLS]", "ids": [1], "tokens": ["[CLS]"]},
          "[SEP]": {"id": "[SEP]", "ids": [2], "tokens": ["[SEP]"]}
        }
      },
      "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": true},
      "model": {
        "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
        "max_input_chars_per_word": 100,
        "vocab": {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "un": 3, "##able": 4}
      }
    }
    """

  /// T5's form.
  static let scores = """
    {
      "version": "1.0", "added_tokens": [],
      "normalizer": {"type": "Sequence", "normalizers": [
        {"type": "NFKC"}, {"type": "Replace", "pattern": {"String": "x"}, "content": "y"}]},
      "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "str_rep": "▁",
        "add_prefix_space": true},
      "post_processor": null,
      "decoder": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": true},
      "model": {
        "type": "Unigram", "unk_id": 0, "byte_fallback": false,
        "vocab": [["<unk>", 0], ["▁", -2.5], ["a", -3.25], ["▁a", -4]]
      }
    }
    """

  /// Reads a text with some parts of it replaced, each of which it has once.
  static func read(
    _ text: String, replacing changes: [(part: String, replacement: String)] = []
  ) throws -> Tokenizer {
    var text = text
    for (part, replacement) in changes {
      let pieces = text.components(separatedBy: part)
      try #require(pieces.count == 2, "\(part) is there \(pieces.count - 1) times")
      text = pieces.joined(separator: replacement)
    }
    return try TokenizerFile.read(Array(text.utf8), path: "tokenizer.json")
  }

  /// What is said of such a text; nothing where it is read.
  static func failure(
    _ text: String, replacing changes: [(part: String, replacement: String)]
  ) throws -> String? {
    do {
      _ = try read(text, replacing: changes)
      return nil
    } catch let error as ModelFileError {
      return error.description
    }
  }
}

extension String {
  fileprivate func components(separatedBy part: String) -> [String] {
    var pieces: [String] = []
    var rest = Array(utf8)[...]
    let part = Array(part.utf8)
    var piece: [UInt8] = []
    while !rest.isEmpty {
      if rest.starts(with: part) {
        pieces.append(String(decoding: piece, as: UTF8.self))
        piece = []
        rest = rest.dropFirst(part.count)
      } else {
        piece.append(rest.removeFirst())
      }
    }
    return pieces + [String(decoding: piece, as: UTF8.self)]
  }
}
