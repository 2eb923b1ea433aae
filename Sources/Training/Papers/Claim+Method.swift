extension Claim {
  /// Which models are measured.
  package var setting: Prose {
    switch self {
    case .streamNorms, .lastGradient:
      Prose(
        "The paper's encoder: one head; weights normal with variance 2/(inputs + outputs); query and key "
          + "projections 0, so attention is uniform; ReLU feed-forward of width d; no biases, gains 1; "
          + "32 positions with independent standard normal inputs.",
        "论文中的编码器：单头；权重取自方差为 2/(输入数 + 输出数) 的正态分布；查询和键的投影为 0，"
          + "所以注意力是均匀的；前馈网络宽 d，用 ReLU；没有偏置，增益为 1；32 个位置，输入是独立的标准正态数。")
    case .layerGradients:
      Prose(
        "Whole Transformers at initialization: 4 heads, feed-forward of width 4d with ReLU, sinusoidal "
          + "positions, all weights normal with variance 2/(inputs + outputs); 4 random texts of 24 tokens, a "
          + "random target at every position.",
        "刚初始化的完整 Transformer：4 个头，前馈网络宽 4d，用 ReLU，正弦位置编码，"
          + "权重都取自方差为 2/(输入数 + 输出数) 的正态分布；4 段随机文本，各 24 个词元，每个位置的目标也是随机的。")
    case .collapse:
      Prose(
        "Untrained: encoders as for gradients-by-layer. Trained: the bundled models and their Post-LN twins, "
          + "each reading ten texts a seed of their language's test split, which neither was trained on.",
        "未训练：与 gradients-by-layer 相同的编码器。训练后：内置模型及其 Post-LN 孪生模型，"
          + "每个种子读十段测试文本，训练时都没有见过。")
    case .warmUp:
      Prose(
        "The bundled translation task; L layers in each tower, 4 heads, Xavier initialization; Adam with a "
          + "rate of 0.003, 1200 steps of 16 sentences, no clipping; the warm-up takes 800 steps.",
        "内置的翻译任务；两座塔各 L 层，4 个头，Xavier 初始化；Adam，学习率 0.003，1200 步，"
          + "每步 16 句，不裁剪梯度；预热 800 步。")
    }
  }

  /// How it is measured.
  package var method: Prose {
    switch self {
    case .streamNorms:
      Prose(
        "‖x‖²/d, the mean over the positions: of the sum before each Post-LN layer's last norm, and of "
          + "Pre-LN's stream after each layer.",
        "‖x‖²/d，对所有位置取平均：Post-LN 取每层最后一个归一化之前的和，Pre-LN 取每层之后的残差流。")
    case .lastGradient:
      Prose(
        "‖g‖, the Frobenius norm of the gradient of one position's cross-entropy under the embedding table "
          + "as head; for each seed a straight line is fitted to log ‖g‖ over log L, whose slope is p.",
        "‖g‖ 是一个位置的交叉熵（以词嵌入表为输出层）对该矩阵的梯度的 Frobenius 范数；"
          + "对每个种子，用直线拟合 log ‖g‖ 与 log L 的关系，斜率即 p。")
    case .layerGradients:
      Prose(
        "The norm of the gradient in all parameters of the first layer, divided by that of the last; "
          + "geometric means.",
        "第一层全部参数的梯度范数，除以最后一层的；取几何平均。")
    case .collapse:
      Prose(
        "Layers alike: the mean cosine between what enters and what leaves the last layer. Tokens alike: the "
          + "mean cosine between two tokens of a text after the last layer. Of the two wirings, the one with "
          + "the smaller cosine resists better.",
        "相邻层：最后一层的输入与输出之间的平均余弦。词元：最后一层之后，同一文本中两个词元之间的平均余弦。"
          + "两种接法里，余弦较小的一方更能抵抗坍缩。")
    case .warmUp:
      Prose(
        "The validation loss at the end, in nats; the lag is Post-LN's loss less Pre-LN's, both without "
          + "warm-up and with the same seed.",
        "结束时的验证损失，单位奈特；差距指同一种子下，两者都不预热时 Post-LN 的损失减去 Pre-LN 的损失。")
    }
  }

  /// How far a measurement may lie beside the prediction, and why.
  package var tolerance: Prose {
    switch self {
    case .streamNorms:
      Prose(
        "5 % of the prediction, which the whole interval must keep: at d = 64 it is ±1 to ±3 % wide with 200 "
          + "seeds, while a norm that stands elsewhere changes the sum by a fifth and more.",
        "预测值的 5%，整个置信区间都须落在其中：d = 64、200 个种子时区间宽 ±1% 到 ±3%，"
          + "而归一化若换了位置，和至少要变五分之一。")
    case .lastGradient:
      Prose(
        "±0.15 on the power: the theorem speaks of orders, and Pre-LN's stream is 1 + c·L with c from 0.5 to "
          + "1.5, not L itself. The factor before the bound is left open and reported.",
        "幂次 ±0.15：定理只说量级，而且 Pre-LN 的残差流是 1 + c·L（c 在 0.5 到 1.5 之间），并不就是 L。"
          + "上界前面的系数定理没有给出，这里如实列出。")
    case .layerGradients:
      Prose(
        "Post-LN: the first layer has at most half of the last one's gradient; Pre-LN: at least as much. A "
          + "ratio's interval is ±10 to ±25 % wide with 20 seeds, so a half is no accident.",
        "Post-LN：第一层的梯度至多是最后一层的一半；Pre-LN：至少一样大。"
          + "20 个种子时比值的区间宽 ±10% 到 ±25%，所以一半不会是偶然。")
    case .collapse:
      Prose(
        "None, for no number is predicted; where the two intervals meet, no difference is told.",
        "没有，因为并没有预测数值；两个区间相交时，视为分不出高下。")
    case .warmUp:
      Prose(
        "Post-LN without warm-up is to be at least 1 nat behind, and the warm-up to make good at least half: "
          + "seeds differ by 0.1 to 0.2 nats, and 4.5 nats is what the frequencies of words alone give.",
        "无预热的 Post-LN 至少落后 1 奈特，预热至少挽回一半：种子之间只差 0.1 到 0.2 奈特，"
          + "而只凭词频就有 4.5 奈特。")
    }
  }
}
