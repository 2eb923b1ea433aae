import Kernels
import Tensors
import Transformers

/// The settings of Adam.
///
/// - Source: Kingma and Ba 2015, "Adam: A Method for Stochastic Optimization", algorithm 1; weight decay
///   apart from the gradient: Loshchilov and Hutter 2019, "Decoupled Weight Decay Regularization".
package struct Adam: Equatable, Sendable {
  /// The step size.
  package var rate: Float
  /// How much of the first moment stays from step to step.
  package var beta1: Float
  /// How much of the second moment stays.
  package var beta2: Float
  /// What is added to the root of the second moment.
  package var epsilon: Float
  /// How much of a parameter decays in a step, as a multiple of the rate (AdamW); 0 for Adam.
  package var decay: Float

  /// Makes settings; the paper's defaults unless said otherwise.
  package init(
    rate: Float = 1e-3, beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-8,
    decay: Float = 0
  ) {
    self.rate = rate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.decay = decay
  }
}

/// Adam's two moments of every parameter, and the number of steps taken.
package final class AdamState {
  private let arena = Arena()
  private let first: UnsafeMutablePointer<Float>
  private let second: UnsafeMutablePointer<Float>
  private let values: UnsafeMutableBufferPointer<Float>
  private let gradients: UnsafeMutableBufferPointer<Float>
  private var settings = kernel_adam_settings()
  private var job: Workers.Job?
  /// Steps taken so far.
  package private(set) var stepCount = 0

  /// Starts with both moments 0, for parameters and gradients that lie alike and outlive the state.
  package init(
    values: UnsafeMutableBufferPointer<Float>, gradients: UnsafeMutableBufferPointer<Float>
  ) {
    precondition(values.count == gradients.count, "blocks of different sizes")
    self.values = values
    self.gradients = gradients
    first = arena.allocate(values.count)
    second = arena.allocate(values.count)
    first.update(repeating: 0, count: values.count)
    second.update(repeating: 0, count: values.count)
    job = Workers.Job { [unowned self] part in move(part) }
  }

  /// Moves every parameter against its gradient, on as many threads as there are.
  package func step(_ adam: Adam) {
    stepCount += 1
    // In double precision: 1 − β₂^t is small at first, and single precision would lose half of it.
    settings = kernel_adam_settings(
      rate: adam.rate, beta1: adam.beta1, beta2: adam.beta2, epsilon: adam.epsilon,
      correction1: Float(1 - pow(Double(adam.beta1), Double(stepCount))),
      correction2: Float(1 - pow(Double(adam.beta2), Double(stepCount))),
      decoupled_decay: adam.rate * adam.decay)
    job?.run(Workers.count)
  }

  private func move(_ part: Int) {
    guard let values = values.baseAddress, let gradients = gradients.baseAddress else { return }
    let range = Workers.slice(part, of: Workers.count, count: self.values.count)
    kernel_adam(
      &settings, values + range.lowerBound, gradients + range.lowerBound, first + range.lowerBound,
      second + range.lowerBound, range.count)
  }
}
