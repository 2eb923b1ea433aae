import Kernels
import Tensors
import Tracing

extension Parameters {
  /// Fresh parameters for one tower under several heads.
  ///
  /// Weights are normal with a variance of 2/(inputs + outputs); what writes into the residual stream is
  /// divided by √(2·layers), so that the stream does not grow with depth. Tables are normal with a
  /// deviation of 0.08, gains 1, biases 0. Every parameter is drawn from a seed of its own, made of its
  /// address: models that differ in where their norms stand begin from the same numbers.
  ///
  /// - Source: Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural
  ///   networks", equation 12; the division: Radford et al. 2019, §2.3.
  /// - Parameters:
  ///   - configurations: What the parameters are for; all have the same towers and differ in their heads.
  ///   - seed: What determines the numbers.
  ///   - fixed: Parameters that training leaves alone.
  /// - Returns: One set of windows for each configuration, over the same numbers; trainable.
  package static func initial(
    _ configurations: [Configuration], seed: UInt64, fixed: Set<Address> = []
  ) -> [Parameters] {
    let arena = Arena()
    var stored: [StoredTensor] = []
    var shared: [Address: Parameter] = [:]
    var all: [[Address: Parameter]] = []
    for (index, configuration) in configurations.enumerated() {
      var windows: [Address: Parameter] = [:]
      for slot in configuration.parameterSlots {
        let isTower = slot.address.parts[0] == "encoder" || slot.address.parts[0] == "decoder"
        if isTower, let known = shared[slot.address] {
          windows[slot.address] = known
          continue
        }
        let name = index == 0 || isTower ? slot.address.path : "head-\(index + 1)/\(slot.address)"
        let turned = slot.role == .weight
        let shape: Shape = turned ? [slot.shape[1], slot.shape[0]] : slot.shape
        let values = arena.allocate(shape.count)
        var generator = SeededGenerator(seed: seed ^ Self.mixed(name))
        configuration.draw(slot, into: values, using: &generator)
        let parameter = Parameter(
          tensor: stored.count, shape: shape, layout: turned ? .inputOutput : .outputInput)
        stored.append(
          StoredTensor(
            name: name, shape: shape, values: values, isTrained: !fixed.contains(slot.address)))
        windows[slot.address] = parameter
        if isTower { shared[slot.address] = parameter }
      }
      all.append(windows)
    }
    let first = Parameters(stored: stored, windows: all[0], owner: arena)
    first.makeTrainable()
    return [first] + all.dropFirst().map { first.sharingNumbers(windows: $0) }
  }

  /// A number that an address always gives (FNV-1a).
  private static func mixed(_ name: String) -> UInt64 {
    name.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
  }
}

extension Configuration {
  /// Draws a parameter's first numbers.
  fileprivate func draw(
    _ slot: ParameterSlot, into values: UnsafeMutablePointer<Float>,
    using generator: inout SeededGenerator
  ) {
    let count = slot.shape.count
    switch slot.role {
    case .gain: values.update(repeating: 1, count: count)
    case .bias: values.update(repeating: 0, count: count)
    case .weight:
      let module = slot.address.parts.dropLast().last
      let isOutput = module == "output" && slot.address.parts.count > 3
      var deviation = (2 / Double(slot.shape[0] + slot.shape[1])).squareRoot()
      if isOutput {
        deviation /= Double(2 * max(encoderLayerCount, decoderLayerCount, 1)).squareRoot()
      }
      for index in 0..<count { values[index] = Float(generator.normal() * deviation) }
    case .table:
      // Rows that no position has come last, so that they do not shift those that are used.
      let unused = slot.address.path.hasSuffix("position-embedding/table") ? firstPositionRow : 0
      let columns = slot.shape.columns
      for row in 0..<slot.shape.rows {
        let target = values + (row + unused) % slot.shape.rows * columns
        for column in 0..<columns { target[column] = Float(generator.normal() * 0.08) }
      }
    }
  }

  /// The row of the first position's vector.
  private var firstPositionRow: Int {
    switch positions {
    case .learned(_, let offset): offset
    case .learnedSkippingPadding(_, let padding): padding + 1
    case .none, .sinusoidal, .rotary, .alibi, .relativeBias: 0
    }
  }
}
