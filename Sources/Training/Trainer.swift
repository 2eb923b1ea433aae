import Kernels
import Tensors
import Tracing
import Transformers

/// Trains a model: forward, backward, clipping, Adam.
///
/// The rows of a batch are split into shares; each has traces and gradients of its own, which are then
/// averaged, weighted by how many targets each share had, so that the result is the gradient of the whole
/// batch's mean loss. For a given number of shares the same inputs give the same bits, on however many
/// threads the shares are computed.
///
/// One tower may be trained under several heads at once: a step then takes one batch for each head, and
/// the loss is their weighted sum. Batches may differ in shape from step to step; the computation for a
/// shape is written down when it is first met, in the memory that all shapes share.
package final class Trainer {
  /// What a trainer does besides Adam.
  package struct Options: Equatable, Sendable {
    /// Into how many shares a batch is split.
    package var shareCount = 1
    /// The share of each target that the loss spreads over all classes; one for each head.
    package var labelSmoothing: [Double] = []
    /// The share of numbers that dropout leaves out.
    package var dropout = 0.0
    /// The largest norm of the whole gradient; a larger one is scaled down to it.
    ///
    /// Nil for any. Source: Pascanu, Mikolov and Bengio 2013, "On the difficulty of training recurrent
    /// neural networks", algorithm 1.
    package var largestNorm: Double?
    /// What each head's loss counts for; 1 where nothing is said.
    package var headWeights: [Double] = []

    /// Makes options: one share, nothing smoothed, left out or clipped.
    package init() {}
  }

  /// The model under each of its heads.
  package let models: [Model]
  /// How steps are made; may be changed between them.
  package var adam: Adam
  /// What is done besides.
  package let options: Options
  /// The groups whose gradient norms are recorded.
  package let groups: [ParameterGroup]
  /// The Euclidean norm of each group's gradient in the last step, before clipping.
  package private(set) var gradientNorms: [Double]
  /// The norm of the whole gradient in the last step, before clipping.
  package private(set) var gradientNorm = 0.0
  /// Each head's mean loss in the last step.
  package private(set) var losses: [Double]
  /// How many targets each head had in the last step.
  package private(set) var targetCounts: [Int]
  /// Adam's moments and the number of steps.
  package let state: AdamState
  private let shares: [BatchShare]
  private var batches: [ModelInput]
  private var isTraining = true
  private var computing: Workers.Job?
  private var averaging: Workers.Job?

  /// The model under its first head.
  package var model: Model { models[0] }

  /// Makes a trainer of a model under one or more heads.
  ///
  /// - Precondition: the models have the same numbers, as ``Parameters/initial(_:seed:fixed:)`` makes them.
  /// - Throws: ``ModelError``, which a valid model never causes.
  package init(_ models: [Model], adam: Adam = Adam(), options: Options = Options()) throws {
    precondition(!models.isEmpty, "there is nothing to train")
    models[0].parameters.makeTrainable()
    self.models = models
    self.adam = adam
    self.options = options
    groups = ParameterGroup.layers(of: models)
    gradientNorms = [Double](repeating: 0, count: groups.count)
    losses = [Double](repeating: 0, count: models.count)
    targetCounts = [Int](repeating: 0, count: models.count)
    batches = [ModelInput](repeating: ModelInput(ids: []), count: models.count)
    guard let values = models[0].parameters.values, let gradients = models[0].parameters.gradients
    else { preconditionFailure("trainable parameters have both blocks") }
    state = AdamState(values: values, gradients: gradients)
    var shares: [BatchShare] = []
    for (head, model) in models.enumerated() {
      for index in 0..<max(1, options.shareCount) {
        // With several heads each share leaves the others' gradients alone, so that none may hold the
        // sum: what it does not write would be added again at every step.
        let own =
          shares.isEmpty && models.count == 1
          ? model : try Model(model.configuration, model.parameters.sharingValues())
        shares.append(
          BatchShare(
            own, head: head, index: index, of: max(1, options.shareCount),
            labelSmoothing: head < options.labelSmoothing.count ? options.labelSmoothing[head] : 0,
            dropout: options.dropout))
      }
    }
    self.shares = shares
    computing = Workers.Job { [unowned self] index in compute(index) }
    averaging = Workers.Job { [unowned self] index in average(index) }
  }

  /// Makes a trainer of one model and writes the computation for one shape down.
  ///
  /// - Throws: ``ShapeError``, which a valid model's shapes never cause.
  package convenience init(
    _ model: Model, shape: TraceShape, threads: Int = 1, adam: Adam = Adam(),
    labelSmoothing: Double = 0
  ) throws {
    var options = Options()
    options.shareCount = max(1, min(threads, shape.batchCount))
    options.labelSmoothing = [labelSmoothing]
    try self.init([model], adam: adam, options: options)
    var shape = shape
    shape.hasTargets = true
    for share in shares { try share.plan(shape) }
  }

  // MARK: Steps

  /// The mean loss of a batch before the step, and the step.
  ///
  /// - Precondition: the input has targets, and is valid for the model.
  package func step(_ input: ModelInput) -> Double {
    batches[0] = input
    return stepOverBatches()
  }

  /// The weighted sum of the heads' mean losses before the step, and the step.
  package func step(_ inputs: [ModelInput]) -> Double {
    batches = inputs
    return stepOverBatches()
  }

  private func stepOverBatches() -> Double {
    let loss = run()
    recordNorms()
    clip()
    state.step(adam)
    return loss
  }

  /// The mean loss of a batch, and its gradient in the model's parameters; changes no parameter.
  package func computeGradients(_ input: ModelInput) -> Double {
    batches[0] = input
    return run()
  }

  /// The weighted sum of the heads' mean losses as the next step would have it, dropout included.
  package func computeLoss(_ inputs: [ModelInput]) -> Double {
    batches = inputs
    return run()
  }

  /// The heads' mean losses without dropout and without a gradient; one batch for each head.
  package func evaluate(_ inputs: [ModelInput]) -> [Double] {
    isTraining = false
    defer { isTraining = true }
    batches = inputs
    _ = run()
    return losses
  }

  /// The traces of the last step's first share, one for each head; good until the next step.
  package func lastTraces() -> [(trace: ModelTrace, rows: Range<Int>)] {
    shares.filter { $0.index == 0 }.compactMap { share in
      share.current.map { ($0, share.rows) }
    }
  }

  private func run() -> Double {
    precondition(batches.count == models.count, "a step takes one batch for each head")
    for share in shares { share.prepare(batches[share.head]) }
    for head in models.indices { targetCounts[head] = 0 }
    for share in shares { targetCounts[share.head] += share.targetCount }
    computing?.run(shares.count)
    if isTraining, shares.count > 1 || weight(of: 0) != 1 { averaging?.run(Workers.count) }
    for head in models.indices { losses[head] = 0 }
    for share in shares {
      losses[share.head] +=
        share.loss * Double(share.targetCount) / Double(max(1, targetCounts[share.head]))
    }
    var total = 0.0
    for head in models.indices { total += losses[head] * weight(of: head) }
    return total
  }

  private func weight(of head: Int) -> Double {
    head < options.headWeights.count ? options.headWeights[head] : 1
  }

  private func compute(_ index: Int) {
    let share = shares[index]
    // Each share of each step has a draw of its own.
    let draw = isTraining ? state.stepCount * shares.count + index : nil
    share.compute(batches[share.head], draw: draw, withGradient: isTraining)
  }

  /// g ← Σ over shares of (targets / targets of the head) · weight of the head · g of the share.
  private func average(_ index: Int) {
    guard let block = model.parameters.gradients, let target = block.baseAddress else { return }
    let slice = Workers.slice(index, of: Workers.count, count: block.count)
    let own = target + slice.lowerBound
    for (position, share) in shares.enumerated() {
      let scale = Float(
        weight(of: share.head) * Double(share.targetCount)
          / Double(max(1, targetCounts[share.head])))
      guard let gradients = share.gradients?.baseAddress else { continue }
      if position == 0 {
        kernel_scale(scale, gradients + slice.lowerBound, own, slice.count)
      } else if share.targetCount > 0 {
        kernel_add_scaled(scale, gradients + slice.lowerBound, own, slice.count)
      }
    }
  }

  private func recordNorms() {
    guard let block = model.parameters.gradients, let base = block.baseAddress else { return }
    for (index, group) in groups.enumerated() {
      gradientNorms[index] = group.norm(in: model.parameters) { $0.gradient }
    }
    gradientNorm = kernel_sum_of_squares(base, block.count).squareRoot()
  }

  private func clip() {
    guard let largest = options.largestNorm, gradientNorm > largest,
      let block = model.parameters.gradients, let base = block.baseAddress
    else { return }
    kernel_scale(Float(largest / gradientNorm), base, base, block.count)
  }
}
