import ModelFiles
import Tokenizers

/// The texts of the tokens screen.
package enum TokensText: String, Translated {
  case title, text, tokenizers, count, character, noText, cut, opening, training, failed, noSteps
  case entries
  case bytes, characters, words, bpe, byteLevelBPE, wordPiece, unigram
  case ofModel, trained, rawBytes
  case codePoint, byteCount, leads, continues, ascii, none
  case stepTitle, piece, before, after, log

  package var texts: (english: String, chinese: String) {
    switch self {
    case .title: ("tokens", "词元")
    case .text: ("text", "文本")
    case .tokenizers: ("one text, many tokenizers", "同一文本，多种分词器")
    case .count: ("{} tokens", "{} 个词元")
    case .entries: ("vocabulary of {}", "词表 {} 项")
    case .character: ("this character in bytes", "这个字符的字节")
    case .noText: ("type a text", "请输入文本")
    case .cut: ("only the first {} characters", "只看前 {} 个字符")
    case .opening: ("opening …", "正在打开…")
    case .training: ("being trained …", "正在训练…")
    case .failed: ("cannot be opened: {}", "无法打开：{}")
    case .noSteps: ("this tokenizer takes no step on this text", "这个分词器对此文本没有任何步骤")
    case .bytes: ("bytes", "字节")
    case .characters: ("characters", "字符")
    case .words: ("words", "整词")
    case .bpe: ("BPE", "BPE")
    case .byteLevelBPE: ("byte-level BPE", "字节级 BPE")
    case .wordPiece: ("WordPiece", "WordPiece")
    case .unigram: ("Unigram", "Unigram")
    case .ofModel: ("the tokenizer of this model", "这个模型的分词器")
    case .trained:
      ("trained here on sentences of the toy languages", "在玩具语言的句子上现场训练")
    case .rawBytes: ("each byte of UTF-8 is a token", "每个 UTF-8 字节是一个词元")
    case .codePoint: ("code point", "码位")
    case .byteCount: ("bytes", "字节数")
    case .leads: ("begins: {} bytes follow", "首字节：后面还有 {} 个")
    case .continues: ("continues", "后续字节")
    case .ascii: ("alone: ASCII", "单字节：ASCII")
    case .none: ("nothing of it", "无词元")
    case .stepTitle: ("step {}/{}", "第 {}/{} 步")
    case .piece: ("piece {}", "第 {} 段")
    case .before: ("before", "之前")
    case .after: ("after", "之后")
    case .log: ("steps", "步骤")
    }
  }

  /// The name of a kind of tokenizer; nil for a model's, which has the model's.
  package init?(_ scheme: TokenScheme) {
    switch scheme {
    case .bytes: self = .bytes
    case .trained(.character): self = .characters
    case .trained(.word): self = .words
    case .trained(.bpe): self = .bpe
    case .trained(.byteLevelBPE): self = .byteLevelBPE
    case .trained(.wordPiece): self = .wordPiece
    case .trained(.unigram): self = .unigram
    case .model: return nil
    }
  }
}
