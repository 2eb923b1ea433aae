/// What the components of tokenizers are called; names of algorithms and files stay as they are.
///
/// The raw value of each case is the name that steps carry.
package enum ComponentText: String, Translated {
  case byteLevelBPE = "byte-level BPE"
  case character, word, words, text, digits, punctuation, lowercase, prepend, replace, strip, suffix
  case fuse
  case whiteSpace = "white space"
  case stripSpaces = "strip spaces"
  case stripAccents = "strip accents"
  case characterMap = "character map"
  case gpt2 = "GPT-2 pattern"
  case o200k = "o200k pattern"
  case tekken = "Tekken pattern"
  case qwen2 = "Qwen 2 pattern"
  case llama3 = "Llama 3 pattern"

  package var texts: (english: String, chinese: String) {
    (rawValue, chinese)
  }

  private var chinese: String {
    switch self {
    case .byteLevelBPE: "字节级 BPE"
    case .character: "字符"
    case .word: "整词"
    case .words: "按词"
    case .text: "文本"
    case .digits: "数字"
    case .punctuation: "标点"
    case .lowercase: "转小写"
    case .prepend: "前面加字符"
    case .replace: "替换"
    case .strip: "去掉首尾字符"
    case .suffix: "词尾标记"
    case .fuse: "连接"
    case .whiteSpace: "空白"
    case .stripSpaces: "去掉首尾空白"
    case .stripAccents: "去掉重音符号"
    case .characterMap: "字符映射表"
    case .gpt2: "GPT-2 正则"
    case .o200k: "o200k 正则"
    case .tekken: "Tekken 正则"
    case .qwen2: "Qwen 2 正则"
    case .llama3: "Llama 3 正则"
    }
  }

  /// A component's name in a language; as the step has it where there are no words in it.
  package static func name(of component: String, _ language: DisplayLanguage) -> String {
    ComponentText(rawValue: component)?(language) ?? component
  }
}
