import Screen

/// What actions are called.
///
/// The raw value of each case is its action's.
package enum ActionText: String, Translated {
  case back, quit, help, palette, language, mouse, suspend, home, tokens, generate, models, race
  case compare, learn
  case up, down, left, right, pageUp, pageDown, rowStart, rowEnd, top, bottom, nextPane, confirm
  case previousPane
  case stepForward, stepBack, into, out, overBlock, backBlock, nextSame, previousSame, firstStep
  case lastStep, play, search, setMark, jumpToMark, toggleBreakpoint, run
  case nextHead, previousHead, zoomIn, zoomOut, bars, heads, layers, stream, identity, lens
  case whereFrom, whereTo
  case warmer, cooler, moreOfK, fewerOfK, moreOfP, fewerOfP, greedyOrDice, newSeed, writeToEnd
  case walkHere, walkToVerdict, maskWord, putWord, nextMask
  case firstDifference, nextCause, previousCause, nextPage, otherSide
  case rateUp, rateDown, longerWarmUp, shorterWarmUp, otherRace
  case anotherText, otherHead
  case goOn, skipStep, hint, restoreScene, restartLesson, flipChange, tryOut

  package var texts: (english: String, chinese: String) {
    switch self {
    case .back: ("back", "返回")
    case .quit: ("quit", "退出")
    case .help: ("keys", "按键")
    case .palette: ("all commands, or an address", "命令或地址")
    case .language: ("中文", "English")
    case .mouse: ("mouse on or off", "开关鼠标")
    case .suspend: ("suspend", "挂起")
    case .home: ("models and texts", "模型与文本")
    case .tokens: ("tokens", "词元")
    case .generate: ("generate", "生成")
    case .models: ("models", "模型")
    case .compare: ("compare", "对比")
    case .firstDifference: ("first difference", "第一处差异")
    case .nextCause: ("next cause", "下一个起因")
    case .previousCause: ("previous cause", "上一个起因")
    case .nextPage: ("next page", "换一页")
    case .otherSide: ("another B", "换个 B")
    case .race: ("race", "对比训练")
    case .up: ("up", "上")
    case .down: ("down", "下")
    case .left: ("left", "左")
    case .right: ("right", "右")
    case .pageUp: ("page up", "上一页")
    case .pageDown: ("page down", "下一页")
    case .rowStart: ("start of the row", "行首")
    case .rowEnd: ("end of the row", "行尾")
    case .top: ("first row", "首行")
    case .bottom: ("last row", "末行")
    case .nextPane: ("next pane", "下一窗格")
    case .previousPane: ("pane before", "上一窗格")
    case .confirm: ("choose", "选定")
    case .stepForward: ("next step", "下一步")
    case .stepBack: ("step back", "上一步")
    case .into: ("into the operation", "进入运算内部")
    case .out: ("out of it", "退到外层")
    case .overBlock: ("next block", "下一块")
    case .backBlock: ("block before", "上一块")
    case .nextSame: ("next of this kind", "下一个同类步骤")
    case .previousSame: ("previous of this kind", "上一个同类步骤")
    case .firstStep: ("first step", "第一步")
    case .lastStep: ("last step", "最后一步")
    case .play: ("play or pause", "播放或暂停")
    case .search: ("find", "查找")
    case .setMark: ("mark this place with a letter", "用字母标记此处")
    case .jumpToMark: ("go to a mark", "跳到标记处")
    case .toggleBreakpoint: ("breakpoint here, on or off", "设置或取消断点")
    case .run: ("run to the next breakpoint", "运行到下一个断点")
    case .nextHead: ("next head", "下一个头")
    case .previousHead: ("head before", "上一个头")
    case .zoomIn: ("larger", "放大")
    case .zoomOut: ("smaller", "缩小")
    case .bars: ("this row as bars", "本行条形图")
    case .heads: ("all heads", "所有头")
    case .layers: ("all layers and heads", "所有层与头")
    case .stream: ("the residual stream", "残差流全图")
    case .identity: ("the stream as a sum", "残差流逐项相加")
    case .lens: ("logit lens", "logit 透镜")
    case .whereFrom: ("where from", "从何而来")
    case .whereTo: ("where to", "去往何处")
    case .warmer: ("temperature up", "升高温度")
    case .cooler: ("temperature down", "降低温度")
    case .moreOfK: ("top-k keeps more", "top-k 多留")
    case .fewerOfK: ("top-k keeps fewer", "top-k 少留")
    case .moreOfP: ("top-p keeps more", "top-p 多留")
    case .fewerOfP: ("top-p keeps fewer", "top-p 少留")
    case .greedyOrDice: ("greedy or dice", "贪心或采样")
    case .newSeed: ("new seed", "换随机种子")
    case .writeToEnd: ("write to the end", "一直写到结尾")
    case .walkHere: ("walk through this", "走进这一步")
    case .walkToVerdict: ("walk to the verdict", "走进判断")
    case .maskWord: ("mask the word", "遮住该词")
    case .putWord: ("put the word in", "填入该词")
    case .nextMask: ("next masked word", "下一个掩码词")
    case .rateUp: ("double the rate", "学习率加倍")
    case .rateDown: ("halve the rate", "学习率减半")
    case .longerWarmUp: ("longer warm-up", "延长预热")
    case .shorterWarmUp: ("shorter warm-up", "缩短预热")
    case .otherRace: ("another race", "换一组训练")
    case .anotherText: ("another text", "换个文本")
    case .learn: ("lessons", "课程")
    case .goOn: ("go on", "继续")
    case .skipStep: ("skip", "跳过")
    case .hint: ("hint", "提示")
    case .restoreScene: ("the lesson's picture", "恢复本课画面")
    case .restartLesson: ("start over", "从头开始")
    case .flipChange: ("before or after", "改动前后")
    case .tryOut: ("try things out", "自由操作")
    case .otherHead: ("other model head", "换个输出头")
    }
  }
}

extension Action {
  /// What the action is called.
  package func name(_ language: DisplayLanguage) -> String {
    ActionText(rawValue: rawValue)?(language) ?? rawValue
  }

  /// What the action is called where not every character can be shown: a language's own name cannot in ASCII.
  package func name(_ language: DisplayLanguage, on medium: Medium) -> String {
    self == .language && language == .english && medium.glyphs == .ascii
      ? "Chinese" : name(language)
  }
}
