import Tracing

/// What a model is given: token ids and what goes with them, one list for each row of a batch.
package struct ModelInput: Equatable, Sendable {
  /// Token ids of the encoder's text, or of a decoder's if there is no encoder.
  package var ids: [[Int]]
  /// Which of them are tokens rather than padding; all, if nil.
  package var mask: [[Bool]]?
  /// The kind of each token (BERT's sentence A and B); 0 for all, if nil.
  package var tokenTypes: [[Int]]?
  /// Token ids that the decoder of an encoder-decoder reads.
  package var targetIDs: [[Int]]?
  /// Which of those are tokens rather than padding; all, if nil.
  package var targetMask: [[Bool]]?
  /// What each position of the output is to be: a class, or −100 to ignore it.
  ///
  /// For a language model the next token stands here already.
  package var targets: [[Int]]?

  /// Makes an input.
  package init(
    ids: [[Int]], mask: [[Bool]]? = nil, tokenTypes: [[Int]]? = nil, targetIDs: [[Int]]? = nil,
    targetMask: [[Bool]]? = nil, targets: [[Int]]? = nil
  ) {
    self.ids = ids
    self.mask = mask
    self.tokenTypes = tokenTypes
    self.targetIDs = targetIDs
    self.targetMask = targetMask
    self.targets = targets
  }
}

/// Why a model cannot take an input.
package enum InputError: Error, Equatable, Sendable {
  /// There is nothing to compute.
  case empty(what: String)
  /// Rows of a batch must be equally long.
  case rowLength(what: String, row: Int, expected: Int, found: Int)
  /// Another number of rows than ids.
  case rowCount(what: String, expected: Int, found: Int)
  /// An id that the vocabulary does not have.
  case id(what: String, row: Int, position: Int, found: Int, count: Int)
  /// More positions than the model was made for.
  case tooLong(what: String, limit: Int, found: Int)
  /// The model needs a target text, or has no use for one.
  case targets(expected: Bool)
  /// The model has no token types.
  case noTokenTypes
}

extension InputError: CustomStringConvertible {
  /// One line: what, where, expected, found, what to do.
  package var description: String {
    switch self {
    case .empty(let what): "\(what): there are no tokens; give at least one"
    case .rowLength(let what, let row, let expected, let found):
      "\(what), row \(row + 1): \(found) numbers, but row 1 has \(expected); pad rows to one length"
    case .rowCount(let what, let expected, let found):
      "\(what): \(found) rows for \(expected) rows of ids"
    case .id(let what, let row, let position, let found, let count):
      "\(what), row \(row + 1), position \(position + 1): \(found) is not between 0 and \(count - 1)"
    case .tooLong(let what, let limit, let found):
      "\(what): \(found) positions, but this model was made for at most \(limit)"
    case .targets(let expected):
      expected
        ? "this model has an encoder and a decoder: give the decoder's ids too (--target-ids)"
        : "this model has a single tower: it takes no target ids"
    case .noTokenTypes: "this model has no token types"
    }
  }
}

extension ModelInput {
  /// Refuses what the model cannot take.
  package func validate(for configuration: Configuration) throws(InputError) {
    try Self.check(ids, "ids", configuration: configuration)
    let length = ids[0].count
    if let mask { try Self.match(mask.map(\.count), "mask", rows: ids.count, length: length) }
    if let tokenTypes {
      guard configuration.tokenTypeCount > 0 else { throw .noTokenTypes }
      try Self.match(tokenTypes.map(\.count), "token types", rows: ids.count, length: length)
      try Self.checkRange(tokenTypes, "token types", below: configuration.tokenTypeCount)
    }
    let needsTargets = configuration.tower == .encoderDecoder
    guard (targetIDs != nil) == needsTargets else { throw .targets(expected: needsTargets) }
    var outputLength = length
    if let targetIDs {
      try Self.check(targetIDs, "target ids", configuration: configuration)
      outputLength = targetIDs[0].count
      try Self.match(targetIDs.map(\.count), "target ids", rows: ids.count, length: outputLength)
      if let targetMask {
        try Self.match(
          targetMask.map(\.count), "target mask", rows: ids.count, length: outputLength)
      }
    }
    if let targets {
      var classCount = configuration.vocabularySize
      if case .classifier(let labelCount, _) = configuration.head {
        classCount = labelCount
        outputLength = 1
      }
      try Self.match(targets.map(\.count), "targets", rows: ids.count, length: outputLength)
      try Self.checkRange(
        targets, "targets", below: classCount, except: Int(CrossEntropy.ignored))
    }
  }

  private static func check(
    _ ids: [[Int]], _ what: String, configuration: Configuration
  ) throws(InputError) {
    guard let first = ids.first, !first.isEmpty else { throw .empty(what: what) }
    try match(ids.map(\.count), what, rows: ids.count, length: first.count)
    try checkRange(ids, what, below: configuration.vocabularySize)
    if let limit = configuration.contextLength, first.count > limit {
      throw .tooLong(what: what, limit: limit, found: first.count)
    }
  }

  private static func checkRange(
    _ rows: [[Int]], _ what: String, below limit: Int, except ignored: Int? = nil
  ) throws(InputError) {
    for (row, values) in rows.enumerated() {
      if let position = values.firstIndex(where: { ($0 < 0 || $0 >= limit) && $0 != ignored }) {
        throw .id(what: what, row: row, position: position, found: values[position], count: limit)
      }
    }
  }

  private static func match(
    _ lengths: [Int], _ what: String, rows: Int, length: Int
  ) throws(InputError) {
    guard lengths.count == rows else {
      throw .rowCount(what: what, expected: rows, found: lengths.count)
    }
    if let row = lengths.firstIndex(where: { $0 != length }) {
      throw .rowLength(what: what, row: row, expected: length, found: lengths[row])
    }
  }
}
