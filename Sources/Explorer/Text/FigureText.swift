/// The texts of figures that pictures make of many cells, and of their worksheets.
package enum FigureText: String, Translated {
  case norm, cosine, probabilityOf, states, after, readFrom, readFromOne,
    otherFigure
  case larger, noReader, computing, sumOfRest

  package var texts: (english: String, chinese: String) {
    switch self {
    case .norm: ("norm", "范数")
    case .cosine: ("cosine to the state before", "与前一状态的余弦")
    case .probabilityOf: ("lens on {}", "透镜读出 {}")
    case .states: ("states {}", "状态 {}")
    case .after: ("after {}", "{}之后")
    case .readFrom: ("read from {} cells, the largest first", "读取 {} 个元素，大者在前")
    case .readFromOne: ("read from one cell", "读取 1 个元素")
    case .otherFigure: ("other figure", "另一个数")
    case .larger: ("▲ {} larger terms above, together {}", "▲ 上方还有 {} 个更大的项，合计 {}")
    case .noReader:
      (
        "no step reads this figure; here is the cell whose readers w lists",
        "没有步骤读取这个汇总的数；这里才是按 w 列出读取者的元素"
      )
    case .computing: ("the head reads {} states…", "输出头正在读取 {} 个状态…")
    case .sumOfRest: ("sum of {} more", "其余 {} 项之和")
    }
  }
}
