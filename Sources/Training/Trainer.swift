import Kernels
import Tensors
import Tracing
import Transformers

/// Trains a model: forward, backward, Adam, with the gradient's norm of every layer at every step.
///
/// The rows of a batch are split over threads; each part has a trace and gradients of its own, which are
/// then averaged, weighted by how many targets each part had, so that the result is the gradient of the
/// whole batch's mean loss. For a given number of threads the same inputs give the same bits.
package final class Trainer {
  /// One thread's part of the batch.
  private struct Part {
    let rows: Range<Int>
    let trace: ModelTrace
    let parameters: Parameters
  }

  /// The parameters of one layer, or what stands before or after the layers.
  package struct Group: Equatable, Sendable {
    /// `encoder/embedding`, `decoder/3`, `decoder/output`, `head`.
    package let name: String
    /// Positions in ``Parameters/stored``.
    package let tensors: [Int]
  }

  /// The model that is trained.
  package let model: Model
  /// How steps are made; may be changed between them.
  package var adam: Adam
  /// The groups whose gradient norms are recorded.
  package let groups: [Group]
  /// The Euclidean norm of each group's gradient in the last step.
  package private(set) var gradientNorms: [Double]
  private let parts: [Part]
  private let state: AdamState
  private var counts: [Int]
  private var batch = ModelInput(ids: [])
  private var computing: Workers.Job?
  private var averaging: Workers.Job?

  /// Plans training on batches of one shape.
  ///
  /// - Throws: ``ShapeError``, which a valid model's shapes never cause.
  package init(
    _ model: Model, shape: TraceShape, threads: Int = 1, adam: Adam = Adam(),
    labelSmoothing: Float = 0
  ) throws {
    model.parameters.makeTrainable()
    var shape = shape
    shape.hasTargets = true
    let count = max(1, min(threads, shape.batchCount))
    var parts: [Part] = []
    var first = 0
    for index in 0..<count {
      let size = shape.batchCount / count + (index < shape.batchCount % count ? 1 : 0)
      let parameters = index == 0 ? model.parameters : model.parameters.sharingValues()
      var partShape = shape
      partShape.batchCount = size
      let twin = index == 0 ? model : try Model(model.configuration, parameters)
      let trace = try twin.plan(
        partShape,
        options: TraceOptions(hasProbabilities: false, labelSmoothing: labelSmoothing))
      trace.trace.prepareBackward(keeping: .parameters)
      parts.append(Part(rows: first..<first + size, trace: trace, parameters: parameters))
      first += size
    }
    self.model = model
    self.adam = adam
    self.parts = parts
    groups = Self.groups(of: model)
    gradientNorms = [Double](repeating: 0, count: groups.count)
    counts = [Int](repeating: 0, count: count)
    guard let values = model.parameters.values, let gradients = model.parameters.gradients else {
      preconditionFailure("trainable parameters have both blocks")
    }
    state = AdamState(values: values, gradients: gradients)
    computing = Workers.Job { [unowned self] index in compute(index) }
    averaging = Workers.Job { [unowned self] index in average(index) }
  }

  private static func groups(of model: Model) -> [Group] {
    var order: [String] = []
    var tensors: [String: [Int]] = [:]
    for slot in model.configuration.parameterSlots {
      guard let parameter = model.parameters[slot.address] else { continue }
      let words = slot.address.parts
      let isLayer = words.count > 2 && Int(words[1]) != nil
      let isTower = words[0] == "encoder" || words[0] == "decoder"
      let name =
        isLayer || (isTower && words[1] == "output")
        ? "\(words[0])/\(words[1])" : isTower ? "\(words[0])/embedding" : "head"
      if tensors[name] == nil { order.append(name) }
      if !(tensors[name] ?? []).contains(parameter.tensor) {
        tensors[name, default: []].append(parameter.tensor)
      }
    }
    return order.map { Group(name: $0, tensors: tensors[$0] ?? []) }
  }

  /// The mean loss of a batch before the step, and the step.
  ///
  /// - Precondition: the input has the planned shape and has targets.
  package func step(_ input: ModelInput) -> Double {
    let loss = computeGradients(input)
    recordNorms()
    state.step(adam)
    return loss
  }

  /// The mean loss of a batch, and its gradient in the model's parameters; changes no parameter.
  package func computeGradients(_ input: ModelInput) -> Double {
    for (index, part) in parts.enumerated() {
      var count = 0
      for row in part.rows {
        for target in input.targets?[row] ?? [] where target != Int(CrossEntropy.ignored) {
          precondition(target >= 0, "target \(target) is neither a class nor ignored")
          count += 1
        }
      }
      counts[index] = count
    }
    batch = input
    computing?.run(parts.count)
    if parts.count > 1 { averaging?.run(parts.count) }
    let total = max(1, counts.reduce(0, +))
    var sum = 0.0
    for (index, part) in parts.enumerated() {
      guard let loss = part.trace.loss else { continue }
      sum += Double(part.trace.trace.values(of: loss)[0]) * Double(counts[index])
    }
    return sum / Double(total)
  }

  private func compute(_ index: Int) {
    let part = parts[index]
    part.trace.load(batch, rows: part.rows)
    part.trace.trace.run()
    if let loss = part.trace.loss { part.trace.trace.backward(from: loss) }
  }

  /// g ← Σ over parts of (count / total) · g of the part, for one slice of the block.
  private func average(_ index: Int) {
    guard let block = parts[0].parameters.gradients, let target = block.baseAddress else { return }
    let total = Float(max(1, counts.reduce(0, +)))
    let slice = Workers.slice(index, of: parts.count, count: block.count)
    let own = target + slice.lowerBound
    kernel_scale(Float(counts[0]) / total, own, own, slice.count)
    for other in 1..<parts.count {
      guard let gradients = parts[other].parameters.gradients?.baseAddress else { continue }
      kernel_add_scaled(
        Float(counts[other]) / total, gradients + slice.lowerBound, own, slice.count)
    }
  }

  private func recordNorms() {
    for (index, group) in groups.enumerated() {
      var squares = 0.0
      for tensor in group.tensors {
        let stored = model.parameters.stored[tensor]
        guard let gradient = stored.gradient else { continue }
        squares += kernel_sum_of_squares(gradient, stored.shape.count)
      }
      gradientNorms[index] = squares.squareRoot()
    }
  }
}
