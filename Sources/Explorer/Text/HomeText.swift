/// The texts of the first screen.
package enum HomeText: String, Translated {
  case title, subtitle, modelsTitle, textTitle, examplesTitle, recentTitle, hint
  case translator, reader, storyteller
  case pronounTired, pronounWide, shortSentence, crossing, maskedWord, verdict, chineseVerdict
  case whoHasIt, writesOn
  case opening, cancelHint, emptyText

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
    case .recentTitle: ("recent", "最近")
    case .hint: ("Enter starts the walk.", "按 Enter 开始。")
    case .translator: ("translates English into Chinese", "把英语译成汉语")
    case .reader: ("fills in masked words, judges opinions", "填补掩码词，判断褒贬")
    case .storyteller: ("writes stories, answers questions", "写小故事，回答问题")
    case .pronounTired: ("what it is: the animal", "it 指动物")
    case .pronounWide: ("one word changed: the street", "只换一个词，it 指街道")
    case .shortSentence: ("three words, four steps", "三个词，四个时间步")
    case .crossing: ("word order that crosses", "词序交叉")
    case .maskedWord: ("a word to be filled in", "待填的词")
    case .verdict: ("what follows “but” decides", "but 之后的话说了算")
    case .chineseVerdict: ("“not bad” is praise", "“不错”是夸")
    case .whoHasIt: ("it must look back", "要往回看才能答")
    case .writesOn: ("a story to go on with", "接着写的故事")
    case .opening: ("opening {} …", "正在打开 {} …")
    case .cancelHint: ("Esc gives up", "Esc 放弃")
    case .emptyText: ("type a text first", "请先输入文本")
    }
  }
}
