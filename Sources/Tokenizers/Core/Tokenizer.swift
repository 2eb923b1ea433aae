/// Turns a text into token ids and back, and shows every step of it.
///
/// The parts work in this order, as in Hugging Face's `tokenizer.json`: added tokens are found, what
/// lies between them is normalized, cut into pieces, and each piece encoded by the model; a template
/// puts special tokens round the whole. Decoders undo it.
package struct Tokenizer: Sendable {
  /// Tokens that are found in the text before anything else happens to it.
  package let addedTokens: AddedTokens
  /// What changes the text, in order.
  package let normalizers: [any Normalizer]
  /// What cuts it, in order.
  package let preTokenizers: [any PreTokenizer]
  /// What turns a piece into tokens.
  package let model: any TokenModel
  /// What is put round the tokens of a text.
  package let template: Template
  /// What turns tokens back into text, in order.
  package let decoders: [any TokenDecoder]

  /// Puts a tokenizer together.
  package init(
    model: any TokenModel, addedTokens: AddedTokens = AddedTokens([]),
    normalizers: [any Normalizer] = [], preTokenizers: [any PreTokenizer] = [],
    template: Template = Template(), decoders: [any TokenDecoder] = []
  ) {
    self.addedTokens = addedTokens.normalized(by: normalizers)
    self.normalizers = normalizers
    self.preTokenizers = preTokenizers
    self.model = model
    self.template = template
    self.decoders = decoders
  }

  /// The bytes of a token as they are written in the vocabulary or the list of added tokens; nil for an
  /// id that stands for nothing.
  package func bytes(of id: Int) -> [UInt8]? { addedTokens.content(of: id) ?? model.vocabulary[id] }

  /// The id with these bytes; nil where there is none.
  package func id(of bytes: [UInt8]) -> Int? {
    addedTokens.id(of: bytes) ?? model.vocabulary.id(of: bytes)
  }

  /// One past the largest id.
  package var size: Int { max(model.vocabulary.size, addedTokens.largestID + 1) }

  /// A token of an encoding as it is shown: the text that it was found as, or its entry.
  package func bytes(of token: Int, in encoding: Encoding) -> [UInt8] {
    encoding.spellings[token]?.bytes ?? bytes(of: encoding.ids[token]) ?? []
  }

  // MARK: Encoding

  /// Encodes texts one after another on one thread, keeping scratch memory between them.
  package final class Session {
    /// The tokenizer.
    package let tokenizer: Tokenizer
    private let encoder: any PieceEncoder
    private var output = ModelOutput()
    private var told = 0
    /// How much of a text is told step by step: a piece of n bytes counts n², for each of its merges
    /// tells all symbols.
    private static let mostTold = 1 << 20

    /// Begins with empty scratch memory.
    package init(_ tokenizer: Tokenizer) {
      self.tokenizer = tokenizer
      encoder = tokenizer.model.makeEncoder()
    }

    /// Encodes any bytes.
    ///
    /// - Parameters:
    ///   - source: The text; need not be valid UTF-8.
    ///   - addsSpecialTokens: Whether the template puts its tokens round it.
    ///   - steps: Receives every step, in order; nil where nobody wants them.
    /// - Returns: Ids, offsets and losses.
    package func encode(
      _ source: [UInt8], addsSpecialTokens: Bool = true, steps: StepSink? = nil
    ) -> Encoding {
      var encoding = Encoding()
      var pieceCount = 0
      told = 0
      var removed: [Range<Int>] = []
      func normalize(_ text: inout AlignedText) {
        tokenizer.normalize(&text, steps: steps)
        removed += text.removed
      }
      for part in tokenizer.addedTokens.split(source, normalize: normalize, steps: steps) {
        switch part {
        case .token(let id, let source, let spelling):
          encoding.append(id, source, spelling: spelling)
        case .text(var text):
          normalize(&text)
          encode(text, into: &encoding, from: &pieceCount, steps: steps)
        case .normalizedText(let text):
          encode(text, into: &encoding, from: &pieceCount, steps: steps)
        }
      }
      encoding.lose(removed: removed)
      if addsSpecialTokens {
        tokenizer.template.apply(
          to: &encoding, of: tokenizer, sourceCount: source.count, steps: steps)
      }
      return encoding
    }

    private func encode(
      _ text: AlignedText, into encoding: inout Encoding, from pieceCount: inout Int,
      steps: StepSink?
    ) {
      var pieces = Pieces(text)
      tokenizer.cut(&pieces, steps: steps)
      output.reset()
      for range in pieces.ranges {
        told += range.count * range.count
        if let steps, told > Self.mostTold {
          condense(pieces.text, range, piece: pieceCount, steps)
        } else {
          encoder.encode(pieces.text, range, piece: pieceCount, into: &output, steps: steps)
        }
        pieceCount += 1
      }
      let spelledOut = tokenizer.model.spelledOut
      // The bytes of an unknown stretch all have it for their place: what it stands for is looked up once.
      var last = (range: 0..<0, source: pieces.text.source(of: 0..<0))
      for token in output.tokens {
        let (id, range) = (Int(token.id), Int(token.start)..<Int(token.end))
        if range != last.range { last = (range, pieces.text.source(of: range)) }
        encoding.append(
          id, last.source,
          spelling: id == spelledOut ? Spelling(text: pieces.text.bytes, range: range) : nil)
      }
      for loss in output.losses {
        encoding.lose(Loss(pieces.text.source(of: loss.range), loss.kind))
      }
    }

    /// Encodes a piece and tells only what came out: its merges, each with all symbols, would take
    /// memory that grows with the square of its length.
    private func condense(
      _ text: AlignedText, _ range: Range<Int>, piece: Int, _ steps: StepSink
    ) {
      let first = output.tokens.count
      encoder.encode(text, range, piece: piece, into: &output, steps: nil)
      var last = (range: 0..<0, source: text.source(of: 0..<0))
      let tokens = output.tokens[first...].map { token in
        let (id, range) = (Int(token.id), Int(token.start)..<Int(token.end))
        if range != last.range { last = (range, text.source(of: range)) }
        return Segment(tokenizer.model.vocabulary[id] ?? [], source: last.source, id: id)
      }
      steps(
        Step(
          .model, tokenizer.model.name, piece: piece, from: [Segment(text, range)], to: tokens,
          because: .condensed))
    }
  }

  /// Encodes one text; see ``Session/encode(_:addsSpecialTokens:steps:)``.
  package func encode(
    _ source: [UInt8], addsSpecialTokens: Bool = true, steps: StepSink? = nil
  ) -> Encoding {
    Session(self).encode(source, addsSpecialTokens: addsSpecialTokens, steps: steps)
  }

  /// Encodes one text; see ``Session/encode(_:addsSpecialTokens:steps:)``.
  package func encode(
    _ source: String, addsSpecialTokens: Bool = true, steps: StepSink? = nil
  ) -> Encoding {
    encode(Array(source.utf8), addsSpecialTokens: addsSpecialTokens, steps: steps)
  }

  func normalize(_ text: inout AlignedText, steps: StepSink?) {
    for normalizer in normalizers {
      guard let steps else {
        normalizer.normalize(&text)
        continue
      }
      let before = text
      normalizer.normalize(&text)
      if text.bytes != before.bytes {
        steps(
          Step(
            .normalization, normalizer.name, from: [Segment(before, 0..<before.bytes.count)],
            to: [Segment(text, 0..<text.bytes.count)], because: .rewritten))
      }
    }
  }

  private func cut(_ pieces: inout Pieces, steps: StepSink?) {
    for preTokenizer in preTokenizers {
      guard let steps else {
        preTokenizer.cut(&pieces)
        continue
      }
      let before = pieces
      preTokenizer.cut(&pieces)
      if pieces != before {
        steps(
          Step(
            .preTokenization, preTokenizer.name,
            from: before.ranges.map { Segment(before.text, $0) },
            to: pieces.ranges.map { Segment(pieces.text, $0) }, because: .cut))
      }
    }
  }

  // MARK: Decoding

  /// The text of tokens, as bytes; what is not UTF-8 in it is not replaced.
  ///
  /// - Parameters:
  ///   - ids: Token ids; those that stand for nothing are left out.
  ///   - keepsSpecialTokens: Whether special added tokens are written out.
  ///   - steps: Receives every step; nil where nobody wants them.
  /// - Returns: The bytes that the decoders leave, put together.
  package func decodeBytes(
    _ ids: some Sequence<Int>, keepsSpecialTokens: Bool = false, steps: StepSink? = nil
  ) -> [UInt8] {
    var tokens: [[UInt8]] = []
    for id in ids {
      if !keepsSpecialTokens, addedTokens.isSpecial(id) { continue }
      if let bytes = bytes(of: id) { tokens.append(bytes) }
    }
    func segments(_ tokens: [[UInt8]]) -> [Segment] { tokens.map { Segment($0, source: 0..<0) } }
    for decoder in decoders {
      let before = tokens
      tokens = decoder.decode(tokens)
      if let steps, tokens != before {
        steps(
          Step(
            .decoding, decoder.name, from: segments(before), to: segments(tokens),
            because: .rewritten))
      }
    }
    // Without a rule of their own, tokens are words.
    let joined = Array(tokens.joined(separator: decoders.isEmpty ? [0x20] : []))
    if let steps, tokens.count != 1 {
      steps(
        Step(.decoding, "text", from: segments(tokens), to: segments([joined]), because: .gathered))
    }
    return joined
  }

  /// The text of tokens; bytes that are not UTF-8 become U+FFFD.
  package func decode(
    _ ids: some Sequence<Int>, keepsSpecialTokens: Bool = false, steps: StepSink? = nil
  ) -> String {
    String(
      decoding: decodeBytes(ids, keepsSpecialTokens: keepsSpecialTokens, steps: steps),
      as: UTF8.self)
  }
}
