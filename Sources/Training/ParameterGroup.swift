import Kernels
import Transformers

/// Parameters that are looked at together: a layer, or a sublayer of it.
package struct ParameterGroup: Equatable, Sendable {
  /// `encoder/embedding`, `decoder/3`, `decoder/3/self-attention`, `decoder/output`, `head`.
  package let name: String
  /// Positions in ``Parameters/stored``.
  package let tensors: [Int]

  /// The layers of a model, and what stands before and after them.
  package static func layers(of models: [Model]) -> [ParameterGroup] {
    grouped(models) { layer, _ in layer }
  }

  /// The sublayers of a model's layers: attention and feed-forward, each with its norm.
  package static func sublayers(of models: [Model]) -> [ParameterGroup] {
    grouped(models) { _, sublayer in sublayer }
  }

  private static func grouped(
    _ models: [Model], _ name: (_ layer: String, _ sublayer: String?) -> String?
  ) -> [ParameterGroup] {
    var order: [String] = []
    var tensors: [String: [Int]] = [:]
    for (head, model) in models.enumerated() {
      for slot in model.configuration.parameterSlots {
        guard let parameter = model.parameters[slot.address] else { continue }
        let words = slot.address.parts
        let isTower = words[0] == "encoder" || words[0] == "decoder"
        let isLayer = isTower && words.count > 3 && Int(words[1]) != nil
        let layer =
          isLayer || (isTower && words[1] == "output")
          ? "\(words[0])/\(words[1])"
          : isTower ? "\(words[0])/embedding" : head == 0 ? "head" : "head-\(head + 1)"
        guard let name = name(layer, isLayer ? "\(layer)/\(words[2])" : nil) else { continue }
        if tensors[name] == nil { order.append(name) }
        if !(tensors[name] ?? []).contains(parameter.tensor) {
          tensors[name, default: []].append(parameter.tensor)
        }
      }
    }
    return order.map { ParameterGroup(name: $0, tensors: tensors[$0] ?? []) }
  }

  /// The Euclidean norm of the group's values, gradients or whatever lies like them.
  func norm(
    in parameters: Parameters, _ numbers: (Parameters.StoredTensor) -> UnsafeMutablePointer<Float>?
  ) -> Double {
    var squares = 0.0
    for tensor in tensors {
      let stored = parameters.stored[tensor]
      guard let numbers = numbers(stored) else { continue }
      squares += kernel_sum_of_squares(numbers, stored.shape.count)
    }
    return squares.squareRoot()
  }
}
