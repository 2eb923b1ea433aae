/// Texts that several screens share.
package enum CommonText: String, Translated {
  case tooSmall, keysTitle, noSuchPlace, commandsTitle, everywhere, moving, steps, pictures, numbers
  case noMatches, generation

  package var texts: (english: String, chinese: String) {
    switch self {
    case .tooSmall: ("needs {} columns", "需要 {} 列")
    case .keysTitle: ("keys that work here", "此处可用的按键")
    case .noSuchPlace: ("{}: no such place", "{}：没有这个地方")
    case .commandsTitle: ("commands and addresses", "命令与地址")
    case .everywhere: ("everywhere", "通用")
    case .moving: ("moving", "移动")
    case .steps: ("steps", "步骤")
    case .pictures: ("pictures", "画面")
    case .numbers: ("numbers", "数字")
    case .generation: ("generating", "生成")
    case .noMatches: ("nothing is called like this", "没有匹配项")
    }
  }
}
