import ModelFiles
import Synchronization
import Tensors
import Tokenizers
import Tracing
import Transformers

/// An open model that writes, or fills masked words in, token by token.
///
/// Two sessions are equal if they are the same object. Computing is for one worker at a time, which the state
/// sees to and a lock makes sure of; the rest never changes and may be read from anywhere.
package final class GenerateSession: Equatable {
  /// What a session does.
  package enum Work {
    /// Writes a text on, or the translation of a source.
    case write(GenerationRun)
    /// Fills words in, and names an opinion where the files have a head for that.
    case fill(words: Model?, labels: OpenModel?)
  }

  /// The answer that an opening computes.
  package enum First: Equatable, Sendable {
    /// What the model would write.
    case next(NextToken)
    /// What could stand in the text.
    case filled(FilledText)
  }

  /// What the model is called on screen.
  package let name: String
  /// What was asked for.
  package let request: OpenRequest
  /// The model, which others may use too.
  package let opened: OpenModel
  /// The ids of the text that was given: the prompt, the source, or the text to fill words into.
  package let given: [Int]
  /// What an opinion's verdicts are called.
  package let labels: [String]
  /// The cross-attention that aligns a translation with its source best, by the model's card: layer and head,
  /// counted from 0.
  package let alignment: (layer: Int, head: Int)?
  /// What the reader should know: that the text was cut, say.
  package let notices: [String]
  /// The token that stands for a word to be filled in; nil where there is none.
  package let maskID: Int?
  let work: Work

  /// The model's configuration.
  package var configuration: Configuration { opened.model.configuration }
  /// The model's tokenizer; nil where the folder has none.
  package var tokenizer: Tokenizer? { opened.tokenizer }

  /// Multiply-adds of a decoder on 1, 2 and 3 positions and of the encoder.
  private let costs: StepCosts?
  private let lock = Mutex(())

  init(
    name: String, request: OpenRequest, opened: OpenModel, given: [Int], labels: [String],
    alignment: (layer: Int, head: Int)?, notices: [String],
    work: Work, costs: StepCosts?
  ) {
    self.name = name
    self.request = request
    self.opened = opened
    self.given = given
    self.labels = labels
    self.alignment = alignment
    self.notices = notices
    self.work = work
    self.costs = costs
    maskID =
      ["[MASK]", "<mask>"].lazy.compactMap { opened.tokenizer?.id(of: Array($0.utf8)) }.first
  }

  package static func == (left: GenerateSession, right: GenerateSession) -> Bool { left === right }

  /// The head to ask for where the verdict is walked through; nil where it is the first one anyway.
  var verdictHead: ArchitectureHead? {
    guard case .fill(_, let labels?) = work, labels !== opened else { return nil }
    return .labels
  }

  // MARK: Tokens

  /// What a token is shown as, without the space before it; visible text.
  package func label(of id: Int) -> String {
    tokenizer.map { SubjectOpener.label(of: id, $0) } ?? "\(id)"
  }

  /// What a token is written as in the vocabulary; visible text.
  package func spelling(of id: Int) -> String {
    guard let bytes = tokenizer?.bytes(of: id), !bytes.isEmpty else { return "\(id)" }
    return bytes.withUnsafeBytes { VisibleText.escaped($0) }
  }

  /// What a token adds to a text, with the space before it; visible text.
  package func piece(of id: Int) -> String {
    guard let tokenizer else { return " \(id)" }
    let bytes = tokenizer.decodeBytes([id])
    guard !bytes.isEmpty else { return " " + label(of: id) }
    return bytes.withUnsafeBytes { VisibleText.escaped($0) }
  }

  /// Whether a token belongs to no text: `[CLS]`, `[PAD]`.
  package func isSpecial(_ id: Int) -> Bool { tokenizer?.addedTokens.isSpecial(id) ?? false }

  /// Whether the decoder was made for a text of so many positions.
  package func hasRoom(for count: Int) -> Bool {
    count <= configuration.contextLength ?? .max
  }

  // MARK: Computing

  /// Computes what comes after a text.
  ///
  /// - Parameter text: The decoder's text, prompt included.
  /// - Returns: Every token's logit, where the step looked, what it cost.
  /// - Throws: ``GenerationError`` or ``ShapeError``.
  package func next(after text: [Int]) throws -> NextToken {
    guard case .write(let run) = work else { throw GenerationError.noDecoder }
    return try lock.withLock { _ in
      let step = try run.step(text)
      let logits = try run.logits(of: step, token: text.count - run.prompt.count + 1)
      return NextToken(
        sorted: SortedLogits(logits), crossWeights: Self.crossWeights(step),
        work: NextToken.Work(
          withCache: StepCosts.multiplyAdds(step),
          withoutCache: costs?.whole(text.count, isFirst: text.count == run.prompt.count) ?? 0,
          cacheBytes: run.cache?.bytes ?? 0))
    }
  }

  /// The last query's weights on the source in every layer and head.
  private static func crossWeights(_ step: ModelTrace) -> [Float] {
    guard step.configuration.tower == .encoderDecoder else { return [] }
    var weights: [Float] = []
    for layer in 1...max(1, step.configuration.decoderLayerCount) {
      let address = Address("decoder/\(layer)/cross-attention/weights")
      guard let node = step.trace.node(at: address) else { return [] }
      let view = step.trace.values(of: node)
      let (heads, queries, keys) = (view.shape[-3], view.shape[-2], view.shape[-1])
      for head in 0..<heads {
        let row = view.row(head * queries + queries - 1)
        weights += UnsafeBufferPointer(start: row, count: keys)
      }
    }
    return weights
  }

  /// Computes what could stand at each place of a text, and what it is taken for.
  ///
  /// - Throws: ``InputError`` or ``ShapeError``.
  package func fill(_ ids: [Int]) throws -> FilledText {
    guard case .fill(let words, let labels) = work else { throw GenerationError.noDecoder }
    return try lock.withLock { _ in
      let input = ModelInput(ids: [ids])
      let places = try words.map { try Self.places($0.trace(input, retaining: .residualStreams)) }
      let shares = try labels.map { labels -> [Double] in
        let trace = try labels.model.trace(input, retaining: .residualStreams)
        guard let node = trace.probabilities else { return [] }
        return trace.trace.values(of: node).array.map(Double.init)
      }
      return FilledText(ids: ids, places: places ?? [], shares: shares ?? [])
    }
  }

  private static func places(_ trace: ModelTrace) -> [FilledText.Place] {
    guard let node = trace.logits else { return [] }
    let values = trace.trace.values(of: node)
    return (0..<values.shape.rows).map { row in
      let logits = UnsafeBufferPointer(start: values.row(row), count: values.shape.columns)
      return FilledText.Place(SortedLogits(logits))
    }
  }
}

// What computes is used under the lock; everything else is constant.
extension GenerateSession: @unchecked Sendable {}
