import Screen

/// What the figures on the cards of the bundled models are called.
package enum QualityText: String, Translated {
  case sentences, pronouns, classEnglish, classChinese, wordsEnglish, wordsChinese, answers, stories

  package var texts: (english: String, chinese: String) {
    switch self {
    case .sentences: ("sentences translated exactly", "整句译对")
    case .pronouns: ("those with a pronoun", "带代词的句子译对")
    case .classEnglish: ("verdicts right (English)", "褒贬判对（英语）")
    case .classChinese: ("verdicts right (Chinese)", "褒贬判对（汉语）")
    case .wordsEnglish: ("masked words right (English)", "掩码词填对（英语）")
    case .wordsChinese: ("masked words right (Chinese)", "掩码词填对（汉语）")
    case .answers: ("answers right", "问题答对")
    case .stories: ("stories without a contradiction", "故事前后一致")
    }
  }

  /// What a figure is called: in the reader's language where it is one of ours, else as the card has it.
  package static func name(of figure: String, _ language: DisplayLanguage) -> String {
    let ours: [String: QualityText] = [
      "exact sentences": .sentences, "exact sentences with a pronoun": .pronouns,
      "class right (en)": .classEnglish, "class right (zh)": .classChinese,
      "determined words right (en)": .wordsEnglish, "determined words right (zh)": .wordsChinese,
      "answers right (en)": .answers,
      "stories at temperature 0.8 grammatical and consistent": .stories,
    ]
    return ours[figure]?(language) ?? Medium().shown(figure, limit: 60)
  }
}
