/// The texts of the first screen.
package enum HomeText: String, Translated {
  case title, subtitle, modelsTitle, textTitle, examplesTitle, hint
  case translator, reader, storyteller
  case pronounTired, pronounWide, shortSentence, crossing, maskedWord, verdict, chineseVerdict
  case whoHasIt, writesOn
  case writesOnFact, writesOnChinese, readsPronoun, readsChinese, pairSentence, pairTask
  case opening, cancelHint, emptyText
  case targetPlaceholder, textPlaceholder, aboutTitle, tokenCount, unknown, unknownHere
  case noTokenizer, openingTokenizer, again, keysTitle, start
  case wordsHead, classifierHead, oneHead
  case replaceHint, atHome, atHomeAfterWalk

  package var texts: (english: String, chinese: String) {
    switch self {
    case .title: ("Cutaway", "Cutaway")
    case .subtitle:
      (
        "walk through a Transformer, and ask any number where it comes from",
        "一步步走进 Transformer，问清每个数从何而来"
      )
    case .modelsTitle: ("models", "模型")
    case .textTitle: ("text", "文本")
    case .examplesTitle: ("examples", "示例")
    case .hint: ("{} starts the walk", "按 {} 开始")
    case .replaceHint:
      ("{} starts the walk; what you type replaces the text", "按 {} 开始；直接输入即可替换文本")
    case .atHome: ("this is the first screen; {} ends the program", "这里是首页；{} 退出程序")
    case .atHomeAfterWalk:
      (
        "this is the first screen; {} ends the program, {} and an address lead back into the walk",
        "这里是首页；{} 退出程序，{} 加地址回到刚才的浏览"
      )
    case .translator: ("translates English into Chinese", "把英语译成汉语")
    case .reader: ("fills in words, judges opinions", "填补掩码词，判断褒贬")
    case .storyteller: ("writes stories, answers questions", "写小故事，回答问题")
    case .pronounTired: ("what it is: the animal", "it 指动物")
    case .pronounWide: ("one word changed: the street", "只换一个词，it 指街道")
    case .shortSentence: ("three words and a full stop", "三个词加一个句号")
    case .crossing: ("word order that crosses", "词序交叉")
    case .maskedWord: ("a word to be filled in", "待填的词")
    case .verdict: ("what follows “but” decides", "“but”之后的话说了算")
    case .chineseVerdict: ("“not bad” is praise", "“不错”是夸")
    case .whoHasIt: ("it must look back", "要回头看才能答")
    case .writesOn: ("a story to go on with", "等着续写的故事")
    case .writesOnFact: ("what comes next, and how sure", "接下来是什么，有多大把握")
    case .writesOnChinese: ("Chinese: how many tokens a character costs", "中文：一个字要几个词元")
    case .readsPronoun: ("which word it looks at from “it”", "从 it 看向哪个词")
    case .readsChinese: ("the same in Chinese", "换成中文")
    case .pairSentence: ("one short sentence", "一个短句")
    case .pairTask: ("with the task in words, as T5 was trained", "前面写明任务，T5 就是这样训练的")
    case .targetPlaceholder:
      ("empty: the decoder reads what the model itself writes", "留空：解码器读模型自己写出的译文")
    case .textPlaceholder: ("type a text, or choose one below", "输入文本，或在下面选一个")
    case .aboutTitle: ("about {}", "{} 简介")
    case .tokenCount: ("{} tokens", "{} 个词元")
    case .unknown: ("not in the vocabulary, so in bytes: {}", "词表里没有，拆成字节：{}")
    case .unknownHere:
      (
        "never seen, spelled in bytes: {}; the answer will mean nothing",
        "没见过的词，拆成字节：{}；答案不可信"
      )
    case .noTokenizer:
      ("no tokenizer: type token ids, apart by spaces", "没有分词器：请输入词元编号，以空格分开")
    case .openingTokenizer: ("opening the tokenizer …", "正在打开分词器…")
    case .again: ("the text opened before", "以前打开过")
    case .keysTitle: ("keys to begin with", "入门按键")
    case .start: ("starts the walk", "开始逐步浏览")
    case .wordsHead: ("words ({}: classifier)", "填词（{}：分类）")
    case .classifierHead: ("classifier ({}: words)", "分类（{}：填词）")
    case .oneHead: ("this model has one head", "这个模型只有一个输出头")
    case .opening: ("opening {} …", "正在打开 {}…")
    case .cancelHint: ("{} gives up", "{} 放弃")
    case .emptyText: ("type a text first", "请先输入文本")
    }
  }
}
