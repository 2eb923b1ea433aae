/// Texts that several screens share.
package enum CommonText: String, Translated {
  case tooSmall, keysTitle, noSuchPlace, everywhere, moving, steps, pictures, numbers
  case noMatches, generation, noChinese, comparison, races, leave, learning

  package var texts: (english: String, chinese: String) {
    switch self {
    case .tooSmall: ("needs {} cells", "需要 {} 格")
    case .keysTitle: ("keys that work here", "此处可用的按键")
    case .noSuchPlace: ("{}: no such place", "{}：没有这个地方")
    case .everywhere: ("everywhere", "通用")
    case .moving: ("moving", "移动")
    case .steps: ("steps", "步骤")
    case .pictures: ("pictures", "画面")
    case .numbers: ("numbers", "数字")
    case .generation: ("generating", "生成")
    case .comparison: ("comparing", "对比")
    case .learning: ("learning", "学习")
    case .leave: ("leave", "离开")
    case .races: ("racing", "对比训练")
    case .noChinese:
      (
        "only the characters of ASCII can be shown here, which has no Chinese",
        "此处只能显示 ASCII 字符，无法显示中文"
      )
    case .noMatches: ("nothing is called like this", "没有匹配项")
    }
  }
}
