import ModelFiles
import Transformers

/// A model's figures as short texts.
package struct ModelFigures: Equatable, Sendable {
  private let summary: ModelSummary
  private var configuration: Configuration { summary.configuration }

  /// The figures of a model.
  package init(_ summary: ModelSummary) { self.summary = summary }

  /// Which towers there are.
  package func tower(_ language: DisplayLanguage) -> String {
    ModelsText(configuration.tower)(language)
  }

  /// The layers of each tower: `2+2`.
  package var layers: String {
    [configuration.encoderLayerCount, configuration.decoderLayerCount].filter { $0 > 0 }
      .map(String.init).joined(separator: "+")
  }

  /// The model width.
  package var width: String { "\(configuration.dModel)" }

  /// The heads; `9/3` where keys and values have fewer.
  package var heads: String {
    let (queries, keys) = (configuration.headCount, configuration.keyValueHeadCount)
    return queries == keys ? "\(queries)" : "\(queries)/\(keys)"
  }

  /// The vocabulary's size.
  package var vocabulary: String { Self.grouped(configuration.vocabularySize) }

  /// How many parameters there are: `134.5 M`.
  package var parameters: String { Self.short(summary.parameterCount, unit: "") }

  /// How many bytes they take in their files.
  package var bytes: String { Self.short(summary.byteCount, unit: "B") }

  /// Where the norm stands, as people call it.
  package var wiring: String {
    switch configuration.wiring {
    case .pre: "Pre-LN"
    case .post: "Post-LN"
    case .sandwich: "Sandwich-LN"
    case .wrong, .none: "–"
    }
  }

  /// A count with its thousands apart.
  static func grouped(_ count: Int) -> String {
    var text = ""
    for (index, digit) in String(count).reversed().enumerated() {
      if index > 0, index.isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }

  /// A count in three figures or so: `890`, `62.1 k`, `134 M`, `1.54 G`.
  static func short(_ count: Int, unit: String) -> String {
    var scale = 1
    var prefix = ""
    for (next, name) in [(1_000, "k"), (1_000_000, "M"), (1_000_000_000, "G")] where count >= next {
      (scale, prefix) = (next, name)
    }
    let suffix = prefix + unit
    guard scale > 1 else { return suffix.isEmpty ? "\(count)" : "\(count) \(suffix)" }
    let whole = count / scale
    let decimals = whole >= 100 ? 1 : whole >= 10 ? 10 : 100
    let rounded = (count % scale * decimals + scale / 2) / scale
    let (carried, rest) = (whole + rounded / decimals, rounded % decimals)
    let digits = decimals == 1 ? "" : "." + (rest < decimals / 10 ? "0" : "") + "\(rest)"
    return "\(carried)\(digits) \(suffix)"
  }
}
