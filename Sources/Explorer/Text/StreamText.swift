/// The texts of the pictures of the whole residual stream: its states, its sum, the logit lens.
package enum StreamText: String, Translated {
  case noStream, streamNorms, streamCosines, streamSays, streamTurn, largestError
  case clippedMatrix, identityHolds
  case identityOfLayer, identityBreaks, identityPre, identityPost, identityWrong, mostProbable
  case probabilityOf, lensIs, lensIsOfHead, lensHeadLayers, lensNoHead, lensReads, encoder, decoder
  case streamTitle, identityTitle, lensTitle, lensOfEncoder, noSum

  package var texts: (english: String, chinese: String) {
    switch self {
    case .clippedMatrix: ("scale of the matrix, {} as its end", "按矩阵定色，超出 {} 用端点色")
    case .noStream: ("This model has no residual stream to show.", "这个模型没有可以显示的残差流。")
    case .noSum:
      (
        "No sum to show here: this step has no position in the residual stream.",
        "这里没有可以显示的总和：这一步在残差流中没有位置。"
      )
    case .streamNorms:
      (
        "norm of each state: rows are tokens, columns what each sublayer leaves behind",
        "各状态的范数：行是词元，列是每个子层之后的状态"
      )
    case .streamCosines: ("cosine of the angle to the state before", "与前一状态夹角的余弦")
    case .streamSays: ("{} after {}: norm {}; the embedding's was {}.", "{}，{}之后：范数 {}；嵌入时为 {}。")
    case .streamTurn: ("The cosine to the state before is {}.", "与前一状态的余弦为 {}。")
    case .largestError: ("Σ − stream", "Σ − 流")
    case .identityHolds:
      (
        "{}: embedding + Σ sublayers = residual stream. The largest error over all "
          + "channels is {}: rounding.",
        "{}：嵌入 + Σ 子层 = 残差流。所有通道中最大的误差是 {}，只是舍入误差。"
      )
    case .identityOfLayer:
      (
        "{}: within this layer the sum is the residual stream; the largest error is {}: "
          + "rounding. (A long text: this layer alone.)",
        "{}：在这一层内，总和就是残差流；最大的误差是 {}，只是舍入误差。（文本较长，只看本层。）"
      )
    case .identityBreaks:
      (
        "{}: the sum no longer is the stream after {}; the largest error there is {}.",
        "{}：{}之后，总和不再等于残差流；那里最大的误差是 {}。"
      )
    case .identityPre:
      (
        "The norm stands beside the stream, not in it: nothing that was added is ever "
          + "rescaled.",
        "归一化在残差流之外，不在其中：加进去的内容不会再被缩放。"
      )
    case .identityPost:
      (
        "Why: Post-LN normalizes the sum itself, so everything that was added before is "
          + "rescaled with it.",
        "原因：后置层归一化作用在总和本身上，此前加进去的一切都随之缩放。"
      )
    case .identityWrong:
      (
        "Why: the norm replaces the stream before the sublayer, so what is added to is no "
          + "longer what was there.",
        "原因：归一化在子层之前就取代了残差流，所以相加时已不是原来的内容。"
      )
    case .mostProbable: ("most probable", "最可能")
    case .probabilityOf: ("probability of {}", "{}的概率")
    case .lensIs:
      (
        "A lens, not what the model computes: each state is put through the final norm and "
          + "the head as if it were the last. Only the last line is the model's own answer.",
        "这只是透镜，不是模型的计算：把每个状态当作最后的状态，送入最终归一化和输出头。只有最后一行是模型自己的答案。"
      )
    case .lensIsOfHead:
      (
        "A lens, not what the model computes: each state is put through the head as if it "
          + "were the last. Only the last line is the model's own answer.",
        "这只是透镜，不是模型的计算：把每个状态当作最后的状态，送入输出头。只有最后一行是模型自己的答案。"
      )
    case .lensHeadLayers:
      (
        "No logit lens here: this model's head has layers of its own between the stream "
          + "and the answers, and they were never trained on earlier states.",
        "这里没有 logit 透镜：这个模型的输出头在残差流与答案之间还有自己的层，它们从未在更早的状态上训练过。"
      )
    case .lensNoHead:
      (
        "No logit lens here: this model has no head that turns states into a vocabulary.",
        "这里没有 logit 透镜：这个模型没有把状态映射到词表的输出头。"
      )
    case .lensReads:
      ("What would come after {}, read off every state.", "从每个状态读出：{}之后会是什么。")
    case .encoder: ("encoder", "编码器")
    case .decoder: ("decoder", "解码器")
    case .streamTitle: ("residual stream of the {}", "{}的残差流")
    case .identityTitle: ("residual stream of the {} as a sum", "{}的残差流：逐项相加")
    case .lensTitle: ("logit lens", "logit 透镜")
    case .lensOfEncoder:
      (
        "No logit lens here: the head reads the decoder's states. Go to a step of the "
          + "decoder.",
        "这里没有 logit 透镜：输出头读取的是解码器的状态。请到解码器的步骤查看。"
      )
    }
  }
}
