/// The texts of a comparison: its sides, what a step says, why it differs.
package enum CompareText: String, Translated {
  case title, steps, run, blocks, wiredAs, untrained, changedBy, ownText
  case shapes, gapOf, onlyIn, moved, notFinite, differsBy, noDifference, allSame, lastCause
  case firstCause, causeGiven, causeChanged, causeReads, causeOperation, causeParameters
  case causeMissing, follows, addedNorms, addedFinalNorm, difference, otherShape, sidesAre
  case noTwin, needsText, orderNote, named, chosen

  package var texts: (english: String, chinese: String) {
    switch self {
    case .title: ("compare", "对比")
    case .steps: ("steps", "逐步对比")
    case .run: ("whole run", "全程")
    case .blocks: ("blocks", "结构")
    case .wiredAs: ("run as {}", "改按{}计算")
    case .untrained: ("at initialization, seed {}", "初始化时（种子 {}）")
    case .changedBy: ("what if {}", "假如 {}")
    case .ownText: ("text {}", "文本 {}")
    case .shapes: ("other size", "大小不同")
    case .gapOf: ("{}: {} has none", "{}：{} 中没有")
    case .onlyIn: ("only {}", "仅 {}")
    case .moved:
      ("In {} this step comes elsewhere in the order: {}.", "在 {} 中，这一步的先后位置不同：{}。")
    case .notFinite: ("not finite", "不是有限数")
    case .differsBy:
      (
        "largest difference {} at {}; relative {}", "最大差 {}，在 {}；相对差 {}"
      )
    case .noDifference: ("{} and {} are the same here, to the last bit", "{} 与 {} 在这里完全相同，一位不差")
    case .allSame: ("the sides are the same everywhere, to the last bit", "各方处处相同，一位不差")
    case .lastCause: ("no difference begins further on", "后面没有新的差异起点了")
    case .firstCause: ("no difference begins before this", "前面没有差异的起点了")
    case .causeGiven: ("cause: {} was given other numbers", "起因：{} 的给定值不同")
    case .causeChanged: ("cause: changed here by hand", "起因：这里被人为改动")
    case .causeReads: ("cause: reads {} in {}, {} in {}", "起因：读取的步骤不同，{}（{}），{}（{}）")
    case .causeOperation: ("cause: {} in {}, {} in {}", "起因：运算不同，{}（{}），{}（{}）")
    case .causeParameters: ("cause: other parameters: {}", "起因：参数不同：{}")
    case .causeMissing: ("cause: {} has no such step", "起因：{} 没有这一步")
    case .follows:
      ("follows from what it reads, which differs already", "由所读的内容而来：它们已经不同")
    case .addedNorms:
      (
        "{}: {} norms have no trained parameters here: gain 1, bias 0",
        "{}：这里有 {} 处归一化没有训练过的参数，取增益 1、偏置 0"
      )
    case .addedFinalNorm:
      (
        "{}: the final norm has no trained parameters here: gain 1, bias 0",
        "{}：这里的最终归一化没有训练过的参数，取增益 1、偏置 0"
      )
    case .difference: ("{} − {}", "{} − {}")
    case .otherShape:
      (
        "{} and {} have other sizes ({} and {}) and cannot be subtracted",
        "{} 与 {} 大小不同（{} 与 {}），不能相减"
      )
    case .sidesAre: ("{} = {}", "{} = {}")
    case .noTwin: ("nothing else to compare with", "没有别的可以对比")
    case .needsText: ("a comparison needs a text", "对比需要一段文本")
    case .orderNote: ("{} of {} there, {} of {} here", "那里第 {}/{} 步，这里第 {}/{} 步")
    case .named: ("{}: {}", "{}：{}")
    case .chosen: ("{} {}", "{} {}")
    }
  }
}
