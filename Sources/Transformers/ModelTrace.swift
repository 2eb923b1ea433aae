import Tensors
import Tracing

/// The trace of a model, with the nodes that its users ask for by name.
package struct ModelTrace {
  /// The inputs of one tower.
  package struct TowerInputs {
    package var ids: NodeID
    package var positions: NodeID?
    package var tokenTypes: NodeID?
    package var mask: NodeID?
    /// The decoder's mask on the encoder's positions.
    package var crossMask: NodeID?
    /// Where the first position stands in its text; not 0 when a cache holds earlier ones.
    package var firstPosition = 0
    /// How many of the positions that a cache holds are not padding.
    package var earlierTokens = 0
  }

  /// The computation.
  package let trace: Trace
  /// What it computes with.
  package let configuration: Configuration
  /// The encoder's inputs, if there is an encoder in this trace.
  package let encoder: TowerInputs?
  /// The decoder's inputs, if there is a decoder.
  package let decoder: TowerInputs?
  /// What leaves the last tower.
  package let states: NodeID
  /// Scores of every class at every position, or of every label.
  package let logits: NodeID?
  /// Softmax of the logits.
  package let probabilities: NodeID?
  /// What each output is to be.
  package let targets: NodeID?
  /// The mean cross-entropy of the targets.
  package let loss: NodeID?
  /// The number that says what dropout leaves out, where there is dropout; below 0: nothing.
  package let draw: NodeID?

  // MARK: Loading

  /// Writes an input of the planned shape, or only some of its rows, into the trace.
  ///
  /// Takes nothing from the heap. Without a draw nothing is left out by dropout.
  package func load(_ input: ModelInput, rows: Range<Int>? = nil, draw number: Int? = nil) {
    let rows = rows ?? 0..<input.ids.count
    if let draw { trace.memory(of: draw)[0] = number.map { Float($0 % (1 << 24)) } ?? -1 }
    let single = configuration.tower != .encoderDecoder
    if let encoder {
      load(
        encoder, rows, ids: input.ids, mask: input.mask, tokenTypes: input.tokenTypes,
        isCausal: false)
    }
    if let decoder {
      load(
        decoder, rows, ids: single ? input.ids : input.targetIDs ?? [],
        mask: single ? input.mask : input.targetMask, tokenTypes: nil, isCausal: true)
      if let crossMask = decoder.crossMask {
        fill(crossMask, rows, keysAllowed: input.mask) { _, _ in true }
      }
    }
    if let targets, let values = input.targets { write(values, rows, to: targets) }
  }

  private func load(
    _ tower: TowerInputs, _ rows: Range<Int>, ids: [[Int]], mask: [[Bool]]?,
    tokenTypes: [[Int]]?, isCausal: Bool
  ) {
    write(ids, rows, to: tower.ids)
    if let positions = tower.positions { writePositions(ids, rows, tower, to: positions) }
    if let types = tower.tokenTypes {
      if let tokenTypes {
        write(tokenTypes, rows, to: types)
      } else {
        trace.memory(of: types).update(repeating: 0, count: trace[types].shape.count)
      }
    }
    if let node = tower.mask {
      let window = configuration.window ?? Int.max
      let prefix = configuration.prefixLength
      fill(node, rows, keysAllowed: mask) { query, key in
        let distance = query + tower.firstPosition - key
        return (!isCausal || distance >= 0 || key < prefix) && abs(distance) < window
      }
    }
  }

  private func writePositions(
    _ ids: [[Int]], _ rows: Range<Int>, _ tower: TowerInputs, to node: NodeID
  ) {
    let memory = trace.memory(of: node)
    let length = trace[node].shape.columns
    var offset = tower.firstPosition
    switch configuration.positions {
    case .learnedSkippingPadding(_, let padding):
      for (index, row) in rows.enumerated() {
        var count = tower.earlierTokens
        for position in 0..<length {
          let isToken = ids[row][position] != padding
          count += isToken ? 1 : 0
          memory[index * length + position] = Float(isToken ? padding + count : padding)
        }
      }
      return
    case .learned(_, let first), .sinusoidal(_, let first): offset += first
    case .none, .rotary, .alibi, .relativeBias: break
    }
    for position in 0..<length { memory[position] = Float(offset + position) }
  }

  private func write(_ values: [[Int]], _ rows: Range<Int>, to node: NodeID) {
    let memory = trace.memory(of: node)
    let count = trace[node].shape.count
    var written = 0
    for row in rows {
      for value in values[row] where written < count {
        memory[written] = Float(value)
        written += 1
      }
    }
    precondition(written == count, "\(trace[node].address): \(written) numbers for \(count)")
  }

  private func fill(
    _ mask: NodeID, _ rows: Range<Int>, keysAllowed: [[Bool]]?,
    allows: (_ query: Int, _ key: Int) -> Bool
  ) {
    let shape = trace[mask].shape
    precondition(
      keysAllowed == nil || shape.rank == 3 || rows.count == 1,
      "\(trace[mask].address) was planned without padding, which differs from row to row")
    let memory = trace.memory(of: mask)
    let (queries, keys) = (shape[-2], shape[-1])
    for batch in 0..<shape.product(droppingLast: 2) {
      for query in 0..<queries {
        for key in 0..<keys {
          // A cache's new positions stand behind the prompt's mask and are tokens.
          let isToken = keysAllowed.map { row in
            let allowed = row[rows.lowerBound + batch]
            return key < allowed.count ? allowed[key] : true
          }
          memory[(batch * queries + query) * keys + key] =
            (isToken ?? true) && allows(query, key) ? 1 : 0
        }
      }
    }
  }
}
