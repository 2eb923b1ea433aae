import Tensors
import Tracing
import Transformers

/// A tensor as a file is to have it, and the parameters that it is made of.
///
/// It is the way back from ``ParameterBinder``: by the same rules, parts are joined, matrices turned.
struct GatheredTensor {
  /// The tensor's name.
  let name: String
  /// Its sizes.
  private(set) var shape: [Int]
  /// The parameters whose outputs lie side by side in it.
  private var parts: [ParameterSlot?]
  private let isTurned: Bool

  /// All tensors of a configuration, in the order of use.
  ///
  /// - Precondition: The table has a rule for every parameter, and for every part of a tensor a parameter.
  static func all(
    of configuration: Configuration, _ table: TensorTable
  ) -> [GatheredTensor] {
    var tensors: [GatheredTensor] = []
    for slot in configuration.parameterSlots {
      guard let (rule, names) = table.rule(for: slot.address), let name = names.first else {
        preconditionFailure("no rule for \(slot.address)")
      }
      if rule.part > 0, let index = tensors.firstIndex(where: { exactlyEqual($0.name, name) }) {
        tensors[index].parts[rule.part] = slot
        continue
      }
      tensors.append(GatheredTensor(name: name, slot, rule))
      // Where nothing is tied the file has every tensor by its own name, also those that do not count.
      if rule.isTensor, !rule.isBuffer, !configuration.tiesHead {
        for other in names.dropFirst() {
          tensors.append(GatheredTensor(name: other, slot, rule))
        }
      }
    }
    precondition(tensors.allSatisfy { !$0.parts.contains(nil) }, "a tensor lacks a part")
    return tensors
  }

  private init(name: String, _ slot: ParameterSlot, _ rule: TensorRule) {
    self.name = name
    isTurned = rule.isTurned && slot.role == .weight
    shape = slot.shape.array
    if slot.role != .table { shape[0] *= rule.parts }
    if isTurned { shape.reverse() }
    if rule.isBuffer { shape.insert(1, at: 0) }
    parts = Array(repeating: nil, count: slot.role == .table ? 1 : rule.parts)
    parts[slot.role == .table ? 0 : rule.part] = slot
  }

  /// The numbers, row by row.
  func floats(of model: Model) -> [Float] {
    let parts = parts.compactMap(\.self).compactMap { slot in
      model.parameters[slot.address].map { (slot, $0) }
    }
    guard isTurned else {
      return parts.flatMap { slot, parameter in Self.rows(slot, parameter, model).joined() }
    }
    // Row by row over the inputs: what each of the parts' outputs has there.
    let columns = parts.map { slot, parameter in Self.columns(slot, parameter, model) }
    return (0..<shape[0]).flatMap { input in columns.flatMap { $0[input] } }
  }

  /// A parameter as [output, input], one list for each output.
  private static func rows(
    _ slot: ParameterSlot, _ parameter: Parameter, _ model: Model
  ) -> [[Float]] {
    let lists = stored(parameter, model)
    return parameter.layout == .inputOutput && slot.role == .weight ? transposed(lists) : lists
  }

  /// A weight as [input, output], one list for each input.
  private static func columns(
    _ slot: ParameterSlot, _ parameter: Parameter, _ model: Model
  ) -> [[Float]] {
    let lists = stored(parameter, model)
    return parameter.layout == .inputOutput ? lists : transposed(lists)
  }

  /// The rows of a parameter as they lie.
  private static func stored(_ parameter: Parameter, _ model: Model) -> [[Float]] {
    let view = model.parameters.view(parameter)
    return (0..<view.shape.rows).map { row in
      Array(UnsafeBufferPointer(start: view.row(row), count: view.shape.columns))
    }
  }

  private static func transposed(_ rows: [[Float]]) -> [[Float]] {
    (0..<(rows.first?.count ?? 0)).map { column in rows.map { $0[column] } }
  }
}
