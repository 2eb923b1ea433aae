import Kernels
import Tensors
import Transformers

/// The settings of Adam.
///
/// - Source: Kingma and Ba 2015, "Adam: A Method for Stochastic Optimization", algorithm 1; weight decay
///   apart from the gradient: Loshchilov and Hutter 2019, "Decoupled Weight Decay Regularization".
package struct Adam: Equatable, Sendable {
  /// The step size.
  package var rate: Double
  /// How much of the first moment stays from step to step.
  package var beta1: Double
  /// How much of the second moment stays.
  package var beta2: Double
  /// What is added to the root of the second moment.
  package var epsilon: Double
  /// How much of a parameter decays in a step, as a multiple of the rate (AdamW); 0 for Adam.
  package var decay: Double

  /// Makes settings; the paper's defaults unless said otherwise.
  package init(
    rate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8,
    decay: Double = 0
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
  /// The running mean of every parameter's gradient, laid out as the parameters are.
  package let first: UnsafeMutablePointer<Float>
  /// The running mean of its square.
  package let second: UnsafeMutablePointer<Float>
  private let values: UnsafeMutableBufferPointer<Float>
  private let gradients: UnsafeMutableBufferPointer<Float>
  /// Steps taken so far.
  package internal(set) var stepCount = 0

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
  }

  /// Moves every parameter against its gradient.
  package func step(_ adam: Adam) {
    guard let values = values.baseAddress, let gradients = gradients.baseAddress else { return }
    stepCount += 1
    var settings = kernel_adam_settings(
      rate: adam.rate, beta1: adam.beta1, beta2: adam.beta2, epsilon: adam.epsilon,
      correction1: 1 - pow(adam.beta1, Double(stepCount)),
      correction2: 1 - pow(adam.beta2, Double(stepCount)),
      decoupled_decay: adam.rate * adam.decay)
    kernel_adam(&settings, values, gradients, first, second, self.values.count)
  }
}
