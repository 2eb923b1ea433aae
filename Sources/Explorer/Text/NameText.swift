/// The parts of addresses in words: towers, sublayers, what steps make, parameters.
///
/// The raw value of each case is the part as it is written in addresses.
package enum NameText: String, Translated {
  case encoder, decoder, head, ids, embedding, positions, output, norm, residual
  case tokenEmbedding = "token-embedding"
  case tokenEmbeddingScaled = "token-embedding-scaled"
  case tokenTypes = "token-types"
  case tokenTypeEmbedding = "token-type-embedding"
  case tokenTypeSum = "token-type-sum"
  case positionEmbedding = "position-embedding"
  case positionSum = "position-sum"
  case relativeBias = "relative-bias"
  case selfAttention = "self-attention"
  case crossAttention = "cross-attention"
  case feedForward = "feed-forward"
  case selfAttentionMask = "self-attention-mask"
  case crossAttentionMask = "cross-attention-mask"
  case queries, keys, values, scores, scaled, biased, masked, weights, context, concatenated
  case rotatedQueries = "rotated-queries"
  case rotatedKeys = "rotated-keys"
  case allKeys = "all-keys"
  case allValues = "all-values"
  case earlierKeys = "earlier-keys"
  case earlierValues = "earlier-values"
  case outputNorm = "output-norm"
  case up, gate, gated, activation, dropout
  case dropoutDraw = "dropout-draw"
  case dense, logits, probabilities, targets, loss
  case firstPosition = "first-position"
  case weight, bias, gain, table

  package var texts: (english: String, chinese: String) {
    switch self {
    case .encoder: ("encoder", "编码器")
    case .decoder: ("decoder", "解码器")
    case .head: ("head", "输出头")
    case .ids: ("token ids", "词元编号")
    case .embedding: ("embedding", "嵌入")
    case .positions: ("positions", "位置编号")
    case .output: ("output", "输出")
    case .norm: ("norm", "归一化")
    case .residual: ("residual", "残差和")
    case .tokenEmbedding: ("token embedding", "词元嵌入")
    case .tokenEmbeddingScaled: ("scaled embedding", "缩放后的嵌入")
    case .tokenTypes: ("token types", "句段编号")
    case .tokenTypeEmbedding: ("type embedding", "句段嵌入")
    case .tokenTypeSum: ("sum with type", "加上句段嵌入")
    case .positionEmbedding: ("position embedding", "位置嵌入")
    case .positionSum: ("sum with position", "加上位置嵌入")
    case .relativeBias: ("relative bias", "相对位置偏置")
    case .selfAttention: ("self-attention", "自注意力")
    case .crossAttention: ("cross-attention", "交叉注意力")
    case .feedForward: ("feed-forward", "前馈网络")
    case .selfAttentionMask: ("mask", "掩码")
    case .crossAttentionMask: ("mask", "掩码")
    case .queries: ("queries", "查询")
    case .keys: ("keys", "键")
    case .values: ("values", "值")
    case .scores: ("scores", "注意力分数")
    case .scaled: ("scaled", "缩放后的分数")
    case .biased: ("biased", "加偏置的分数")
    case .masked: ("masked", "掩码后的分数")
    case .weights: ("weights", "注意力权重")
    case .context: ("context", "值的加权和")
    case .concatenated: ("concatenated", "各头拼接")
    case .rotatedQueries: ("rotated queries", "旋转后的查询")
    case .rotatedKeys: ("rotated keys", "旋转后的键")
    case .allKeys: ("all keys", "全部的键")
    case .allValues: ("all values", "全部的值")
    case .earlierKeys: ("earlier keys", "先前的键")
    case .earlierValues: ("earlier values", "先前的值")
    case .outputNorm: ("output norm", "输出归一化")
    case .up: ("up", "升维")
    case .gate: ("gate", "门控")
    case .gated: ("gated", "门控乘积")
    case .activation: ("activation", "激活")
    case .dropout: ("dropout", "随机失活")
    case .dropoutDraw: ("dropout draw", "失活抽样")
    case .dense: ("dense", "全连接")
    case .logits: ("logits", "未归一化得分")
    case .probabilities: ("probabilities", "概率")
    case .targets: ("targets", "目标词元")
    case .loss: ("loss", "损失")
    case .firstPosition: ("first position", "首个位置")
    case .weight: ("weight", "权重矩阵")
    case .bias: ("bias", "偏置")
    case .gain: ("gain", "增益")
    case .table: ("table", "表")
    }
  }
}
