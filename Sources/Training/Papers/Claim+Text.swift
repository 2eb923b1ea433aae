extension Claim {
  /// Where it is said.
  package var paper: Prose {
    switch self {
    case .streamNorms:
      Prose(
        "Xiong et al. 2020, arXiv 2002.04745, §3.3, lemma 2",
        "Xiong 等 2020，arXiv 2002.04745，§3.3，引理 2")
    case .lastGradient:
      Prose(
        "Xiong et al. 2020, arXiv 2002.04745, §3.3, theorem 1",
        "Xiong 等 2020，arXiv 2002.04745，§3.3，定理 1")
    case .layerGradients:
      Prose(
        "Liu et al. 2020, arXiv 2004.08249, §3; Takase et al. 2022, arXiv 2206.00330, §3",
        "Liu 等 2020，arXiv 2004.08249，§3；Takase 等 2022，arXiv 2206.00330，§3")
    case .collapse:
      Prose(
        "Liu et al. 2020, arXiv 2004.08249; Xie et al. 2023, arXiv 2304.14802 (neighbouring layers "
          + "alike); Dong et al. 2021, arXiv 2103.03404; Noci et al. 2022, arXiv 2206.03126 (tokens alike)",
        "Liu 等 2020，arXiv 2004.08249；Xie 等 2023，arXiv 2304.14802（相邻层趋同）；"
          + "Dong 等 2021，arXiv 2103.03404；Noci 等 2022，arXiv 2206.03126（词元趋同）")
    case .warmUp:
      Prose(
        "Xiong et al. 2020, arXiv 2002.04745, §3.2 and §4",
        "Xiong 等 2020，arXiv 2002.04745，§3.2、§4")
    }
  }

  /// What is said, in our words.
  package var statement: Prose {
    switch self {
    case .streamNorms:
      Prose(
        "At initialization the sum that enters the last norm of every Post-LN layer has E‖·‖² = 1.5·d, "
          + "whatever the layer. Pre-LN's stream grows with the layer l: E‖x‖² lies between (1 + l/2)·d "
          + "and (1 + 3l/2)·d.",
        "刚初始化时，进入 Post-LN 每一层最后一个归一化的和都满足 E‖·‖² = 1.5·d，与层号无关；"
          + "Pre-LN 的残差流则随层号 l 增长，E‖x‖² 介于 (1 + l/2)·d 与 (1 + 3l/2)·d 之间。")
    case .lastGradient:
      Prose(
        "The gradient of the last feed-forward network's output matrix does not depend on the depth L in "
          + "Post-LN (at most of the order d√(ln d)), and shrinks like 1/√L in Pre-LN (d√(ln d / L)).",
        "最后一个前馈网络输出矩阵的梯度：在 Post-LN 中与深度 L 无关（至多 d√(ln d) 的量级），"
          + "在 Pre-LN 中按 1/√L 减小（d√(ln d / L)）。")
    case .layerGradients:
      Prose(
        "In deep Post-LN gradients fall from the output towards the input, for each norm on the way "
          + "shrinks them; in Pre-LN, where the stream passes by the norms, they do not. Liu et al. find "
          + "the fall in Post-LN's decoder only, not in its encoder.",
        "深的 Post-LN 中，梯度从输出往输入逐层变小，因为途中每个归一化都把它缩小一些；"
          + "Pre-LN 的残差流绕过归一化，梯度不会这样变小。Liu 等发现这只出现在 Post-LN 的解码器，编码器没有。")
    case .collapse:
      Prose(
        "One of the two is said to resist the collapse of representations better. Papers mean two things "
          + "by it: that neighbouring layers become alike (held against Pre-LN), or that the tokens of a "
          + "text become alike.",
        "常说两者之一更能抵抗“表示坍缩”。这个词有两种含义：相邻的层趋于相同（多指 Pre-LN 的毛病），"
          + "或同一文本的各词元趋于相同。")
    case .warmUp:
      Prose(
        "A deep Post-LN Transformer that begins with the full learning rate fails or lags where Pre-LN "
          + "learns; with a warm-up it learns too.",
        "深的 Post-LN 一开始就用满学习率会学不动或落后，同样条件下 Pre-LN 学得会；加上预热后 Post-LN 也能学会。")
    }
  }
}
