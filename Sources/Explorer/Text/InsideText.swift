/// What the stages inside operations are called.
package enum InsideText: String, Translated {
  case thisRow, onePerRow
  case bias, sum, allPositions, sideBySide, normalizer, lossOfRow, mean, factors, output
  case rowNumber, row, product, variance, normalized, scaledShifted, withBias, allowed, masked
  case meanSquare, scaled, bucket, angle, turned, state, sineOrCosine, maximum, exponentials
  case quotient, share, argument, tangent, sigmoid

  /// The stage that an operation names so; nil for a name that is not known here.
  package init?(name: String) {
    guard let text = Self.allCases.first(where: { $0.texts.english == name }) else { return nil }
    self = text
  }

  package var texts: (english: String, chinese: String) {
    switch self {
    case .thisRow: ("of the row {} alone", "只看 {} 这一行")
    case .onePerRow: ("one number a row", "每行一个数")
    case .bias: ("bias", "偏置")
    case .sum: ("sum", "和")
    case .allPositions: ("all positions", "全部位置")
    case .sideBySide: ("side by side", "并排")
    case .normalizer: ("normalizer", "归一化项")
    case .lossOfRow: ("loss of each row", "每行的损失")
    case .mean: ("mean", "均值")
    case .factors: ("factors", "因子")
    case .output: ("output", "输出")
    case .rowNumber: ("row number", "行号")
    case .row: ("row", "行")
    case .product: ("product", "乘积")
    case .variance: ("variance", "方差")
    case .normalized: ("normalized", "归一化")
    case .scaledShifted: ("scaled and shifted", "缩放与平移")
    case .withBias: ("with bias", "加偏置")
    case .allowed: ("allowed", "可见性")
    case .masked: ("masked", "掩码后")
    case .meanSquare: ("mean square", "均方")
    case .scaled: ("scaled", "缩放")
    case .bucket: ("bucket", "距离桶")
    case .angle: ("angle", "角度")
    case .turned: ("turned", "旋转后")
    case .state: ("state", "状态")
    case .sineOrCosine: ("sine or cosine", "正弦或余弦")
    case .maximum: ("maximum", "最大值")
    case .exponentials: ("exponentials", "指数值")
    case .quotient: ("quotient", "商")
    case .share: ("share", "占比")
    case .argument: ("argument", "自变量")
    case .tangent: ("tangent", "双曲正切")
    case .sigmoid: ("sigmoid", "sigmoid")
    }
  }
}
