import Tokenizers

/// What the parts of a tokenizer are called, and why they do what they do.
package enum TokenStepText: String, Translated {
  case addedTokens, normalization, preTokenization, model, template, decoding
  case addedToken, rewritten, cut, inVocabulary, symbols, bytes, merge, longest, longestOf, best
  case condensed, unknown, dropped, templateAdds, gathered
  case candidates, rejected, tried

  package var texts: (english: String, chinese: String) {
    switch self {
    case .addedTokens: ("special tokens", "特殊词元")
    case .normalization: ("normalization", "规范化")
    case .preTokenization: ("pre-tokenization", "预切分")
    case .model: ("tokens", "切成词元")
    case .template: ("template", "模板")
    case .decoding: ("decoding", "还原")
    case .addedToken: ("a token that is never split", "不会被切开的词元")
    case .rewritten: ("the text is rewritten", "改写文本")
    case .cut: ("the text is cut into pieces", "切成片段")
    case .inVocabulary: ("an entry of the vocabulary as it stands", "整段就在词表中")
    case .symbols: ("single characters or bytes to begin with", "先拆成单个字符或字节")
    case .bytes: ("no entry: its UTF-8 bytes stand for it", "词表中没有，用它的 UTF-8 字节代替")
    case .merge:
      ("{} + {} is merged: rank {}, the lowest of all pairs here", "合并 {} + {}：序号 {}，是这里各对中最小的")
    case .longest: ("the longest entry that the rest begins with", "剩余部分开头能匹配的最长词条")
    case .longestOf:
      (
        "the longest entry that the rest begins with; {} longer ones are no entries",
        "剩余部分开头能匹配的最长词条；更长的 {} 个都不在词表中"
      )
    case .best: ("the split with the largest sum of log-probabilities: {}", "对数概率之和最大的切法：{}")
    case .condensed: ("too long to show each step", "太长，不逐步展示")
    case .unknown: ("no entry: the unknown token stands for it", "词表中没有，用未知词元代替")
    case .dropped: ("no entry, and nothing to stand for it: it is gone", "词表中没有，也没有词元可代替：丢弃")
    case .templateAdds: ("special tokens are put round the text", "在文本前后加上特殊词元")
    case .gathered: ("the tokens' bytes are put together", "把各词元的字节拼起来")
    case .candidates: ("pairs that could be merged, by rank", "可合并的相邻对，按序号排列")
    case .rejected: ("the next best", "次优的切法")
    case .tried: ("not in the vocabulary", "不在词表中")
    }
  }

  /// The name of a part.
  package init(_ stage: Step.Stage) {
    switch stage {
    case .addedTokens: self = .addedTokens
    case .normalization: self = .normalization
    case .preTokenization: self = .preTokenization
    case .model: self = .model
    case .template: self = .template
    case .decoding: self = .decoding
    }
  }
}
