import Tracing

/// The steps of a walk: the nodes of a trace in the order of computation, as far as readers see them.
package struct StepList: Sendable {
  /// One step.
  package struct Step: Sendable {
    /// The node.
    package let node: NodeID
    /// Its address.
    package let address: Address
    /// The block that it belongs to: its address without the last part.
    package let block: Address
    /// What kind of step it is.
    package let kind: StepKind
  }

  /// The steps in order.
  package let steps: [Step]
  private let numbers: [NodeID: Int]

  /// Lists the steps of a trace: everything computed, and the token ids.
  package init(_ trace: Trace) {
    var steps: [Step] = []
    for (index, node) in trace.nodes.enumerated() {
      let isIDs = node.kind == .input && node.address.name == "ids"
      guard node.kind == .computed || isIDs else { continue }
      let parts = node.address.parts
      let block = Address(parts.dropLast().joined(separator: "/"))
      steps.append(
        Step(
          node: NodeID(index), address: node.address, block: block, kind: StepKind(node)))
    }
    self.steps = steps
    numbers = Dictionary(uniqueKeysWithValues: steps.enumerated().map { ($1.node, $0) })
  }

  /// How many steps there are.
  package var count: Int { steps.count }

  /// A step.
  package subscript(index: Int) -> Step { steps[index] }

  /// The number of a node's step; nil for parameters and given numbers that are no step.
  package func number(of node: NodeID) -> Int? { numbers[node] }

  // MARK: Moves

  /// The first step after one that belongs to another block; the last step if there is none.
  package func over(_ index: Int) -> Int {
    steps[index...].firstIndex { $0.block != steps[index].block } ?? steps.count - 1
  }

  /// The first step of this block or, from there, of the block before.
  package func backOver(_ index: Int) -> Int {
    func start(_ index: Int) -> Int {
      var start = index
      while start > 0, steps[start - 1].block == steps[index].block { start -= 1 }
      return start
    }
    let own = start(index)
    return own < index || own == 0 ? own : start(own - 1)
  }

  /// The last step of the layer or tower that holds a step; from there that of the tower.
  package func out(_ index: Int) -> Int {
    var prefix = steps[index].block.path
    while true {
      let last = steps.lastIndex { prefix.isEmpty || Self.holds(prefix, $0.address.path) }
      if let last, last > index { return last }
      guard let slash = prefix.lastIndex(of: "/") else { return steps.count - 1 }
      prefix = String(prefix[..<slash])
    }
  }

  /// The next step of the same kind, or the one before; nil if there is none.
  package func sameKind(as index: Int, isForward: Bool) -> Int? {
    let kind = steps[index].kind
    let name = steps[index].address.name
    func isSame(_ step: Step) -> Bool { step.kind == kind && step.address.name == name }
    return isForward
      ? steps[(index + 1)...].firstIndex(where: isSame) : steps[..<index].lastIndex(where: isSame)
  }

  private static func holds(_ prefix: String, _ path: String) -> Bool {
    path.hasPrefix(prefix + "/")
  }
}
