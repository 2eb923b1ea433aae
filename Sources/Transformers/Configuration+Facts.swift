import Tracing

extension Configuration {
  /// The settings in words, in the order in which a reader asks for them.
  package var facts: [(name: String, value: String)] {
    var facts: [(name: String, value: String)] = [("tower", tower.rawValue)]
    if encoderLayerCount > 0 { facts.append(("encoder layers", "\(encoderLayerCount)")) }
    if decoderLayerCount > 0 { facts.append(("decoder layers", "\(decoderLayerCount)")) }
    facts += [
      ("vocabulary", "\(vocabularySize)"), ("model width", "\(dModel)"),
      ("heads", headsText), ("head width", "\(dHead)"),
      ("feed-forward", "\(dFF), \(activation.rawValue)\(isGated ? ", gated" : "")"),
      ("norm", "\(normalization.rawValue), ε \(Number.text(Double(epsilon)))"),
      ("wiring", wiringText), ("positions", positionsText),
      ("scores", scoresText), ("biases", biasesText), ("embedding", embeddingText),
      ("head", headText),
    ]
    if let contextLength { facts.append(("context", "\(contextLength) positions")) }
    if let window { facts.append(("window", "keys less than \(window) positions away")) }
    if prefixLength > 0 { facts.append(("prefix", "\(prefixLength) keys open to all")) }
    facts.append(("tokens", tokensText))
    return facts
  }

  private var headsText: String {
    switch keyValueHeadCount {
    case headCount: "\(headCount)"
    case 1: "\(headCount), one key/value head for all (multi-query)"
    default: "\(headCount), \(keyValueHeadCount) key/value heads (grouped-query)"
    }
  }

  private var wiringText: String {
    let formula =
      switch wiring {
      case .post: "Post-LN, x ← norm(x + f(x))"
      case .pre: "Pre-LN, x ← x + f(norm(x))"
      case .sandwich: "sandwich, x ← x + norm₂(f(norm₁(x)))"
      case .wrong: "wrong, y = norm(x), x ← y + f(y)"
      case .none: "no norm, x ← x + f(x)"
      }
    return formula + (hasFinalNorm ? ", final norm" : "")
  }

  private var positionsText: String {
    switch positions {
    case .none: "none"
    case .sinusoidal(let arrangement, let offset):
      "sinusoidal, \(arrangement.rawValue)" + (offset == 0 ? "" : ", from \(offset)")
    case .learned(let count, let offset):
      "learned, \(count) rows" + (offset == 0 ? "" : ", from row \(offset)")
    case .learnedSkippingPadding(let count, let padding):
      "learned, \(count) rows, padding at row \(padding)"
    case .rotary(let scheme):
      "rotary, \(scheme.width) coordinates of a head, base \(Number.text(scheme.base))"
        + scalingText(scheme.scaling)
    case .alibi: "ALiBi"
    case .relativeBias(let buckets, let distance):
      "relative bias, \(buckets) buckets, up to distance \(distance)"
    }
  }

  private func scalingText(_ scaling: RotaryScheme.Scaling) -> String {
    switch scaling {
    case .none: ""
    case .linear(let factor): ", linear scaling by \(Number.text(factor))"
    case .dynamic(let factor, _): ", dynamic scaling by \(Number.text(factor))"
    case .llama3(let factor, _, _, _): ", Llama 3 scaling by \(Number.text(factor))"
    case .yarn(let factor, _, _, _, _, _): ", YaRN scaling by \(Number.text(factor))"
    }
  }

  private var scoresText: String {
    (scalesScores ? "divided by √\(dHead)" : "not scaled")
      + (scalesScoresByLayer ? ", divided by the layer's number" : "")
  }

  private var biasesText: String {
    let named = [
      ("queries, keys, values", hasQueryKeyValueBias),
      ("attention output", hasAttentionOutputBias), ("feed-forward", hasFeedForwardBias),
      ("logits", hasHeadBias),
    ].filter(\.1).map(\.0)
    return named.isEmpty ? "none" : named.joined(separator: "; ")
  }

  private var embeddingText: String {
    var parts: [String] = []
    if embeddingScale != 1 { parts.append("times \(Number.text(Double(embeddingScale)))") }
    if tokenTypeCount > 0 { parts.append("\(tokenTypeCount) token types") }
    if hasEmbeddingNorm { parts.append("normalized") }
    if tower == .encoderDecoder {
      parts.append(sharesEmbeddings ? "shared by both towers" : "one for each tower")
    }
    return parts.isEmpty ? "plain" : parts.joined(separator: ", ")
  }

  private var headText: String {
    let tied = tiesHead ? ", tied to the embedding" : ""
    let scaled = headScale != 1 ? ", states times \(Number.text(Double(headScale)))" : ""
    return switch head {
    case .none: "none"
    case .languageModel: "language model" + tied + scaled
    case .maskedLanguageModel(let activation, _):
      "masked language model, \(activation.rawValue)" + tied
    case .classifier(let labels, let hidden):
      "classifier, \(labels) labels" + (hidden.map { ", \($0.rawValue) layer" } ?? "")
    }
  }

  private var tokensText: String {
    var parts: [String] = []
    if let padding = tokens.padding { parts.append("padding \(padding)") }
    if let beginning = tokens.beginning { parts.append("beginning \(beginning)") }
    if !tokens.ends.isEmpty {
      parts.append("end \(tokens.ends.map(String.init).joined(separator: ", "))")
    }
    if let start = tokens.decoderStart { parts.append("decoder start \(start)") }
    return parts.isEmpty ? "none named" : parts.joined(separator: ", ")
  }
}
