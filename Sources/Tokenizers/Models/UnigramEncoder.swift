/// Finds the best split of pieces, one after another.
final class UnigramEncoder: PieceEncoder {
  /// A token of a split before it is known how an unknown one is written.
  struct Part: Equatable {
    /// Where it lies in the text.
    var range: Range<Int>
    /// The entry; nil for what is unknown.
    var id: Int?
  }

  private let model: Unigram
  /// For each offset of the piece: the best score up to there, where the last token of that split
  /// begins, and its id.
  private var scores: [Double] = []
  private var starts: [UInt32] = []
  private var ids: [Int32] = []
  private var parts: [Part] = []
  /// Stands in `starts` for an offset at which no split ends yet.
  private static let unreached = UInt32.max

  init(_ model: Unigram) { self.model = model }

  func encode(
    _ text: AlignedText, _ range: Range<Int>, piece: Int, into output: inout ModelOutput,
    steps: StepSink?
  ) {
    if range.isEmpty { return }
    search(text.bytes, range)
    collectParts(text.bytes, range)
    if let steps { steps(bestPath(text, range, piece)) }
    for part in parts {
      if let id = part.id {
        output.append(id, part.range)
      } else {
        express(part.range, of: text, piece, into: &output, steps)
      }
    }
  }

  // MARK: The best split

  private func search(_ bytes: [UInt8], _ piece: Range<Int>) {
    let count = piece.count
    if scores.count <= count {
      scores = [Double](repeating: 0, count: count + 1)
      starts = [UInt32](repeating: Self.unreached, count: count + 1)
      ids = [Int32](repeating: -1, count: count + 1)
    }
    for index in 0...count { starts[index] = Self.unreached }
    scores[0] = 0
    var start = 0
    while start < count {
      let sum = scores[start]
      let rest = piece.lowerBound + start..<piece.upperBound
      start += model.forEachBeginning(of: rest, in: bytes) { end, score, id in
        let index = end - piece.lowerBound
        // Of equal sums the first found stays: the one whose last token begins first.
        if starts[index] == Self.unreached || sum + score > scores[index] {
          scores[index] = sum + score
          starts[index] = UInt32(start)
          ids[index] = Int32(id)
        }
      }
    }
  }

  private func collectParts(_ bytes: [UInt8], _ piece: Range<Int>) {
    parts.removeAll(keepingCapacity: true)
    var end = piece.count
    while end > 0 {
      let start = Int(starts[end])
      let range = piece.lowerBound + start..<piece.lowerBound + end
      parts.append(Part(range: range, id: ids[end] < 0 ? nil : Int(ids[end])))
      end = start
    }
    parts.reverse()
    parts = resolved(parts, bytes)
  }

  /// Joins neighbouring unknowns, among which an unknown token that is written out in the text counts.
  ///
  /// Together they may be an entry, if one of them is worth less than its characters unknown.
  private func resolved(_ parts: [Part], _ bytes: [UInt8]) -> [Part] {
    guard parts.contains(where: { $0.id == nil || $0.id == model.unknown }) else { return parts }
    var result: [Part] = []
    for part in parts {
      guard part.id == nil || part.id == model.unknown else {
        result.append(part)
        continue
      }
      if let last = result.last, last.id == nil {
        result[result.count - 1].range = last.range.lowerBound..<part.range.upperBound
      } else {
        result.append(Part(range: part.range, id: nil))
      }
    }
    for index in result.indices where result[index].id == nil {
      result[index].id = model.vocabulary.id(of: bytes, in: result[index].range)
    }
    return result
  }

  // MARK: What is unknown

  private func express(
    _ range: Range<Int>, of text: AlignedText, _ piece: Int, into output: inout ModelOutput,
    _ steps: StepSink?
  ) {
    var reason = Reason.dropped
    var tokens: [Int] = []
    if model.fallsBackToBytes, let ids = model.byteTokens.ids(of: text.bytes[range]) {
      reason = .bytes
      tokens = ids
    } else if let unknown = model.unknown {
      reason = .unknown
      tokens = [unknown]
    }
    // As in the reference, each byte's token stands for the whole of what is unknown.
    for id in tokens { output.append(id, range) }
    if reason == .unknown { output.lose(range, .unknown) }
    if reason == .dropped { output.lose(range, .dropped) }
    guard let steps else { return }
    let source = text.source(of: range)
    steps(
      Step(
        .model, model.name, piece: piece, from: [Segment(text, range)],
        to: tokens.map { Segment(model.vocabulary[$0] ?? [], source: source, id: $0) },
        because: reason))
  }

  // MARK: Steps

  /// The step that shows the best split, in which unknowns have no id yet, and the next best ones.
  private func bestPath(_ text: AlignedText, _ piece: Range<Int>, _ number: Int) -> Step {
    let rejected = UnigramLattice(model, text.bytes, piece).paths.dropFirst().map { path in
      Reason.Path(segments(resolved(path.parts, text.bytes), text), score: path.score)
    }
    return Step(
      .model, model.name, piece: number, from: [Segment(text, piece)],
      to: segments(parts, text),
      because: .bestPath(score: scores[piece.count], rejected: Array(rejected)))
  }

  private func segments(_ parts: [Part], _ text: AlignedText) -> [Segment] {
    parts.map { Segment(text, $0.range, id: $0.id) }
  }
}
