import Tracing

/// The texts of the pictures of states: everything but attention's own steps.
package enum StateText: String, Translated {
  case norm, mean, deviation, rootMeanSquare, colors, length, stream, normalizedStream
  case selfAttention, crossAttention, feedForward, selfShort, crossShort, feedForwardShort
  case embedding, finalNorm, layer, tokenVector, positionVector, typeVector, scores, bias
  case logits, sum, adds, wiringPre, wiringPost, wiringSandwich, wiringWrong, wiringNone
  case normInput, normFigures, rmsFigures, gainAndBias, gainAlone, normPre, normPost, normWrong
  case normAtEnd, normOfEmbedding, normOfSublayer, normInHead, gate, up, gated, gateSays, scaled
  case projected, weightsOf, products, largestProduct, sumWithBias, sumAlone, widens, narrows
  case narrowsSandwich, narrowsWrong
  case tokensAre, position, token, spelling, bytesOfText, standsFor, startsDecoder, fillsUp
  case endsText, beginsText, specialToken, lookupToken, lookupPosition, positionOffset
  case lookupType, sinusoidSays, pairOf, before, after, notTurned, turnKeepsLength, turnEvery
  case distance, slopeSays, bucketSays, tokensNumbers, reluSays, bendSays, nextAfter, insteadOf
  case answersOf, tokenID, beforeSoftmax, nextInText, inText, textEnds, selects, lossSays,
    clippedScale

  /// The sublayer that an address lies in.
  package static func sublayer(_ address: Address) -> StateText {
    let parts = address.parts
    if parts.contains("self-attention") { return .selfAttention }
    return parts.contains("cross-attention") ? .crossAttention : .feedForward
  }

  package var texts: (english: String, chinese: String) {
    switch self {
    case .norm: ("norm", "范数")
    case .mean: ("mean", "均值")
    case .deviation: ("deviation", "标准差")
    case .rootMeanSquare: ("rms", "均方根")
    case .colors: ("colours", "色阶")
    case .length: ("length {}", "长度 {}")
    case .stream: ("residual stream", "残差流")
    case .normalizedStream: ("normalized stream", "归一化后的流")
    case .selfAttention: ("self-attention", "自注意力")
    case .crossAttention: ("cross-attention", "交叉注意力")
    case .feedForward: ("feed-forward", "前馈网络")
    case .selfShort: ("att", "自注")
    case .crossShort: ("cross", "交叉")
    case .feedForwardShort: ("ffn", "前馈")
    case .embedding: ("embed", "嵌入")
    case .finalNorm: ("norm", "归一化")
    case .layer: ("layer {}", "第 {} 层")
    case .tokenVector: ("token vector", "词元向量")
    case .positionVector: ("position vector", "位置向量")
    case .typeVector: ("token type vector", "句段向量")
    case .scores: ("scores", "注意力分数")
    case .bias: ("bias", "偏置")
    case .logits: ("logits", "未归一化得分")
    case .sum: ("sum", "总和")
    case .adds:
      (
        "{}: {} (norm {}) is added to {} (norm {}): {} of its length; the angle between them has a "
          + "cosine of {}.",
        "{}：{}（范数 {}）加到{}（范数 {}）上，长度是后者的 {}；两者夹角的余弦为 {}。"
      )
    case .wiringPre:
      (
        "Pre-LN, x + f(norm x): the sum stays as it is, and whatever comes next reads a "
          + "normalized copy.",
        "前置层归一化（Pre-LN），x + f(norm x)：总和原样保留，后面的子层读取它归一化后的副本。"
      )
    case .wiringPost:
      (
        "Post-LN, norm(x + f(x)): a norm follows and rescales the whole sum, what came "
          + "before included.",
        "后置层归一化（Post-LN），norm(x + f(x))：紧接着的归一化重新缩放整个总和，此前的内容也在内。"
      )
    case .wiringSandwich:
      (
        "Sandwich, x + norm₂(f(norm₁ x)): what is added was normalized twice; the sum "
          + "stays as it is.",
        "夹心归一化，x + norm₂(f(norm₁ x))：加进来的内容先后归一化两次，总和原样保留。"
      )
    case .wiringWrong:
      (
        "y = norm x, then y + f(y): the residual is taken after the norm, so x itself is "
          + "not passed on. A mistake people really make.",
        "y = norm x，再 y + f(y)：残差取在归一化之后，x 本身没有传下去。这是真有人犯的错误。"
      )
    case .wiringNone: ("x + f(x): no norm at all.", "x + f(x)：完全没有归一化。")
    case .normInput: ("input", "输入")
    case .normFigures: ("{}: μ = {}, σ = √(variance + ε) = {}.", "{}：μ = {}，σ = √(方差 + ε) = {}。")
    case .rmsFigures: ("{}: rms = √(mean x² + ε) = {}.", "{}：rms = √(x² 的均值 + ε) = {}。")
    case .gainAndBias: ("Learned for {}: γ = {}, β = {}.", "{} 学到的参数：γ = {}，β = {}。")
    case .gainAlone: ("Learned for {}: γ = {}.", "{} 学到的参数：γ = {}。")
    case .normPre:
      (
        "The norm stands before the sublayer: the sublayer reads this copy, the residual "
          + "stream stays as it is.",
        "归一化在子层之前：子层读取这份副本，残差流保持不变。"
      )
    case .normPost:
      (
        "The norm stands after the addition: this is the residual stream from here on.",
        "归一化在相加之后：从这里起，它就是残差流。"
      )
    case .normWrong:
      (
        "The norm replaces the residual stream before the sublayer: what was there is not "
          + "added back.",
        "归一化在子层之前就取代了残差流：原来的内容不再加回来。"
      )
    case .normAtEnd:
      (
        "The final norm: what leaves the tower, after the last addition.",
        "最终归一化：位于最后一次相加之后，这就是塔的输出。"
      )
    case .normOfEmbedding: ("The embedding is normalized before layer 1.", "嵌入在进入第 1 层之前归一化。")
    case .normOfSublayer:
      (
        "What the sublayer made is normalized before it is added.",
        "子层的结果先归一化，再相加。"
      )
    case .normInHead: ("The head's own norm.", "输出头自己的归一化。")
    case .gate: ("gate", "门控")
    case .up: ("up", "升维")
    case .gated: ("product", "乘积")
    case .gateSays:
      (
        "{}: the gate lets less than a tenth through for {} of {} features ({}).",
        "{}：{}/{} 个特征的门几乎关闭，放行不到十分之一（{}）。"
      )
    case .scaled: ("{}: every number times {}.", "{}：每个数都乘以 {}。")
    case .projected: ("input", "输入")
    case .weightsOf: ("weights of {}", "{} 的参数")
    case .products: ("products", "乘积")
    case .largestProduct: ("{}: the largest product", "{}：最大的乘积")
    case .sumWithBias:
      (
        "The sum of all {} products is {}; plus the bias {} it is {}, {}: {}.",
        "全部 {} 个乘积之和为 {}，加上偏置 {}，就是{}的{}：{}。"
      )
    case .sumAlone: ("The sum of all {} products is {}, {}: {}.", "全部 {} 个乘积之和，就是{}的{}：{}。")
    case .widens:
      (
        "The feed-forward network widens each token's state by itself; no token sees "
          + "another here.",
        "前馈网络对每个词元单独升维；在这里，词元之间互不相见。"
      )
    case .narrows:
      (
        "Back to the model's width: this is what is added to the residual stream.",
        "降回模型宽度：这就是加到残差流上的内容。"
      )
    case .narrowsSandwich:
      (
        "Back to the model's width: after a norm of its own this is added to the residual stream.",
        "降回模型宽度：再单独归一化一次，才加到残差流上。"
      )
    case .narrowsWrong:
      (
        "Back to the model's width: this is added to the normalized stream, not to the residual stream.",
        "降回模型宽度：它加到归一化后的流上，而不是原来的残差流。"
      )
    case .tokensAre: ("{} tokens; a model sees nothing but their ids.", "共 {} 个词元；模型看到的只有它们的编号。")
    case .position: ("position", "位置")
    case .token: ("token", "词元")
    case .tokenID: ("id", "编号")
    case .spelling: ("in the vocabulary", "词表中的写法")
    case .bytesOfText: ("bytes", "字节")
    case .standsFor: ("stands for", "对应文本")
    case .startsDecoder: ("starts the decoder", "解码器的起始")
    case .fillsUp: ("padding", "填充")
    case .endsText: ("ends the text", "文本结束")
    case .beginsText: ("begins the text", "文本开始")
    case .specialToken: ("special token", "特殊词元")
    case .lookupToken:
      (
        "{} has id {}. An id is a row number and nothing else: this is row {} of the "
          + "table's {}.",
        "{}的编号是 {}。编号只是行号：取出嵌入表的第 {} 行（共 {} 行）。"
      )
    case .lookupPosition:
      (
        "{} stands at position {}: row {} of the table's {}, whatever the token is.",
        "{}在位置 {}：取出表的第 {} 行（共 {} 行），与是什么词元无关。"
      )
    case .positionOffset: ("Rows are counted from {} here.", "这里的行号从 {} 数起。")
    case .lookupType:
      (
        "{} is of type {}: that row of the table's {}.",
        "{}的句段编号是 {}：取出表中的这一行（共 {} 行）。"
      )
    case .sinusoidSays:
      (
        "{}: one turn every {} positions; at position {} it is {}. Nothing here is learned.",
        "{}：每 {} 个位置转一圈，在位置 {} 处为 {}。这里没有任何参数。"
      )
    case .pairOf: ("channels {} and {}: pair {} of {}", "通道 {} 与 {}：第 {} 对，共 {} 对")
    case .before: ("before", "之前")
    case .after: ("after ", "之后")
    case .notTurned: ("{} belongs to no pair: it passes as it is.", "{} 不属于任何一对，原样通过。")
    case .turnKeepsLength:
      (
        "The length stays. Query and key turn alike, so their product knows the distance "
          + "alone.",
        "长度不变。查询与键按同样的方式旋转，所以点积里的位置信息只有距离。"
      )
    case .turnEvery: ("This pair makes one turn every {} positions.", "这一对每 {} 个位置转一圈。")
    case .distance: ("distance (key − query)", "距离（键 − 查询）")
    case .slopeSays:
      (
        "Head {}: slope {}; query and key are {} apart, so the score changes by {}. "
          + "Nothing here is learned.",
        "头 {}：斜率 {}；查询与键相距 {}，所以分数改变 {}。这里没有任何参数。"
      )
    case .bucketSays:
      (
        "Distance {}: bucket {} of {} (from 0). Head {} learned {} for it; all layers "
          + "share it.",
        "距离 {}：第 {} 号桶（共 {} 个，从 0 数起）。头 {} 为它学到的偏置是 {}，各层共用。"
      )
    case .tokensNumbers: ("this token's numbers", "本词元的数值")
    case .reluSays:
      (
        "{}: {} of {} {}s are 0 or less and are stopped ({}): dead for this token.",
        "{}：{}/{} 个{}不大于 0，被截为 0（{}）：对这个词元不起作用。"
      )
    case .bendSays:
      (
        "{}: {} of {} inputs are 0 or less ({}); {} outputs are smaller than a tenth of "
          + "the largest.",
        "{}：{}/{} 个输入不大于 0（{}）；{} 个输出不到最大值的十分之一。"
      )
    case .nextAfter:
      (
        "What comes after {}: one number for every token of the vocabulary.",
        "{}之后是什么：词表中每个词元各有一个数。"
      )
    case .insteadOf:
      (
        "What stands in the place of {}: one number for every token of the vocabulary.",
        "{}的位置上应该是什么：词表中每个词元各有一个数。"
      )
    case .answersOf: ("The classifier's answers.", "分类器对各类别的回答。")
    case .beforeSoftmax:
      (
        "Logits are any numbers; softmax makes probabilities of them in the next step.",
        "未归一化得分（logits）可以是任意数；下一步由 softmax 化为概率。"
      )
    case .nextInText: ("▸ next in the text: {}: place {}, {}", "▸ 文本中的下一个：{}，第 {} 名，{}")
    case .inText: ("▸ in the text: {}: place {}, {}", "▸ 文本中的词元：{}，第 {} 名，{}")
    case .textEnds:
      (
        "The text ends here: this is what the model would go on with.",
        "文本到此为止：这是模型接下来会写的内容。"
      )
    case .clippedScale: ("symmetric scale, ±{} as its ends", "对称色阶，超出 ±{} 用端点色")
    case .selects:
      (
        "A classifier reads the state of {} alone: what it knows of the others came there by attention.",
        "分类器只读取{}的状态：它对其他词元的了解，都是注意力带过来的。"
      )
    case .lossSays:
      (
        "How surprised the model is by each of {} targets, −log p in nats; their mean is the loss: {}.",
        "模型对 {} 个目标各有多意外（−log p，单位奈特）；它们的均值就是损失：{}。"
      )
    }
  }
}
