import Kernels
import Tensors

extension Trace {
  /// Gives gradients their memory; nothing is taken from the heap after that.
  ///
  /// - Precondition: everything is retained.
  package func prepareBackward() {
    precondition(retention == .everything, "gradients need every number kept")
    guard gradientIsWritten == nil else { return }
    var readers = [[Int]](repeating: [], count: nodes.count)
    for (index, node) in nodes.enumerated() {
      for input in node.inputs { readers[input.index].append(index) }
    }
    for index in nodes.indices.reversed()
    where nodes[index].needsGradient && nodes[index].kind == .computed {
      // An addition hands its gradient on unchanged: what only an addition reads shares it. That is safe
      // because nothing but its one reader writes a node's gradient.
      if readers[index].count == 1, let reader = readers[index].first.map({ nodes[$0] }),
        reader.operation is Add, reader.shape == nodes[index].shape
      {
        nodes[index].gradient = reader.gradient
      } else {
        nodes[index].gradient = arena.allocate(nodes[index].shape.count)
      }
    }
    gradientIsWritten = .allocate(capacity: nodes.count)
    gradientIsWritten?.initialize(repeating: false)
  }

  /// Computes the gradient of one node's sum of cells (of a loss: of the loss) with respect to every
  /// node and parameter that it depends on.
  ///
  /// The first use of a node writes its gradient, further ones add to it, so nothing has to be
  /// cleared; what `from` does not depend on keeps whatever it held, and ``gradient(of:)`` says nil.
  package func backward(from loss: NodeID) {
    prepareBackward()
    guard let written = gradientIsWritten, nodes[loss.index].needsGradient,
      let seed = nodes[loss.index].gradient
    else { return }
    written.update(repeating: false)
    let start = nodes[loss.index].value
    for row in 0..<start.shape.rows {
      (seed + row * start.rowStride).update(repeating: 1, count: start.shape.columns)
    }
    written[loss.index] = true
    for index in stride(from: loss.index, through: 0, by: -1) where written[index] {
      let node = nodes[index]
      guard let operation = node.operation, let dOutput = node.gradient else { continue }
      var slots: (GradientSlot?, GradientSlot?, GradientSlot?, GradientSlot?) = (nil, nil, nil, nil)
      for position in 0..<node.inputs.count {
        let input = node.inputs[position].index
        guard nodes[input].needsGradient, let gradient = nodes[input].gradient else { continue }
        let value = nodes[input].value
        let slot = GradientSlot(
          view: View(gradient, value.shape, rowStride: value.rowStride),
          accumulate: written[input])
        written[input] = true
        switch position {
        case 0: slots.0 = slot
        case 1: slots.1 = slot
        case 2: slots.2 = slot
        default: slots.3 = slot
        }
      }
      operation.backward(
        BackwardPass(
          operands: operands(of: node), dOutput: dOutput, saved: node.saved ?? Self.unallocated,
          slots: slots))
    }
  }

  /// The gradient of the last backward pass at a node; nil where the loss does not depend on it.
  package func gradient(of node: NodeID) -> View? {
    guard let written = gradientIsWritten, written[node.index],
      let gradient = nodes[node.index].gradient
    else { return nil }
    let value = nodes[node.index].value
    return View(gradient, value.shape, rowStride: value.rowStride)
  }
}
