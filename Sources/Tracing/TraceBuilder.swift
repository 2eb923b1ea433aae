import Tensors

/// Writes down a computation, node by node, before any number is computed.
///
/// A trace is built once for its shapes and can then be run again and again: with other token ids,
/// after a training step, with interventions.
package struct TraceBuilder {
  /// The block that nodes added now belong to; 0 for none.
  package var segment = 0
  private(set) var nodes: ContiguousArray<Node> = []
  private(set) var aliases: [(address: Address, node: NodeID)] = []
  private var keptNodes: Set<Int> = []
  private var owners: [AnyObject] = []
  /// How many rows of a batch are computed at once.
  package let batchCount: Int

  /// Starts an empty computation.
  package init(batchCount: Int = 1) {
    self.batchCount = batchCount
    nodes.reserveCapacity(64)
  }

  /// The shape of a node added before.
  package func shape(of node: NodeID) -> Shape { nodes[node.index].shape }

  /// The axes of a node added before.
  package func axes(of node: NodeID) -> [Axis] { nodes[node.index].axes }

  /// Adds numbers that are given before each run.
  package mutating func input(_ address: Address, _ shape: Shape, axes: [Axis]) -> NodeID {
    append(address, .input, Self.unallocated(shape), axes: axes)
  }

  /// Adds something learned, read where it lies.
  ///
  /// Its gradient goes where `gradient` says, laid out as the value is; nil if it is not trained.
  package mutating func parameter(
    _ address: Address, _ value: View, gradient: UnsafeMutablePointer<Float>?, axes: [Axis]
  ) -> NodeID {
    append(address, .parameter, value, axes: axes, gradient: gradient)
  }

  /// Adds numbers that an earlier step computed, read where they lie.
  package mutating func cached(_ address: Address, _ value: View, axes: [Axis]) -> NodeID {
    append(address, .cached, value, axes: axes)
  }

  /// Adds what an operation computes from nodes added before, into `memory` if that is given and into
  /// the trace's own otherwise.
  ///
  /// - Throws: ``ShapeError`` where the inputs' shapes do not fit the operation.
  package mutating func compute(
    _ address: Address, _ operation: any Operation, _ inputs: NodeID..., axes: [Axis],
    into memory: UnsafeMutablePointer<Float>? = nil
  ) throws(ShapeError) -> NodeID {
    try compute(address, operation, inputs, axes: axes, into: memory)
  }

  /// Adds what an operation computes from nodes added before.
  package mutating func compute(
    _ address: Address, _ operation: any Operation, _ inputs: [NodeID], axes: [Axis],
    into memory: UnsafeMutablePointer<Float>? = nil
  ) throws(ShapeError) -> NodeID {
    let shape = try operation.outputShape(
      InputShapes(operation.name, inputs.map { nodes[$0.index].shape }))
    precondition(shape.rank == axes.count, "\(address): \(axes.count) axes named for \(shape)")
    let view = memory.map { View($0, shape) } ?? Self.unallocated(shape)
    return append(
      address, .computed, view, axes: axes, operation: operation, inputs: inputs,
      isExternal: memory != nil)
  }

  /// Keeps what owns the memory of parameters or of a cache for as long as the trace lives.
  package mutating func keep(alive owner: AnyObject) { owners.append(owner) }

  /// Gives a node a second name.
  package mutating func alias(_ address: Address, of node: NodeID) {
    aliases.append((address, node))
    keptNodes.insert(node.index)
  }

  private mutating func append(
    _ address: Address, _ kind: Node.Kind, _ value: View, axes: [Axis],
    operation: (any Operation)? = nil, inputs: [NodeID] = [],
    gradient: UnsafeMutablePointer<Float>? = nil, isExternal: Bool = false
  ) -> NodeID {
    let needsGradient = gradient != nil || inputs.contains { nodes[$0.index].needsGradient }
    for input in inputs where nodes[input.index].segment != segment {
      nodes[input.index].isKept = true
    }
    nodes.append(
      Node(
        address: address, kind: kind, operation: operation, inputs: NodeInputs(inputs), axes: axes,
        segment: kind == .computed ? segment : 0, needsGradient: needsGradient, value: value,
        gradient: gradient, saved: nil, isKept: kind != .computed || segment == 0 || isExternal))
    return NodeID(nodes.count - 1)
  }

  /// Gives every node its memory and returns the trace, not yet run.
  package consuming func finish(
    retaining retention: Retention = .everything, arena: Arena = Arena()
  ) -> Trace {
    for index in keptNodes { nodes[index].isKept = true }
    return Trace(
      nodes: nodes, aliases: aliases, batchCount: batchCount, retention: retention, arena: arena,
      owners: owners)
  }

  /// Stands for memory until `finish` allocates it; never read or written.
  private static func unallocated(_ shape: Shape) -> View { View(Trace.unallocated, shape) }
}
