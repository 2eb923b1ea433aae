/// What the figures of a whole run are called and what they say; the raw value of each name is its figure's.
package enum RunText: String, Translated {
  case streamNorm = "stream-norm"
  case enteringMean = "entering-mean"
  case enteringDeviation = "entering-deviation"
  case addition
  case neighbours = "layer-cosine"
  case tokens = "token-cosine"
  case entropy
  case identity = "identity-error"
  case streamNormIs, enteringMeanIs, enteringDeviationIs, additionIs, neighboursIs, tokensIs
  case entropyIs, identityIs
  case layer, afterLayer, enteringLast, lastAttention, none, logarithmic
  case figure, lacks, noFinalNorm, layerOf, otherTower, layerKey

  package var texts: (english: String, chinese: String) {
    switch self {
    case .streamNorm: ("norm of the stream", "残差流的范数")
    case .enteringMean: ("mean entering a sublayer", "进入子层的均值")
    case .enteringDeviation: ("deviation entering", "进入子层的标准差")
    case .addition: ("added, relative", "相对增量")
    case .neighbours: ("cosine across a layer", "跨层余弦")
    case .tokens: ("cosine between tokens", "词元间余弦")
    case .entropy: ("entropy of attention", "注意力的熵")
    case .identity: ("error of embedding + Σ", "嵌入 + Σ 的误差")
    case .streamNormIs:
      ("‖x‖ of a token's state, mean over the tokens", "词元状态的范数 ‖x‖，对词元取平均")
    case .enteringMeanIs:
      (
        "mean over the channels of what enters a sublayer, mean over the tokens",
        "进入子层的状态在各通道上的均值，对词元取平均"
      )
    case .enteringDeviationIs:
      (
        "deviation over the channels of what enters a sublayer, mean over the tokens",
        "进入子层的状态在各通道上的标准差，对词元取平均"
      )
    case .additionIs:
      ("‖f(x)‖ / ‖x‖: how much a sublayer adds to the stream", "‖f(x)‖ / ‖x‖：子层向残差流加了多少")
    case .neighboursIs:
      (
        "cosine between what enters and what leaves a layer: 1 is “the layer turns nothing”",
        "进入与离开一层的状态的余弦：1 表示这一层没有改变方向"
      )
    case .tokensIs:
      (
        "mean cosine between two tokens of the text: 1 is “all tokens alike”",
        "文本中两个词元状态的平均余弦：1 表示所有词元都一样"
      )
    case .entropyIs:
      (
        "in nats, mean over heads and queries: 0 is “one key alone”",
        "以奈特计，对各头各查询取平均：0 表示只看一个键"
      )
    case .identityIs:
      (
        "largest distance of embedding + Σ sublayers from the stream",
        "嵌入 + Σ 子层 与残差流的最大差距"
      )
    case .layer: ("layer", "层")
    case .afterLayer: ("after layer {}", "第 {} 层之后")
    case .enteringLast: ("entering the last sublayer", "进入最后一个子层时")
    case .lastAttention: ("in the last attention", "最后一个注意力中")
    case .none: ("none", "无")
    case .logarithmic: ("{}, log₁₀", "{}，log₁₀")
    case .figure: ("figure", "换一幅图")
    case .lacks: ("no {} here", "此处没有{}")
    case .noFinalNorm: ("no final norm", "没有最终归一化")
    case .layerOf: ("{} · layer {} of {}", "{} · 第 {}/{} 层")
    case .layerKey: ("layer", "换一层")
    case .otherTower: ("other tower", "另一座塔")
    }
  }
}

extension RunFigure {
  /// What it is called.
  package func name(_ language: DisplayLanguage) -> String {
    RunText(rawValue: rawValue)?(language) ?? rawValue
  }

  /// What it says, in a line.
  package func explanation(_ language: DisplayLanguage) -> String {
    let text: RunText =
      switch self {
      case .streamNorm: .streamNormIs
      case .enteringMean: .enteringMeanIs
      case .enteringDeviation: .enteringDeviationIs
      case .addition: .additionIs
      case .neighbours: .neighboursIs
      case .tokens: .tokensIs
      case .entropy: .entropyIs
      case .identity: .identityIs
      }
    return text(language)
  }
}
