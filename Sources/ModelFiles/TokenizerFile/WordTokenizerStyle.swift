/// Which special tokens a tokenizer of known words has, and what is put round a text.
///
/// Names and ids are those of the models that such texts are for: BART's, GPT's and BERT's.
package enum WordTokenizerStyle: String, CaseIterable, Sendable {
  /// A source and its target: `$A </s>`.
  case translation
  /// A text that is written on: `<s> $A`.
  case stories
  /// A text that is read as a whole: `[CLS] $A [SEP]`.
  case opinions

  /// The special tokens; their ids count from 0.
  package var specialTokens: [String] {
    switch self {
    case .translation: ["<s>", "<pad>", "</s>", "<unk>"]
    case .stories: ["<s>", "</s>", "<pad>", "<unk>"]
    case .opinions: ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    }
  }

  /// The id of the first word; special tokens, bytes and the mark of a space come before it.
  package var firstWord: Int { specialTokens.count + 257 }

  /// The id of the token that fills rows up to the same length.
  package var paddingID: Int {
    switch self {
    case .translation: 1
    case .stories: 2
    case .opinions: 0
    }
  }

  /// The id of the token for what cannot be expressed.
  package var unknownID: Int { self == .opinions ? 1 : 3 }

  /// The id of the token that begins a text, or from which a decoder starts.
  package var beginningID: Int { self == .opinions ? 2 : 0 }

  /// The id of the token that ends a text.
  package var endID: Int {
    switch self {
    case .translation: 2
    case .stories: 1
    case .opinions: 3
    }
  }

  /// The id of the token that stands for a word to be guessed; nil where there is none.
  package var maskID: Int? { self == .opinions ? 4 : nil }

  /// The token of ``maskID``.
  ///
  /// It takes the space before it with it, as the word does whose place it has.
  var mask: String? { maskID.map { specialTokens[$0] } }

  /// The section `post_processor`.
  var template: JSONValue {
    let (a, b) = (TokenizerParts.Place.text("A", type: 0), TokenizerParts.Place.text("B", type: 0))
    switch self {
    case .translation:
      let end = TokenizerParts.Place.token("</s>")
      return TokenizerParts.template(
        single: [a, end], pair: [a, end, b, end], ids: [("</s>", endID)])
    case .stories:
      let beginning = TokenizerParts.Place.token("<s>")
      return TokenizerParts.template(
        single: [beginning, a], pair: [beginning, a, b], ids: [("<s>", beginningID)])
    case .opinions:
      let (beginning, end) = (
        TokenizerParts.Place.token("[CLS]"), TokenizerParts.Place.token("[SEP]")
      )
      return TokenizerParts.template(
        single: [beginning, a, end], pair: [beginning, a, end, b, end],
        ids: [("[CLS]", beginningID), ("[SEP]", endID)])
    }
  }
}
