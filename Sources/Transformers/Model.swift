import Tensors
import Tracing

/// A Transformer: a configuration and the parameters that it asks for.
package final class Model {
  /// What it computes.
  package let configuration: Configuration
  /// What it has learned.
  package let parameters: Parameters

  /// Joins a configuration and parameters.
  ///
  /// - Throws: ``ModelError`` where a parameter is missing or has another shape than it must have.
  package init(_ configuration: Configuration, _ parameters: Parameters) throws {
    try configuration.validate()
    for slot in configuration.parameterSlots {
      guard let parameter = parameters[slot.address] else {
        throw ModelError.missing(slot.address, expected: slot.shape)
      }
      let turned = slot.role == .weight && parameter.layout == .inputOutput
      let expected: Shape = turned ? [slot.shape[1], slot.shape[0]] : slot.shape
      guard parameter.shape == expected else {
        throw ModelError.shape(slot.address, expected: expected, found: parameter.shape)
      }
    }
    self.configuration = configuration
    self.parameters = parameters
  }

  /// Computes everything for an input and keeps it.
  ///
  /// - Throws: ``InputError`` where the input does not fit the model.
  package func trace(_ input: ModelInput, retaining retention: Retention = .everything) throws
    -> ModelTrace
  {
    try input.validate(for: configuration)
    let trace = try plan(TraceShape(input), options: TraceOptions(retention: retention))
    trace.load(input)
    trace.trace.run()
    return trace
  }

  /// Writes down the computation for inputs of one shape, without computing anything yet.
  package func plan(_ shape: TraceShape, options: TraceOptions = TraceOptions()) throws(ShapeError)
    -> ModelTrace
  {
    var builder = ModelBuilder(model: self, shape: shape, options: options)
    return try builder.build()
  }
}

/// Why parameters do not make a model of a configuration.
package enum ModelError: Error, Equatable, Sendable {
  /// A parameter is not there.
  case missing(Address, expected: Shape)
  /// A parameter has another shape.
  case shape(Address, expected: Shape, found: Shape)
}

extension ModelError: CustomStringConvertible {
  /// One line: the parameter, what was expected, what was found.
  package var description: String {
    switch self {
    case .missing(let address, let expected):
      "parameter \(address) is missing; the configuration asks for shape \(expected)"
    case .shape(let address, let expected, let found):
      "parameter \(address) has shape \(found); the configuration asks for \(expected)"
    }
  }
}

/// The sizes that a computation is written down for.
package struct TraceShape: Hashable, Sendable {
  package var batchCount: Int
  /// Positions of the text that the first tower reads.
  package var length: Int
  /// Positions of the decoder's text in an encoder-decoder.
  package var targetLength: Int
  /// Whether rows are padded differently, so that each needs a mask of its own.
  package var hasPadding: Bool
  /// The same for the decoder's text.
  package var hasTargetPadding: Bool
  /// Whether targets are given, so that there is a loss.
  package var hasTargets: Bool

  /// The sizes of an input.
  package init(_ input: ModelInput) {
    batchCount = input.ids.count
    length = input.ids.first?.count ?? 0
    targetLength = input.targetIDs?.first?.count ?? 0
    hasPadding = input.mask != nil
    hasTargetPadding = input.targetMask != nil
    hasTargets = input.targets != nil
  }

  /// Makes sizes.
  package init(
    batchCount: Int, length: Int, targetLength: Int = 0, hasPadding: Bool = false,
    hasTargetPadding: Bool = false, hasTargets: Bool = false
  ) {
    self.batchCount = batchCount
    self.length = length
    self.targetLength = targetLength
    self.hasPadding = hasPadding
    self.hasTargetPadding = hasTargetPadding
    self.hasTargets = hasTargets
  }
}

/// How a computation is written down.
package struct TraceOptions {
  /// What is kept.
  package var retention: Retention
  /// Whether probabilities are computed from the logits; training has no use for them.
  package var hasProbabilities: Bool
  /// The share of each target that the loss spreads over all classes.
  package var labelSmoothing: Float
  /// The share of what sublayers and embeddings give that is left out at random, while training.
  package var dropout: Float
  /// Where the numbers go.
  package var arena: Arena
  /// Keys and values of earlier steps of a generation.
  package var cache: KVCache?
  /// What an earlier run of the encoder made of the same source; the encoder is not run again.
  package var encoderStates: EncoderStates?

  /// The encoder's output in a trace, which is kept as long as what reads it.
  package struct EncoderStates {
    package let trace: Trace
    package let node: NodeID
  }

  /// Makes options; everything kept and computed unless said otherwise.
  package init(
    retention: Retention = .everything, hasProbabilities: Bool = true, labelSmoothing: Float = 0,
    dropout: Float = 0, arena: Arena = Arena(), cache: KVCache? = nil,
    encoderStates: EncoderStates? = nil
  ) {
    self.retention = retention
    self.hasProbabilities = hasProbabilities
    self.labelSmoothing = labelSmoothing
    self.dropout = dropout
    self.arena = arena
    self.cache = cache
    self.encoderStates = encoderStates
  }
}
