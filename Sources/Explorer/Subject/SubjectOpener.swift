import ModelFiles
import Tensors
import Tokenizers
import Tracing
import Transformers

/// Opens a model and computes a text: what ``Effect/open(_:)`` asks for.
package struct SubjectOpener {
  /// Called with how far it has come, between 0 and 1; false gives up.
  package typealias Progress = (Double) -> Bool

  /// Why there is no subject.
  package enum Problem: Error, Equatable, Sendable {
    /// The reader gave it up.
    case cancelled
    /// Without a tokenizer a text must be token ids, numbers apart by spaces.
    case notIDs(text: String)
    /// The model has another head than the one that was asked for.
    case noHead(wanted: ArchitectureHead, found: [ArchitectureHead])
    /// The model predicts no next token, so nothing in a text says what it should have answered.
    case noLoss
    /// There is no token that another one could be predicted from.
    case noTargets
    /// The text has more bytes than are read.
    case tooLong(bytes: Int)
    /// The model or the text is not what it should be; one line.
    case other(String)
  }

  private let request: OpenRequest
  private let shelf: ModelShelf
  private let progress: Progress

  /// More numbers than this (64 MB) are not all kept: a block's inside is computed again when it is read.
  private static let mostNumbers = 1 << 24
  /// The most logits and probabilities (256 MB): a longer text is cut.
  private static let mostOutputs = 1 << 26
  /// The most bytes of a text that are cut into tokens: one word of them all takes a second.
  static let mostBytes = 1 << 15

  /// Opens and computes.
  ///
  /// - Parameters:
  ///   - request: What is asked for.
  ///   - shelf: Where the model is found if it is open already.
  ///   - progress: Told how far it has come.
  /// - Returns: The model on the text, computed.
  /// - Throws: ``Problem``.
  package static func open(
    _ request: OpenRequest, from shelf: ModelShelf = ModelShelf(),
    progress: @escaping Progress = { _ in true }
  ) throws(Problem) -> Subject {
    do {
      return try SubjectOpener(request: request, shelf: shelf, progress: progress).open()
    } catch let problem as Problem {
      throw problem
    } catch {
      throw .other("\(error)")
    }
  }

  /// Opens and computes, and lets every error through as it is: for a command that ends differently for a
  /// file and for an argument.
  package static func subject(of request: OpenRequest) throws -> Subject {
    try SubjectOpener(request: request, shelf: ModelShelf()) { _ in true }.open()
  }

  private func open() throws -> Subject {
    let place = try ModelPlace(request.model)
    let opened = try open(place)
    let model = opened.model
    let reader = opened.reader(Self.bounded(model.configuration))
    let (source, sourceCut) =
      try request.ids.map { ($0, nil) }
      ?? Self.tokens(request.text, reader) { text, bytes throws(ModelText.Problem) in
        try text.source(bytes)
      }
    let (targets, targetCut) = try self.targets(source, model, reader)
    let answers = try request.hasLoss ? Self.answers(source, targets, model.configuration) : nil
    let input = ModelInput(
      ids: [source], targetIDs: targets.map { [$0] }, targets: answers.map { [$0] })
    try input.validate(for: model.configuration)
    let retention: Retention =
      Self.numbers(model.configuration, source.count, targets?.count ?? 0) > Self.mostNumbers
      ? .residualStreams : .everything
    let trace = try model.plan(TraceShape(input), options: TraceOptions(retention: retention))
    trace.load(input)
    let count = Double(max(1, trace.trace.nodes.count))
    guard trace.trace.run(while: { progress(0.35 + 0.65 * Double($0) / count) }) else {
      throw Problem.cancelled
    }
    trace.trace.labels = Self.labels(source, targets, opened.loaded, reader)
    return Subject(
      name: Self.name(request.model), request: request, opened: opened, reader: reader,
      model: trace, notices: [sourceCut, targetCut].compactMap { $0.map(\.description) })
  }

  /// The model, under the head that was asked for.
  private func open(_ place: ModelPlace) throws -> OpenModel {
    do {
      return try shelf.model(at: place, head: request.head) { share in
        guard progress(0.3 * share) else { throw Problem.cancelled }
      }
    } catch ArchitectureError.noHead(_, let wanted, let found) {
      throw Problem.noHead(wanted: wanted, found: found)
    }
  }

  /// The configuration with a context that a walk can hold: logits and probabilities alone are two numbers for
  /// every entry of the vocabulary at every position.
  private static func bounded(_ configuration: Configuration) -> Configuration {
    guard configuration.predictsTokens else { return configuration }
    var bounded = configuration
    let most = min(4096, max(16, mostOutputs / (2 * max(1, configuration.vocabularySize))))
    bounded.contextLength = min(configuration.contextLength ?? .max, most)
    return bounded
  }

  // MARK: Tokens

  /// The tokens of a text; of a model without a tokenizer the ids that the text is made of.
  static func tokens(
    _ text: String, _ reader: ModelText?,
    _ read: (ModelText, [UInt8]) throws(ModelText.Problem) -> ModelText.Tokens
  ) throws -> (ids: [Int], cut: ModelText.Cut?) {
    if let reader {
      let bytes = Array(text.utf8)
      guard bytes.count <= mostBytes else { throw Problem.tooLong(bytes: bytes.count) }
      let tokens = try read(reader, bytes)
      return (tokens.ids, tokens.cut)
    }
    let words = text.split { $0 == " " || $0 == "," }
    let ids = words.compactMap { Int($0) }
    guard ids.count == words.count, !ids.isEmpty else { throw Problem.notIDs(text: text) }
    return (ids, nil)
  }

  /// What the decoder of a pair reads: the text given, or what the model itself writes.
  private func targets(
    _ source: [Int], _ model: Model, _ reader: ModelText?
  ) throws -> (ids: [Int]?, cut: ModelText.Cut?) {
    let c = model.configuration
    guard c.tower == .encoderDecoder else { return (nil, nil) }
    if let ids = request.targetIDs { return (ids, nil) }
    if let target = request.target {
      return try Self.tokens(target, reader) { text, bytes throws(ModelText.Problem) in
        try text.target(bytes)
      }
    }
    guard c.predictsTokens else { throw GenerationError.noDecoder }
    // The first input of the decoder is not among the ids that it writes, and its last output no input.
    let settings = GenerationSettings(maximumTokens: min(c.contextLength ?? 64, 64) - 1)
    guard let start = c.tokens.decoderStart else { throw GenerationError.noStart }
    let (written, reason) = try Generator(model, settings).generate(source) { _, _ in
      guard progress(0.3) else { throw Problem.cancelled }
    }
    return ([start] + (reason == .end ? Array(written.dropLast()) : written), nil)
  }

  /// What each output of a language model should be: the token that follows in the text.
  ///
  /// What comes after the last token nobody knows, but for a translation, which ends there.
  private static func answers(
    _ source: [Int], _ targets: [Int]?, _ c: Configuration
  ) throws(Problem) -> [Int] {
    guard c.predictsTokens, c.tower != .encoder else { throw .noLoss }
    let ignored = Int(CrossEntropy.ignored)
    let text = targets ?? source
    let end = targets == nil ? nil : c.tokens.ends.first
    guard text.count > 1 || end != nil else { throw .noTargets }
    return text.dropFirst() + [end ?? ignored]
  }

  private static func labels(
    _ source: [Int], _ targets: [Int]?, _ loaded: LoadedModel, _ reader: ModelText?
  ) -> TokenLabels {
    let label = { (id: Int) in reader.map { Self.label(of: id, $0) } ?? "\(id)" }
    let isDecoder = loaded.model.configuration.tower == .decoder
    return TokenLabels(
      source: isDecoder ? [] : [source.map(label)],
      target: [(isDecoder ? source : targets ?? []).map(label)], answers: loaded.labels)
  }

  /// What a token is shown as; visible text.
  ///
  /// The text that it stands for without the space before it, which nearly every word has; special tokens
  /// as they are written in the vocabulary.
  package static func label(of id: Int, _ reader: ModelText) -> String {
    label(of: id, reader.tokenizer)
  }

  /// What a token is shown as; visible text.
  package static func label(of id: Int, _ tokenizer: Tokenizer) -> String {
    let spelling = String(decoding: tokenizer.bytes(of: id) ?? [], as: UTF8.self)
    let bytes = tokenizer.decodeBytes([id])
    guard !bytes.isEmpty else {
      return spelling.isEmpty ? "\(id)" : VisibleText.escaped(spelling)
    }
    let text = bytes.withUnsafeBytes { VisibleText.escaped($0) }
    let word = text.drop { $0 == " " }
    return word.isEmpty ? VisibleText.escaped(spelling) : String(word)
  }

  // MARK: Sizes and names

  /// About how many numbers a trace holds.
  private static func numbers(_ c: Configuration, _ length: Int, _ targetLength: Int) -> Int {
    func layer(_ length: Int, _ keys: Int) -> Int {
      length * (12 * c.dModel + 4 * c.dFF) + 4 * c.headCount * length * keys
    }
    let own = c.tower == .encoderDecoder ? targetLength : length
    var numbers = c.encoderLayerCount * layer(length, length)
    numbers += c.decoderLayerCount * layer(own, own)
    if c.tower == .encoderDecoder { numbers += c.decoderLayerCount * layer(own, length) }
    return numbers + (c.predictsTokens ? 2 * own * c.vocabularySize : 0)
  }

  /// The last part of a path that says something.
  static func name(_ model: String) -> String {
    let parts = model.split(separator: "/").filter { $0 != "." }
    // A snapshot of the Hugging Face cache is named by its commit: the folder above says which model.
    if let index = parts.lastIndex(of: "snapshots"), index > 0 {
      return VisibleText.escaped(
        parts[index - 1].split(separator: "--").dropFirst().joined(separator: "/"))
    }
    return VisibleText.escaped(parts.last.map(String.init) ?? model)
  }
}

extension SubjectOpener.Problem: CustomStringConvertible {
  /// One line: what is wrong, what to do.
  package var description: String {
    switch self {
    case .cancelled: "cancelled"
    case .notIDs(let text):
      "\(VisibleText.quoted(text)): this model has no tokenizer.json, so a text must be token ids, "
        + "numbers apart by spaces"
    case .noHead(let wanted, let found):
      "this model has \(found.map(\.text).joined(separator: " and ")), not \(wanted.text): leave "
        + "--model-head out"
    case .noLoss:
      "this model predicts no next token, so its text says nothing of what it should answer: leave "
        + "--loss out"
    case .noTargets: "a loss takes two tokens at least: one to read and one to predict"
    case .tooLong(let bytes):
      "the text has \(bytes) bytes; at most \(SubjectOpener.mostBytes) are walked through: give a part "
        + "of it"
    case .other(let line): line
    }
  }
}
