import Tracing

/// How the colours of a matrix were chosen.
package enum ScaleText: String, Translated {
  case row, matrix, fixed, symmetric, sampled

  package var texts: (english: String, chinese: String) {
    switch self {
    case .row: ("scale of the row", "按行定色")
    case .matrix: ("scale of the matrix", "按矩阵定色")
    case .fixed: ("scale 0 to 1", "色阶 0 到 1")
    case .symmetric: ("symmetric scale", "对称色阶")
    case .sampled: ("{shown} of {whole}", "显示 {shown}，共 {whole}")
    }
  }
}

/// What axes are called.
package enum AxisText: String, Translated {
  case batch, position, head, query, key, channel, feature, vocabulary, row, label, input, output

  /// The name of an axis.
  package init(_ axis: Axis) {
    switch axis {
    case .batch: self = .batch
    case .position: self = .position
    case .head: self = .head
    case .query: self = .query
    case .key: self = .key
    case .channel: self = .channel
    case .feature: self = .feature
    case .vocabulary: self = .vocabulary
    case .row: self = .row
    case .label: self = .label
    case .input: self = .input
    case .output: self = .output
    }
  }

  package var texts: (english: String, chinese: String) {
    switch self {
    case .batch: ("batch", "批次")
    case .position: ("position", "位置")
    case .head: ("head", "头")
    case .query: ("query (who asks)", "查询（谁在问）")
    case .key: ("key (who is looked at)", "键（看向谁）")
    case .channel: ("channel", "通道")
    case .feature: ("feature", "特征")
    case .vocabulary: ("vocabulary", "词表")
    case .row: ("row of the table", "表的行")
    case .label: ("label", "类别")
    case .input: ("input", "输入")
    case .output: ("output", "输出")
    }
  }
}

extension AxisText {
  /// The name without its explanation: `query`.
  package func short(_ language: DisplayLanguage) -> String {
    let name = self(language)
    guard let end = name.firstIndex(where: { $0 == "(" || $0 == "（" }) else { return name }
    let short = name[..<end]
    return String(short.hasSuffix(" ") ? short.dropLast() : short)
  }
}
