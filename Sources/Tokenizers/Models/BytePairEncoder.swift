/// Encodes pieces with ``BytePairEncoding``.
///
/// Unknown symbols wait until the next known one, so that they can be fused; bytes that a symbol falls
/// back to go ahead of them. That order is the reference's, and so is that symbols on both sides of a
/// dropped one become neighbours.
final class BytePairEncoder: PieceEncoder {
  private let model: BytePairEncoding
  private var symbols: [BytePairSymbol] = []
  private var merger = BytePairMerger()
  private var cache = PieceCache()
  /// The unknown symbols that wait for their token.
  private var waiting: Range<Int>?

  init(_ model: BytePairEncoding) { self.model = model }

  func encode(
    _ text: AlignedText, _ range: Range<Int>, piece: Int, into output: inout ModelOutput,
    steps: StepSink?
  ) {
    if range.isEmpty { return }
    let steps = steps.map { BytePairSteps(model, text, piece: piece, sink: $0) }
    if steps == nil, cache.replay(text.bytes, range, into: &output) { return }
    symbols.removeAll(keepingCapacity: true)
    let lossCount = output.losses.count
    if let id = model.wholePieces?.id(of: text.bytes, in: range) {
      append(Int32(id), range)
      steps?.wholePiece(range, Int32(id))
    } else {
      steps?.symbols(units(of: text, range), of: range)
      read(text, range, into: &output, steps)
      if let steps {
        steps.merge(&symbols)
      } else {
        merger.merge(&symbols, model)
      }
    }
    for symbol in symbols { output.append(Int(symbol.id), Int(symbol.start)..<Int(symbol.end)) }
    if steps == nil, output.losses.count == lossCount {
      cache.store(symbols, for: text.bytes, range)
    }
  }

  private func append(_ id: Int32, _ range: Range<Int>) {
    symbols.append(
      BytePairSymbol(
        id: id, start: UInt32(range.lowerBound), end: UInt32(range.upperBound)))
  }

  // MARK: Symbols

  private func length(_ text: AlignedText, at offset: Int, end: Int) -> Int {
    model.alphabet == .bytes ? 1 : UTF8Scalars.read(text.bytes, at: offset, end: end).length
  }

  private func place(_ unit: Range<Int>, in range: Range<Int>) -> BytePairEncoding.Place {
    var place: BytePairEncoding.Place = []
    if unit.lowerBound == range.lowerBound { place.insert(.first) }
    if unit.upperBound == range.upperBound { place.insert(.last) }
    return place
  }

  /// The bytes or characters of a piece, with the ids of those that are entries.
  private func units(of text: AlignedText, _ range: Range<Int>) -> [(Range<Int>, Int32?)] {
    var result: [(Range<Int>, Int32?)] = []
    var offset = range.lowerBound
    while offset < range.upperBound {
      let unit = offset..<offset + length(text, at: offset, end: range.upperBound)
      result.append((unit, model.id(of: unit, of: text, at: place(unit, in: range))))
      offset = unit.upperBound
    }
    return result
  }

  private func read(
    _ text: AlignedText, _ range: Range<Int>, into output: inout ModelOutput,
    _ steps: BytePairSteps?
  ) {
    var offset = range.lowerBound
    while offset < range.upperBound {
      let unit = offset..<offset + length(text, at: offset, end: range.upperBound)
      let place = place(unit, in: range)
      offset = unit.upperBound
      if let id = model.id(of: unit, of: text, at: place) {
        flushUnknown(into: &output, steps)
        append(id, unit)
      } else if !fallBack(unit, of: text, at: place, into: &output, steps) {
        addUnknown(unit, into: &output, steps)
      }
    }
    flushUnknown(into: &output, steps)
  }

  /// Expresses a symbol that is no entry by its bytes, or a byte that is not UTF-8 by what stands for
  /// U+FFFD, as which the reference would have seen it.
  private func fallBack(
    _ unit: Range<Int>, of text: AlignedText, at place: BytePairEncoding.Place,
    into output: inout ModelOutput, _ steps: BytePairSteps?
  ) -> Bool {
    let first = symbols.count
    let byte = text.bytes[unit.lowerBound]
    let isBroken = model.alphabet == .characters && unit.count == 1 && byte >= 0x80
    if model.fallsBackToBytes {
      if isBroken, case let id = model.fallbackIDs[Int(byte)], id >= 0 {
        append(id, unit)
        steps?.fellBack(unit, to: symbols[first...])
        return true
      }
    }
    let content: [UInt8] = isBroken ? [0xEF, 0xBF, 0xBD] : Array(text.bytes[unit])
    let spelling = model.spelling(of: content, at: place)
    if isBroken, let id = model.vocabulary.id(of: spelling) {
      flushUnknown(into: &output, steps)
      append(Int32(id), unit)
      steps?.unknown(unit, Int32(id))
    } else if model.fallsBackToBytes {
      let ids = spelling.map { model.fallbackIDs[Int($0)] }
      guard !ids.contains(-1) else { return false }
      // Each token stands for its byte, unless a prefix, a suffix or another spelling comes between.
      for (index, id) in ids.enumerated() {
        let byte = unit.lowerBound + index
        append(id, ids.count == unit.count ? byte..<byte + 1 : unit)
      }
      steps?.fellBack(unit, to: symbols[first...])
    } else {
      return false
    }
    if isBroken { output.lose(unit, .unknown) }
    return true
  }

  private func addUnknown(
    _ unit: Range<Int>, into output: inout ModelOutput, _ steps: BytePairSteps?
  ) {
    guard model.unknown != nil else {
      output.lose(unit, .dropped)
      steps?.dropped(unit)
      return
    }
    if let start = waiting?.lowerBound, model.fusesUnknown {
      waiting = start..<unit.upperBound
    } else {
      flushUnknown(into: &output, steps)
      waiting = unit
    }
  }

  private func flushUnknown(into output: inout ModelOutput, _ steps: BytePairSteps?) {
    guard let unit = waiting, let id = model.unknown else { return }
    waiting = nil
    append(id, unit)
    output.lose(unit, .unknown)
    steps?.unknown(unit, id)
  }
}
