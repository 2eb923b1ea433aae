import Kernels
import Screen

/// One of the figures that a whole run is told by, layer by layer.
package enum RunFigure: String, CaseIterable, Sendable {
  /// The norm of the residual stream.
  case streamNorm = "stream-norm"
  /// The mean of what enters a sublayer.
  case enteringMean = "entering-mean"
  /// The deviation of what enters a sublayer.
  case enteringDeviation = "entering-deviation"
  /// What a sublayer adds, relative to the stream.
  case addition
  /// The cosine between what enters and what leaves a layer.
  case neighbours = "layer-cosine"
  /// The mean cosine between the tokens of the text.
  case tokens = "token-cosine"
  /// The entropy of attention, mean over heads and queries.
  case entropy
  /// The largest distance of embedding + Σ from the stream.
  case identity = "identity-error"

  /// A number and where it belongs: 0 is what enters layer 1, 1 what leaves it.
  package typealias Point = (layer: Double, value: Double)

  /// The figure of a tower, layer by layer; what cannot be said is left out.
  package func points(_ tower: RunFigures.Tower) -> [Point] {
    let profile = tower.profile
    let perLayer = max(1, profile.sublayers.count / max(1, profile.norms.count - 1))
    /// What enters the sublayers, or what leaves them.
    func sublayers(_ after: Double, _ value: (Int) -> Double?) -> [Point] {
      profile.sublayers.indices.compactMap { index in
        value(index).map { ((Double(index) + after) / Double(perLayer), $0) }
      }
    }
    func layers(_ values: [Double?], from first: Int) -> [Point] {
      values.enumerated().compactMap { index, value in value.map { (Double(index + first), $0) } }
    }
    switch self {
    case .streamNorm: return layers(profile.norms, from: 0)
    case .enteringMean: return sublayers(0) { profile.sublayers[$0].mean }
    case .enteringDeviation: return sublayers(0) { profile.sublayers[$0].deviation }
    case .addition: return sublayers(1) { profile.sublayers[$0].addition }
    case .neighbours: return layers(profile.similarity.neighbours, from: 1)
    case .tokens: return layers(profile.similarity.tokens, from: 0)
    case .entropy:
      return sublayers(1) { index in
        let entropies = profile.sublayers[index].entropies
        guard !entropies.isEmpty else { return nil }
        return entropies.reduce(0, +) / Double(entropies.count)
      }
    case .identity: return layers(tower.identity.errors, from: 1)
    }
  }

  /// Where a value is drawn: errors range over so many orders that their logarithm is.
  package func height(_ value: Double) -> Double {
    self == .identity ? log10(max(value, 1e-9)) : value
  }

  /// Whether heights are logarithms to base 10.
  package var isLogarithmic: Bool { self == .identity }
}
