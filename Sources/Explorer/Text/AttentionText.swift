/// What the pictures of attention say.
package enum AttentionText: String, Translated {
  case queries, keys, values, output, scoresNoun, scaledNoun, biasedNoun, maskedNoun, weightsNoun
  case contextNoun, concatenatedNoun, explained
  case queriesMeaning, keysMeaning, valuesMeaning, outputMeaning
  case outputMeaningSandwich, outputMeaningWrong
  case fromResidual, fromNormedResidual, fromEncoder, fromHeads
  case headName, groupName, channelOfHead, channelOfGroup, channelOfContext, rowByHeads
  case scores, scoresRotated, dotProduct
  case scaled, scaledOtherwise, biased, rowBeforeAfter
  case maskedSome, maskedNone, maskedLater, maskedForAll, maskedFar, cellKept, cellHidden
  case weights, rowSum, noKeys
  case context, contextPlace, weightHead, valueHead, productHead, totalHead, valueRows, runningSum
  case otherKeys, equalsContext, differsFromContext
  case concatenated
  case barsInOrder, barsSorted, barsKeys
  case headsTitle, headsPlain, headsKeys, layersTitle, layerName

  package var texts: (english: String, chinese: String) {
    switch self {
    case .queries: ("queries", "查询")
    case .keys: ("keys", "键")
    case .values: ("values", "值")
    case .output: ("output", "输出")
    case .scoresNoun: ("scores", "注意力分数")
    case .scaledNoun: ("scaled scores", "缩放后的分数")
    case .biasedNoun: ("biased scores", "加偏置的分数")
    case .maskedNoun: ("masked scores", "掩码后的分数")
    case .weightsNoun: ("weights", "注意力权重")
    case .contextNoun: ("context", "加权和")
    case .concatenatedNoun: ("concatenated", "拼接")
    case .explained: ("{}: {}", "{}：{}")
    case .queriesMeaning:
      ("one row for each token: what it looks for", "每个词元一行，即它在找什么")
    case .keysMeaning:
      ("one row for each token: what it can be found by", "每个词元一行，即它凭什么被找到")
    case .valuesMeaning:
      ("one row for each token: what it hands on", "每个词元一行，即它被看时交出什么")
    case .outputMeaning:
      (
        "mixes the heads; this is what attention adds to the residual stream",
        "把各头混合起来；这就是注意力加到残差流上的内容"
      )
    case .outputMeaningSandwich:
      (
        "mixes the heads; after a norm of its own this is added to the residual stream",
        "把各头混合起来；再单独归一化一次，才加到残差流上"
      )
    case .outputMeaningWrong:
      (
        "mixes the heads; this is added to the normalized stream, not to the residual stream",
        "把各头混合起来；它加到归一化后的流上，而不是原来的残差流"
      )
    case .fromResidual: ("x: the residual stream, {}", "x：残差流，{}")
    case .fromNormedResidual: ("x: the residual stream, normalized: {}", "x：归一化后的残差流，{}")
    case .fromEncoder: ("x: the encoder's output, {}", "x：编码器的输出，{}")
    case .fromHeads: ("x: the heads side by side, {}", "x：并排的各头，{}")
    case .headName: ("head {}", "头 {}")
    case .groupName: ("heads {}–{}", "头 {}–{}")
    case .channelOfHead:
      ("channel {}: head {}, its channel {}", "通道 {}：头 {} 的第 {} 个通道")
    case .channelOfGroup:
      (
        "channel {}: key/value head {}, its channel {}; heads {}–{} share it",
        "通道 {}：键/值头 {} 的第 {} 个通道，头 {}–{} 共用"
      )
    case .channelOfContext:
      ("channel {} comes from head {}, its channel {}", "通道 {} 来自头 {} 的第 {} 个通道")
    case .rowByHeads: ("the row of {}, head by head", "{} 这一行，逐头排列")
    case .scores:
      ("scores = Q·Kᵀ: how well each query fits each key", "分数 = Q·Kᵀ：每个查询与每个键有多契合")
    case .scoresRotated:
      (
        "queries and keys were turned by their positions first (RoPE)",
        "查询与键已先按位置旋转（RoPE）"
      )
    case .dotProduct:
      (
        "q[{}] · k[{}] = {}: head {}, {} channels, multiplied and added up",
        "q[{}] · k[{}] = {}：头 {}，{} 个通道逐个相乘再求和"
      )
    case .scaled:
      (
        "scaled = scores ÷ √dₖ = scores ÷ √{} = scores ÷ {}: more channels, no larger scores",
        "缩放 = 分数 ÷ √dₖ = 分数 ÷ √{} = 分数 ÷ {}：通道再多，分数也不会过大"
      )
    case .scaledOtherwise: ("scaled = scores × {}", "缩放 = 分数 × {}")
    case .biased: ("biased = scores + a bias for the distance", "加偏置 = 分数 + 随距离而定的偏置")
    case .rowBeforeAfter: ("the row of {}, before and after", "{} 这一行，变换前后")
    case .maskedSome: ("{} of {} cells are hidden (·): −∞, weight 0", "{}/{} 个格被遮住（·）：−∞，权重为 0")
    case .maskedNone:
      ("nothing is hidden: every query may look at every key", "没有遮住任何格：每个查询都能看到每个键")
    case .maskedLater:
      (
        "{} are later positions: a token must not see what comes after it",
        "其中 {} 个是后面的位置：词元不能看到后文"
      )
    case .maskedForAll:
      ("{} are of keys that no query may look at", "其中 {} 个属于任何查询都不能看的键")
    case .maskedFar:
      ("{} are further away than this attention looks", "其中 {} 个超出了这个注意力能看的距离")
    case .cellKept: ("{} may look at {}: {} stays", "{} 可以看 {}：{} 不变")
    case .cellHidden: ("{} must not look at {}: {} becomes −∞", "{} 不能看 {}：{} 变成 −∞")
    case .weights:
      (
        "weights = softmax of each row: positive, and each row sums to 1; ▸ the largest",
        "权重 = 逐行 softmax：都为正，每行之和为 1；▸ 为行内最大"
      )
    case .rowSum: ("row {}: sum {}, largest {}: {}", "{} 行：和为 {}，最大 {}：{}")
    case .noKeys: ("{} may look at no key: its weights are all 0", "{} 没有可看的键：权重全为 0")
    case .context:
      (
        "context = weights · values: each token's values times its weight, added up",
        "加权和 = 权重 · 值：各词元的值乘以权重，再相加"
      )
    case .contextPlace: ("query {}, head {}, channel {}", "查询 {}，头 {}，通道 {}")
    case .weightHead: ("weight", "权重")
    case .valueHead: ("value", "值")
    case .productHead: ("w·v", "w·v")
    case .totalHead: ("total", "累计")
    case .valueRows: ("values, by channel", "值（按通道）")
    case .runningSum: ("sum so far", "累计之和")
    case .otherKeys: ("{} others", "其余 {} 个")
    case .equalsContext: ("✓ the recorded row, difference {}", "✓ 与记录的行一致，相差 {}")
    case .differsFromContext: ("✗ the recorded row differs by {}", "✗ 与记录的行相差 {}")
    case .concatenated:
      ("the heads side by side, {} channels of each", "各头并排，每头 {} 个通道")
    case .barsInOrder: ("the row of {}, in order", "{} 这一行，按原顺序")
    case .barsSorted: ("the row of {}: the largest {} of {}", "{} 这一行：最大的 {} 个，共 {} 个")
    case .barsKeys: ("{} along the row, {} another row, {} back", "{} 沿行移动，{} 换行，{} 返回")
    case .headsTitle: ("{} of all heads, {}; the number: [{}, {}]", "各头的{}，{}；数字为 [{}, {}]")
    case .headsPlain: ("{} of all heads, {}", "各头的{}，{}")
    case .headsKeys: ("{} or a digit chooses the head, {} back", "{} 或数字键选头，{} 返回")
    case .layersTitle: ("{} of every layer and head, {}", "每层每头的{}，{}")
    case .layerName: ("layer {}", "第 {} 层")
    }
  }
}
