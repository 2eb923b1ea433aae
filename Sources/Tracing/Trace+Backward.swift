import Kernels
import Tensors

/// Which gradients can be read after a backward pass.
package enum KeptGradients: Sendable {
  /// Every node's.
  case everything
  /// Those of parameters alone.
  case parameters
}

/// Memory that gradients take and give back.
private struct Places {
  let arena: Arena
  private var sizes: [UnsafeMutablePointer<Float>: Int] = [:]
  private var users: [UnsafeMutablePointer<Float>: Int] = [:]
  /// The one given back last at the end: it is the likeliest to be in the cache.
  private var free: [UnsafeMutablePointer<Float>] = []

  init(arena: Arena) { self.arena = arena }

  mutating func take(_ count: Int) -> UnsafeMutablePointer<Float> {
    let place: UnsafeMutablePointer<Float>
    // A place of the size, lest a small gradient take a large one's.
    if let index = free.lastIndex(where: { sizes[$0] == count }) {
      place = free.remove(at: index)
    } else {
      place = arena.allocate(count)
      sizes[place] = count
    }
    users[place] = 1
    return place
  }

  mutating func share(_ place: UnsafeMutablePointer<Float>) { users[place, default: 0] += 1 }

  mutating func giveBack(_ place: UnsafeMutablePointer<Float>) {
    users[place, default: 1] -= 1
    if users[place] == 0 { free.append(place) }
  }
}

extension Trace {
  /// Gives gradients their memory; nothing is taken from the heap after that.
  ///
  /// Training reads the parameters' gradients alone: where only those are kept, a node's gradient lasts
  /// until it has been handed on, and the next ones take its place. A few of them then stay in the
  /// cache, where all of them would be as large as the trace.
  ///
  /// - Precondition: everything is retained.
  package func prepareBackward(keeping gradients: KeptGradients = .everything) {
    precondition(retention == .everything, "gradients need every number kept")
    guard gradientIsWritten == nil else { return }
    keptGradients = gradients
    var readers = [[Int]](repeating: [], count: nodes.count)
    for (index, node) in nodes.enumerated() {
      for input in node.inputs { readers[input.index].append(index) }
    }
    var places = Places(arena: arena)
    // In backward's own order: a node's gradient is there from its last reader on.
    for index in nodes.indices.reversed()
    where nodes[index].needsGradient && nodes[index].kind == .computed {
      if nodes[index].gradient == nil {
        nodes[index].gradient = places.take(nodes[index].shape.count)
      }
      for input in nodes[index].inputs.map(\.index)
      where nodes[input].needsGradient && nodes[input].kind == .computed
        && nodes[input].gradient == nil
      {
        // An addition hands its gradient on unchanged: what only an addition reads shares it. That is
        // safe because nothing but its one reader writes a node's gradient.
        if readers[input].count == 1, nodes[index].operation is Add,
          nodes[index].shape == nodes[input].shape, let shared = nodes[index].gradient
        {
          nodes[input].gradient = shared
          places.share(shared)
        } else {
          nodes[input].gradient = places.take(nodes[input].shape.count)
        }
      }
      if gradients == .parameters, let done = nodes[index].gradient { places.giveBack(done) }
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

  /// The gradient of the last backward pass at a node; nil where the loss does not depend on it, or
  /// where it was not kept.
  package func gradient(of node: NodeID) -> View? {
    guard let written = gradientIsWritten, written[node.index],
      let gradient = nodes[node.index].gradient,
      keptGradients == .everything || nodes[node.index].kind != .computed
    else { return nil }
    let value = nodes[node.index].value
    return View(gradient, value.shape, rowStride: value.rowStride)
  }
}
