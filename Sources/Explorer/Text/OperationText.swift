import Tracing

/// What operations are called.
package enum OperationText: String, Translated {
  case alibiBias, addition, appendPositions, concatenateHeads, crossEntropy, dropout, lookup
  case gelu, geluTanh, gate, layerNorm, linear, mask, product, rmsNorm, relu, relativeBias
  case rotation, scale, selectPosition, silu, sinusoids, softmax, tanh

  /// The name of an operation; nil for one that has none here.
  package init?(_ operation: any Operation) {
    switch operation {
    case is ALiBiBias: self = .alibiBias
    case is Add: self = .addition
    case is AppendPositions: self = .appendPositions
    case is ConcatenateHeads: self = .concatenateHeads
    case is CrossEntropy: self = .crossEntropy
    case is Dropout: self = .dropout
    case is Embedding: self = .lookup
    case is GELU: self = .gelu
    case is GELUTanh: self = .geluTanh
    case is Gate: self = .gate
    case is LayerNorm: self = .layerNorm
    case is Linear: self = .linear
    case is Mask: self = .mask
    case is MatMul: self = .product
    case is RMSNorm: self = .rmsNorm
    case is ReLU: self = .relu
    case is RelativeBias: self = .relativeBias
    case is RotaryEmbedding: self = .rotation
    case is Tracing.Scale: self = .scale
    case is SelectPosition: self = .selectPosition
    case is SiLU: self = .silu
    case is SinusoidalPositions: self = .sinusoids
    case is Softmax: self = .softmax
    case is Tanh: self = .tanh
    default: return nil
    }
  }

  package var texts: (english: String, chinese: String) {
    switch self {
    case .alibiBias: ("ALiBi bias", "ALiBi 偏置")
    case .addition: ("addition", "相加")
    case .appendPositions: ("append positions", "拼接位置")
    case .concatenateHeads: ("concatenate heads", "拼接")
    case .crossEntropy: ("cross-entropy", "交叉熵")
    case .dropout: ("dropout", "随机失活")
    case .lookup: ("embedding lookup", "查嵌入表")
    case .gelu: ("GELU", "GELU")
    case .geluTanh: ("GELU (tanh)", "GELU（tanh）")
    case .gate: ("gated product", "逐元素乘积")
    case .layerNorm: ("LayerNorm", "层归一化")
    case .linear: ("linear", "线性变换")
    case .mask: ("mask", "掩码")
    case .product: ("matrix product", "矩阵乘积")
    case .rmsNorm: ("RMSNorm", "RMSNorm")
    case .relu: ("ReLU", "ReLU")
    case .relativeBias: ("relative bias", "相对位置偏置")
    case .rotation: ("rotary embedding", "旋转位置编码")
    case .scale: ("scale", "缩放")
    case .selectPosition: ("select position", "取一个位置")
    case .silu: ("SiLU", "SiLU")
    case .sinusoids: ("sinusoidal positions", "正弦位置编码")
    case .softmax: ("softmax", "softmax")
    case .tanh: ("tanh", "tanh")
    }
  }
}
