/// Which words of the source each written token looked at.
extension WritingState {
  /// A layer, and a head of it or the mean of all its heads.
  package struct Alignment: Equatable, Sendable {
    /// The layer, counted from 0.
    package let layer: Int
    /// The head, counted from 0; nil for the mean.
    package let head: Int?
  }

  /// All there are: of each layer the heads, then their mean.
  package var alignments: [Alignment] {
    let c = session.configuration
    guard c.tower == .encoderDecoder else { return [] }
    return (0..<c.decoderLayerCount).flatMap { layer in
      (0..<c.headCount).map { Alignment(layer: layer, head: $0) }
        + [Alignment(layer: layer, head: nil)]
    }
  }

  /// The token of the source that the place looked at most; nil where it is not computed.
  package var mostWatched: Int? {
    guard alignments.indices.contains(alignment), places[position].next != nil else { return nil }
    let weights = session.given.indices.map {
      weight(at: position, source: $0, alignments[alignment])
    }
    return weights.indices.max { weights[$0] < weights[$1] }
  }

  /// The weight that a place's token gave to a token of the source; NaN where it is not computed yet.
  package func weight(at position: Int, source: Int, _ alignment: Alignment) -> Float {
    guard let weights = places[position].next?.crossWeights, !weights.isEmpty else { return .nan }
    let (count, heads) = (session.given.count, session.configuration.headCount)
    func weight(_ head: Int) -> Float {
      let index = (alignment.layer * heads + head) * count + source
      return weights.indices.contains(index) ? weights[index] : .nan
    }
    if let head = alignment.head { return weight(head) }
    return (0..<heads).reduce(0) { $0 + weight($1) } / Float(max(1, heads))
  }
}
