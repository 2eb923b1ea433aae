import Tensors
import Tracing

/// A model whose parameters were learned under another configuration: the same numbers under another wiring.
///
/// What the configuration asks for and the parameters lack can only be norms; they get gains of 1 and biases
/// of 0, which normalize and nothing else, and are named, so that nobody takes them for learned ones.
package struct Rewiring {
  /// The model: the new configuration over the old numbers.
  package let model: Model
  /// The parameters that were put in: gains of 1, biases of 0.
  package let added: [ParameterSlot]
  /// The parameters that nothing reads any more.
  package let left: [Address]

  /// Puts a model's parameters under another wiring; under its own, the model itself.
  ///
  /// - Throws: ``ModelError``, ``ConfigurationError``.
  package init(_ model: Model, as wiring: Configuration.Wiring) throws {
    guard wiring != model.configuration.wiring else {
      self.init(model: model, added: [], left: [])
      return
    }
    try self.init(model, under: model.configuration.rewired(as: wiring))
  }

  /// Puts a model's parameters under another configuration.
  ///
  /// - Parameters:
  ///   - model: Whose numbers are taken, by address.
  ///   - configuration: What is to be computed with them.
  ///   - spare: Where parameters are taken from that the model lacks; norms need none.
  /// - Throws: ``ModelError`` where neither has a parameter that is no norm's.
  package init(
    _ model: Model, under configuration: Configuration, spare: Parameters? = nil
  ) throws {
    let own = model.parameters
    let owner = Owner(own, spare)
    var stored = own.stored + (spare?.stored ?? [])
    var windows: [Address: Parameter] = [:]
    var added: [ParameterSlot] = []
    for slot in configuration.parameterSlots {
      if let known = own[slot.address], slot.takes(known) {
        windows[slot.address] = known
      } else if let other = spare?[slot.address], slot.takes(other) {
        windows[slot.address] = other.inTensor(other.tensor + own.stored.count)
      } else if let value = slot.neutral {
        let numbers = owner.arena.allocate(slot.shape.count)
        numbers.update(repeating: value, count: slot.shape.count)
        windows[slot.address] = Parameter(tensor: stored.count, shape: slot.shape)
        stored.append(
          Parameters.StoredTensor(name: slot.address.path, shape: slot.shape, values: numbers))
        added.append(slot)
      } else {
        throw own[slot.address].map {
          ModelError.shape(slot.address, expected: slot.shape, found: $0.shape)
        } ?? ModelError.missing(slot.address, expected: slot.shape)
      }
    }
    self.init(
      model: try Model(
        configuration, Parameters(stored: stored, windows: windows, owner: owner)),
      added: added,
      left: model.configuration.parameterSlots.map(\.address).filter { windows[$0] == nil })
  }

  private init(model: Model, added: [ParameterSlot], left: [Address]) {
    self.model = model
    self.added = added
    self.left = left
  }

  /// Keeps alive what the new parameters point at.
  private final class Owner {
    let arena = Arena()
    private let sources: [Parameters]

    init(_ own: Parameters, _ spare: Parameters?) { sources = [own] + (spare.map { [$0] } ?? []) }
  }
}

extension Configuration {
  /// The same model with its norms and residuals elsewhere; a final norm where that wiring has one.
  package func rewired(as wiring: Wiring) -> Configuration {
    var configuration = self
    configuration.wiring = wiring
    if wiring != self.wiring {
      configuration.hasFinalNorm = wiring == .pre || wiring == .sandwich
    }
    return configuration
  }
}

extension ParameterSlot {
  /// Whether a parameter has the slot's shape; a weight may lie either way round.
  fileprivate func takes(_ parameter: Parameter) -> Bool {
    let turned = role == .weight && parameter.layout == .inputOutput
    return parameter.shape == (turned ? [shape[1], shape[0]] : shape)
  }

  /// What each number is where nothing was learned; nil where nothing can stand for it.
  fileprivate var neutral: Float? {
    let owner = address.parts.dropLast().last
    let isNorm =
      owner == "norm" || owner == "output-norm" || address.parts.count == 3 && owner == "output"
    switch role {
    case .gain: return 1
    case .bias: return isNorm ? 0 : nil
    case .weight, .table: return nil
    }
  }
}

extension Parameter {
  /// The same window of another tensor.
  fileprivate func inTensor(_ tensor: Int) -> Parameter {
    Parameter(tensor: tensor, offset: offset, shape: shape, rowStride: rowStride, layout: layout)
  }
}
