/// Tells what ``BytePairEncoder`` does with one piece, step by step.
struct BytePairSteps {
  private let model: BytePairEncoding
  private let text: AlignedText
  private let piece: Int
  private let sink: StepSink

  init(_ model: BytePairEncoding, _ text: AlignedText, piece: Int, sink: @escaping StepSink) {
    self.model = model
    self.text = text
    self.piece = piece
    self.sink = sink
  }

  private func take(_ input: [Segment], _ output: [Segment], _ reason: Reason) {
    sink(Step(.model, model.name, piece: piece, from: input, to: output, because: reason))
  }

  private func segment(_ range: Range<Int>, _ id: Int32) -> Segment {
    Segment(model.vocabulary[Int(id)] ?? [], source: text.source(of: range), id: Int(id))
  }

  private func segment(_ symbol: BytePairSymbol) -> Segment {
    segment(Int(symbol.start)..<Int(symbol.end), symbol.id)
  }

  /// The piece is an entry.
  func wholePiece(_ range: Range<Int>, _ id: Int32) {
    take([Segment(text, range)], [segment(range, id)], .inVocabulary)
  }

  /// The piece begins as these bytes or characters, some of which may be no entries.
  func symbols(_ units: [(range: Range<Int>, id: Int32?)], of range: Range<Int>) {
    take(
      [Segment(text, range)],
      units.map { unit in
        unit.id.map { segment(unit.range, $0) } ?? Segment(text, unit.range)
      }, .symbols)
  }

  /// A character became its bytes.
  func fellBack(_ unit: Range<Int>, to symbols: ArraySlice<BytePairSymbol>) {
    take([Segment(text, unit)], symbols.map { segment($0) }, .bytes)
  }

  /// The unknown token stands for a part of the piece.
  func unknown(_ unit: Range<Int>, _ id: Int32) {
    take([Segment(text, unit)], [segment(unit, id)], .unknown)
  }

  /// Nothing stands for a part of the piece.
  func dropped(_ unit: Range<Int>) { take([Segment(text, unit)], [], .dropped) }

  /// Merges as ``BytePairMerger`` does, and tells every merge with all its rivals.
  func merge(_ symbols: inout [BytePairSymbol]) {
    while symbols.count > 1 {
      var candidates: [Reason.Candidate] = []
      var chosen = 0
      for position in 0..<symbols.count - 1 {
        guard let rank = model.ranks[symbols[position].id, symbols[position + 1].id] else {
          continue
        }
        if !candidates.isEmpty, rank < candidates[chosen].rank { chosen = candidates.count }
        candidates.append(Reason.Candidate(position: position, rank: Int(rank)))
      }
      guard !candidates.isEmpty else { return }
      let input = symbols.map { segment($0) }
      let best = candidates[chosen]
      symbols[best.position].absorb(
        symbols[best.position + 1], as: model.results[best.rank])
      symbols.remove(at: best.position + 1)
      take(input, symbols.map { segment($0) }, .merge(candidates: candidates, chosen: chosen))
    }
  }
}
