/// What worksheets and formulas say in words.
///
/// Operations write their worksheets in symbols, which both languages share, and here and there in English.
package enum WorkText: String, Translated {
  case maximum, mean, centred, square, meanSquare, allowed, mayLook, mayNotLook, allMasked, noRow
  case notTurned, followed, kept, computed, leftOut, isKept, crossEntropy, coordinate, sumOverRows
  case largestLogit, streamSum, streamIdentity, streamError

  package var texts: (english: String, chinese: String) {
    switch self {
    case .maximum: ("max x", "x 的最大值")
    case .largestLogit: ("max z", "z 的最大值")
    case .streamSum:
      ("embedding + Σ attention + Σ feed-forward", "嵌入 + Σ 注意力 + Σ 前馈网络")
    case .streamIdentity:
      (
        "embedding + Σ attention + Σ feed-forward = residual stream",
        "嵌入 + Σ 注意力 + Σ 前馈网络 = 残差流"
      )
    case .streamError: ("Σ − residual stream", "Σ − 残差流")
    case .mean: ("mean x", "x 的均值")
    case .centred: ("mean (x − μ)²", "(x − μ)² 的均值")
    case .square: ("mean x²", "x² 的均值")
    case .meanSquare: ("y[i] = gain[i]·x[i]/√(mean x² + ε)", "y[i] = gain[i]·x[i]/√(x² 的均值 + ε)")
    case .allowed: ("y = x where allowed, −∞ elsewhere", "可见处 y = x，其余为 −∞")
    case .mayLook: ("x, for the query may look at the key", "x，因为此查询可以看此键")
    case .mayNotLook:
      ("−∞, for the query may not look at the key", "−∞，因为此查询不能看此键")
    case .allMasked:
      (
        "every score of the row is masked (−∞), so the weight is 0",
        "整行分数都被遮住（−∞），所以权重为 0"
      )
    case .noRow: ("no row of the table has this number, so 0", "表中没有这一行，所以为 0")
    case .notTurned: ("x, a coordinate that is not turned", "x，此坐标不旋转")
    case .followed: ("y = x₁ followed by x₂", "y = x₁ 接上 x₂")
    case .kept: ("x₁, kept from an earlier step", "x₁，由先前的步骤留下")
    case .computed: ("x₂, computed in this step", "x₂，由这一步算出")
    case .leftOut: ("0, for it is left out", "0，因为它被丢弃")
    case .isKept: ("1/(1 − p), for it is kept", "1/(1 − p)，因为它被保留")
    case .crossEntropy:
      ("loss = mean (log Σᵥ e^(x[v]) − x[t])", "loss = (log Σᵥ e^(x[v]) − x[t]) 的均值")
    case .coordinate: ("coordinate {} of head {}", "第 {} 个坐标，属于头 {}")
    case .sumOverRows: ("Σ over rows of ", "各行之和：")
    }
  }

  private static let chinese: [[UInt8]: String] = Dictionary(
    uniqueKeysWithValues: allCases.map { (Array($0.texts.english.utf8), $0.texts.chinese) })

  /// A line of a worksheet in a language: as it is where there are no words in it.
  package static func translated(_ text: String, _ language: DisplayLanguage) -> String {
    guard language == .chinese else { return text }
    if let whole = chinese[Array(text.utf8)] { return whole }
    let words = text.split(separator: " ")
    if words.count == 5, words[0] == "coordinate", words[3] == "head" {
      return Self.coordinate(language, String(words[1]), String(words[4]))
    }
    let start = Self.sumOverRows.texts
    if text.hasPrefix(start.english) {
      return start.chinese + text.dropFirst(start.english.count)
    }
    return text
  }
}
