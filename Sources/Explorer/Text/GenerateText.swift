/// The texts of the screen on which a model writes or fills in.
package enum GenerateText: String, Translated {
  case tokenNumber, textTitle, nextTitle, keptOf, tokenColumn, probabilityColumn, keptColumn
  case cutTopK, cutTopP, cutGreedy
  case drawTitle, temperature, topK, topP, off, seed, dice, greedy
  case falls, fallsShort, greedyTakes, byHand, diceWould, diceWouldShort, greedyWould, trial,
    trialShort
  case cacheTitle, positions, thisStep, withoutCache, soFar, noCache, layer, allLayers
  case alignmentTitle, headOf, meanOf, rowsTitle, columnsTitle
  case computing, ended, endedByContext, nothingWritten, nothingChanged, noMask, noVerdict,
    verdictKey
  case fillTitle, verdictTitle, placesTitle, changesTitle, maskedHere, seenHere, noWords, wordNumber
  case positive, negative, neutral
  case nothingCut

  package var texts: (english: String, chinese: String) {
    switch self {
    case .tokenNumber: ("token {}", "第 {} 个词元")
    case .textTitle: ("text", "文本")
    case .nextTitle: ("what comes next", "下一个词元")
    case .keptOf: ("{} of {} kept", "保留 {}/{}")
    case .tokenColumn: ("token", "词元")
    case .probabilityColumn: ("of all", "占全体")
    case .keptColumn: ("of kept", "占保留")
    case .cutTopK: ("top-k {} cuts here", "top-k {} 截于此")
    case .cutTopP: ("top-p {} cuts here", "top-p {} 截于此")
    case .cutGreedy: ("greedy: the first alone", "贪心：只取第一个")
    case .drawTitle: ("why this token", "为什么是它")
    case .temperature: ("temperature", "温度")
    case .topK: ("top-k", "top-k")
    case .topP: ("top-p", "top-p")
    case .off: ("off", "不限")
    case .seed: ("seed", "种子")
    case .dice: ("dice", "采样")
    case .greedy: ("greedy", "贪心")
    case .falls: ("the dice show {}, in {}–{}: {}", "骰子掷出 {}，落在 {}–{}：{}")
    case .fallsShort: ("{} in {}–{}: {}", "{} 在 {}–{} 内：{}")
    case .greedyTakes: ("always the most probable token: {}", "总是取概率最大的词元：{}")
    case .byHand: ("chosen by hand: {}", "手动选定：{}")
    case .diceWould: ("the dice show {} and would take {}", "骰子掷出 {}，本应取 {}")
    case .diceWouldShort: ("dice {}: {}", "骰子 {}：{}")
    case .greedyWould: ("greedy would take {}", "贪心本应取 {}")
    case .trial: ("written here: {}; {} writes anew", "原文：{}；按 {} 改写")
    case .trialShort: ("{} replaces {}", "按 {} 替换 {}")
    case .cacheTitle: ("KV cache", "KV 缓存")
    case .positions: ("{} positions × {} layers, {}", "{} 个位置 × {} 层，{}")
    case .thisStep: ("this step: {} multiply-adds", "本步：{} 次乘加")
    case .withoutCache: ("without it: {}, {}× as many", "若无缓存：{}，{} 倍")
    case .soFar: ("so far: {} instead of {}", "累计：{}，无缓存需 {}")
    case .noCache:
      ("no cache: keys change as this text grows", "不用缓存：文本变长时键会改变")
    case .layer: ("layer {}", "第 {} 层")
    case .allLayers: ("layers 1–{}", "第 1–{} 层")
    case .alignmentTitle: ("alignment", "词对齐")
    case .headOf: ("layer {}, head {}", "第 {} 层，头 {}")
    case .meanOf: ("layer {}, mean of the heads", "第 {} 层，各头平均")
    case .rowsTitle: ("rows: target", "行：译文")
    case .columnsTitle: ("columns: source", "列：原文")
    case .computing: ("computing …", "计算中…")
    case .ended: ("the model has ended the text", "模型已结束全文")
    case .endedByContext:
      ("the model reads no longer text than this", "已达模型可读的最大长度")
    case .nothingWritten: ("nothing is written yet", "还没有写出词元")
    case .nothingChanged: ("nothing was changed", "尚未改动")
    case .noMask: ("this model has no token for a missing word", "这个模型没有掩码词元")
    case .noVerdict: ("this model judges no texts", "这个模型不做判断")
    case .verdictKey: ("v walks there", "按 v 进入")
    case .fillTitle: ("what could stand here", "此处可填什么")
    case .verdictTitle: ("verdict", "判断")
    case .placesTitle: ("every place", "每个位置")
    case .changesTitle: ("changes", "改动")
    case .maskedHere: ("masked: the model does not see it", "已遮住：模型看不到原词")
    case .seenHere: ("the model sees this word", "模型看得到这个词")
    case .noWords: ("this model predicts no words", "这个模型不预测词")
    case .positive: ("positive", "正面")
    case .negative: ("negative", "负面")
    case .neutral: ("neutral", "中性")
    case .nothingCut: ("{} is off and cuts nothing; {} begins to cut", "{} 不限，没有截去什么；按 {} 开始截")
    case .wordNumber: ("word {}/{}", "第 {}/{} 个词")
    }
  }
}

extension GenerateText {
  /// The name of a verdict of the reader; nil for the labels of other models.
  static func verdict(_ label: String) -> GenerateText? {
    [positive, negative, neutral].first { Array($0.rawValue.utf8) == Array(label.utf8) }
  }
}
