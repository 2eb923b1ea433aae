/// The texts around a step's picture: the map, the questions, the end of a path.
package enum FrameText: String, Translated {
  case layer, layers, selfShort, crossShort, forwardShort, finalNorm, normLegend, residualLegend
  case post, pre, sandwich, wrong, none
  case madeOf, madeOfOne, outOfSight, sum, readBy, lookedAt, notLookedAt, slope, noReaders
  case follow, factor, term, reader, toPicture, block, tower, goThere, leadsTo
  case parameterOf, tensorOf, tokenAt, positionAt, open, closed, givenNumber
  case breakCommand, breakItem, unbreakItem, clearItem, noStepMatches, named, cursor, mouseOn

  package var texts: (english: String, chinese: String) {
    switch self {
    case .layer: ("layer {}", "第 {} 层")
    case .layers: ("layers {}", "第 {} 层")
    case .selfShort: ("self-att", "自注意力")
    case .crossShort: ("cross-att", "交叉注意力")
    case .forwardShort: ("feed-fwd", "前馈网络")
    case .finalNorm: ("final norm", "最终归一化")
    case .normLegend: ("norm", "归一化")
    case .residualLegend: ("residual sum", "残差相加")
    case .post: ("Post-LN", "后置层归一化")
    case .pre: ("Pre-LN", "前置层归一化")
    case .sandwich: ("sandwich", "夹心归一化")
    case .wrong: ("residual after the norm", "残差取自归一化之后")
    case .none: ("no norm", "无归一化")
    case .madeOf: ("made of {} terms, the largest first", "由 {} 项相加，大者在前")
    case .madeOfOne: ("made of", "来自")
    case .outOfSight: ("{} from {} terms out of sight", "{}，来自未显示的 {} 项")
    case .sum: ("sum {}", "合计 {}")
    case .readBy: ("read by {} cells, the largest share first", "被 {} 个元素读取，影响大者在前")
    case .lookedAt: ("looking: {} of {} cells", "正在查找：{}/{} 个元素")
    case .notLookedAt: ("{} of {} cells not looked at", "{}/{} 个元素没有查找")
    case .slope: ("slope", "斜率")
    case .noReaders: ("nothing reads this cell", "没有元素读取这个元素")
    case .follow: ("follow", "跟进")
    case .factor: ("factor", "因子")
    case .term: ("term", "项")
    case .reader: ("cell", "元素")
    case .toPicture: ("its picture", "看它的画面")
    case .block: ("block", "块")
    case .tower: ("other tower", "另一座塔")
    case .leadsTo: ("{} leads to", "按 {} 到")
    case .cursor: ("cursor", "光标")
    case .mouseOn: ("MOUSE", "鼠标已开")
    case .goThere: ("go there", "前往")
    case .parameterOf: ("a parameter: learned in training, {} numbers", "参数：训练得来，共 {} 个数")
    case .tensorOf: ("tensor {} in {}", "张量 {}，在 {} 中")
    case .tokenAt: ("token {} is {}", "编号 {} 的词元是 {}")
    case .positionAt: ("position {} of {} in the text", "文本中的第 {} 个，共 {} 个")
    case .open: ("open: this query may look at this key", "可见：此查询可以看此键")
    case .closed: ("closed: this query must not look at this key", "不可见：此查询不能看此键")
    case .givenNumber: ("given with the text, not computed", "随文本给定，不是算出来的")
    case .breakCommand:
      (
        "{} decoder/*/weights: breakpoints by a pattern; their list",
        "{} decoder/*/weights：按模式设断点；断点列表"
      )
    case .breakItem: ("break at {}: {} steps", "在 {} 设断点：{} 步")
    case .unbreakItem: ("no longer break at {}: {} steps", "去掉 {} 的断点：{} 步")
    case .clearItem: ("no breakpoints at all: {} are set", "去掉全部断点：现有 {} 个")
    case .noStepMatches: ("{}: no step has such an address", "{}：没有这样的步骤")
    case .named: ("{}: {}", "{}：{}")
    }
  }
}
