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

  /// A count in three figures: `890`, `62.1 k`, `135 M`, `1.54 G`.
  static func short(_ count: Int, unit: String) -> String {
    for (scale, prefix) in [(1, ""), (1_000, "k"), (1_000_000, "M"), (1_000_000_000, "G")] {
      for (decimals, digits) in scale == 1 ? [(1, 0)] : [(100, 2), (10, 1), (1, 0)] {
        let rounded =
          count / scale * decimals + (count % scale * decimals + scale / 2) / scale
        guard rounded < 1_000 || (scale == 1_000_000_000 && digits == 0) else { continue }
        let rest = String(rounded % decimals)
        let zeros = String(repeating: "0", count: max(0, digits - rest.utf8.count))
        let number = digits == 0 ? "\(rounded)" : "\(rounded / decimals).\(zeros)\(rest)"
        return prefix.isEmpty && unit.isEmpty ? number : "\(number) \(prefix)\(unit)"
      }
    }
    return "\(count)"
  }
}
