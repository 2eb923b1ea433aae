/// The texts of a walk.
package enum ExploreText: String, Translated {
  case stepOf, headOf, rows, columns, map, byHand, checked, unchecked, parameter, given
  case noCells, firstStep, lastStep, noMark, noMoreOfKind, breakpointSet, breakpointGone
  case noBreakpoint, noBreakpoints, stoppedAt, noInside, stageOf, askLetter, more, markSet, pathEnd,
    figuresOfMany

  package var texts: (english: String, chinese: String) {
    switch self {
    case .stepOf: ("step {}/{}", "第 {}/{} 步")
    case .headOf: ("head {}/{}", "头 {}/{}")
    case .rows: ("rows: {}", "行：{}")
    case .columns: ("columns: {}", "列：{}")
    case .map: ("map", "结构")
    case .byHand: ("by hand", "手算")
    case .checked: ("✓ computed twice, difference {}", "✓ 两次计算一致，相差 {}")
    case .unchecked: ("✗ the second computation gives {}", "✗ 第二次计算得 {}")
    case .parameter: ("a parameter: learned", "参数：训练得来")
    case .given: ("given", "给定")
    case .noCells: ("no cells", "没有元素")
    case .firstStep: ("this is the first step", "这是第一步")
    case .lastStep: ("this is the last step", "这是最后一步")
    case .noMark: ("no place is marked {}", "没有标记 {}")
    case .noMoreOfKind: ("no other step of this kind there", "这个方向没有同类步骤了")
    case .breakpointSet: ("breakpoint at {}", "断点：{}")
    case .breakpointGone: ("no breakpoint at {} any more", "已去掉断点：{}")
    case .noBreakpoint: ("no breakpoint ahead", "后面没有断点了")
    case .noBreakpoints: ("no breakpoint is set; {} sets one here", "还没有断点；按 {} 在此处设置")
    case .stoppedAt: ("stopped at the breakpoint {}", "停在断点 {}")
    case .noInside: ("nothing happens inside this one", "这一步没有内部过程")
    case .stageOf: ("stage {}/{}", "阶段 {}/{}")
    case .figuresOfMany:
      (
        "those were figures over many cells; here is the cell that {} asks about",
        "刚才是由许多数汇总的结果；这里才是按 {} 要追问的数"
      )
    case .more: ("{} more", "另 {} 项")
    case .markSet: ("marked {}", "已标记 {}")
    case .pathEnd: ("the path ends here: nothing computed this number", "路径到此为止：这个数不是算出来的")
    case .askLetter: ("a letter for this place", "按一个字母来标记此处")
    }
  }
}
