import ModelFiles
import Tensors
import Tokenizers
import Tracing
import Transformers

/// The texts that are looked at while a lane trains: the first is the sentence whose attention is watched.
package final class RaceProbe {
  /// What the tokens of the sentence watched are called.
  package struct Labels: Equatable, Sendable {
    /// What the first tower reads.
    package var source: [String] = []
    /// What the decoder of a pair reads.
    package var target: [String] = []

    /// No tokens.
    package init() {}

    /// Names tokens; visible text.
    package init(source: [String], target: [String]) {
      self.source = source
      self.target = target
    }
  }

  /// The ids of the sentence: what the first tower reads, what the decoder of a pair reads.
  let ids: (source: [Int], target: [Int])
  /// The names of the sentence's tokens.
  package let labels: Labels
  private let task: Recipe.Task
  private let tokenizer: Tokenizer
  private let input: ModelInput
  private let samples: [Sample]
  private let model: Model
  private let trace: ModelTrace

  /// How many texts the norms and similarities are taken over.
  private static let textCount = 8
  /// Of how many of them the output is shown.
  private static let outputCount = 3
  /// The most tokens that a story is gone on with.
  private static let continuation = 12

  /// Chooses texts and writes the computation down.
  ///
  /// - Throws: ``ShapeError``, which a valid model's shapes never cause.
  init(_ run: TrainingRun) throws {
    let (recipe, data) = (run.recipe, run.data)
    task = recipe.task
    tokenizer = data.tokenizer
    model = run.trainer.models[0]
    // A sentence long enough to show something and short enough to be read.
    let pool = data.validation.isEmpty ? data.training : data.validation
    let wanted = recipe.task == .stories ? 24 : 9
    let order = pool.indices.sorted { left, right in
      let (a, b) = (abs(pool[left].ids.count - wanted), abs(pool[right].ids.count - wanted))
      return (a, left) < (b, right)
    }
    samples = order.prefix(Self.textCount).map { pool[$0] }
    input = recipe.batchMaker(data.tokenizer).inputs(samples, seed: recipe.seed)[0]
    trace = try model.plan(TraceShape(input), options: TraceOptions(hasProbabilities: false))
    func names(_ ids: [Int]) -> [String] { ids.map { Self.name(of: $0, data.tokenizer) } }
    func row(_ ids: [[Int]]?, _ mask: [[Bool]]?) -> [Int] {
      guard let ids = ids?.first else { return [] }
      return ids.indices.filter { mask?.first?[$0] ?? true }.map { ids[$0] }
    }
    ids = (row(input.ids, input.mask), row(input.targetIDs, input.targetMask))
    labels = Labels(source: names(ids.source), target: names(ids.target))
  }

  private static func name(of id: Int, _ tokenizer: Tokenizer) -> String {
    let text = tokenizer.decodeBytes([id])
    let bytes = text.isEmpty ? tokenizer.bytes(of: id) ?? [] : text
    let shown = bytes.withUnsafeBytes { VisibleText.escaped($0) }
    let word = shown.drop { $0 == " " }
    return word.isEmpty ? shown : String(word)
  }

  // MARK: Measuring

  /// Measures the model as it is now.
  func moment(step: Int, gradients: [Double], withOutputs: Bool, last: RaceMoment?) -> RaceMoment {
    trace.load(input)
    trace.trace.run()
    let profiles = TowerProfile.towers(of: trace) { [input] tower, row, position in
      let isTarget = tower == "decoder" && input.targetIDs != nil
      return (isTarget ? input.targetMask : input.mask)?[row][position] ?? true
    }
    return RaceMoment(
      step: step, profiles: profiles, attentions: attentions(),
      outputs: withOutputs ? outputs() : last?.outputs ?? [], gradients: gradients,
      checkpoint: model.parameters.values.map { RaceMoment.Checkpoint(Array($0)) })
  }

  private func attentions() -> [RaceMoment.Attention] {
    let (sources, targets) = (labels.source.count, labels.target.count)
    var found: [RaceMoment.Attention] = []
    for index in trace.trace.nodes.indices {
      let node = trace.trace.nodes[index]
      guard node.address.parts.last == "weights", node.axes.contains(.head),
        node.axes.contains(.key)
      else { continue }
      let parts = node.address.parts
      let isDecoderOfPair = parts[0] == "decoder" && targets > 0
      let isCross = parts.count > 2 && parts[2] == "cross-attention"
      let queries = isDecoderOfPair ? targets : sources
      let keys = isDecoderOfPair && !isCross ? targets : sources
      let view = trace.trace.values(of: NodeID(index))
      let (heads, length) = (view.shape[-3], view.shape[-2])
      var weights: [Float] = []
      weights.reserveCapacity(heads * queries * keys)
      for head in 0..<heads {
        for query in 0..<queries {
          let row = view.row(head * length + query)
          for key in 0..<keys { weights.append(row[key]) }
        }
      }
      found.append(
        RaceMoment.Attention(
          address: Address(parts.dropLast().joined(separator: "/")), heads: heads,
          queries: queries, keys: keys, weights: weights))
    }
    return found
  }

  // MARK: Output

  private func outputs() -> [RaceMoment.Output] {
    samples.prefix(Self.outputCount).enumerated().map { index, sample in
      switch task {
      case .translation: translation(sample)
      case .stories: story(sample)
      case .opinions: opinion(index, sample)
      }
    }
  }

  private func text(_ ids: [Int]) -> String {
    let special = Set(0..<task.tokenizerStyle.specialTokens.count)
    return tokenizer.decodeBytes(ids.filter { !special.contains($0) })
      .withUnsafeBytes { VisibleText.escaped($0) }
  }

  private func translation(_ sample: Sample) -> RaceMoment.Output {
    let source = sample.ids.map(Int.init)
    let limit = min(
      sample.targetIDs.count + 4, (model.configuration.contextLength ?? 64) - 1)
    let settings = GenerationSettings(maximumTokens: limit)
    let found = try? Generator(model, settings).generate(source).ids
    return RaceMoment.Output(
      input: text(source), wanted: text(sample.targetIDs.map(Int.init)),
      found: found.map(text) ?? "")
  }

  private func story(_ sample: Sample) -> RaceMoment.Output {
    let ids = sample.ids.map(Int.init)
    let start = max(1, min(ids.count - Self.continuation, ids.count / 2))
    let settings = GenerationSettings(maximumTokens: min(Self.continuation, ids.count - start))
    let found = try? Generator(model, settings).generate(Array(ids[..<start])).ids
    return RaceMoment.Output(
      input: text(Array(ids[..<start])), wanted: text(Array(ids[start...])),
      found: found.map(text) ?? "")
  }

  /// The text with its masked words as the model fills them.
  private func opinion(_ row: Int, _ sample: Sample) -> RaceMoment.Output {
    guard let node = trace.logits else {
      return RaceMoment.Output(input: "", wanted: "", found: "")
    }
    let logits = trace.trace.values(of: node)
    let length = logits.shape[-2]
    let columns = logits.shape.columns
    var filled = sample.ids.map(Int.init)
    var pieces: [[Int]] = [[]]
    for position in filled.indices {
      guard (input.targets?[row][position] ?? Int(CrossEntropy.ignored)) >= 0 else {
        pieces[pieces.count - 1].append(filled[position])
        continue
      }
      let line = logits.row(row * length + position)
      filled[position] = (0..<columns).max { line[$0] < line[$1] } ?? 0
      pieces.append([])
    }
    return RaceMoment.Output(
      input: pieces.map(text).joined(separator: " __ "), wanted: text(sample.ids.map(Int.init)),
      found: text(filled))
  }
}
