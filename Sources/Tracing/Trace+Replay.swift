import Tensors

/// How a node of a replay differs from the original.
package struct NodeDifference: Equatable, Sendable {
  /// The node.
  package let node: NodeID
  /// The largest difference of a cell, and where it is.
  package let maximum: Double
  package let cell: Int
  /// The root mean square of the differences over the root mean square of the original's numbers; the
  /// bare root mean square of the differences where those are all 0.
  package let relative: Double
}

extension Trace {
  /// Computes again what lies downstream of changes, and nothing else.
  ///
  /// The new trace shares every number upstream with this one, which stays as it is.
  ///
  /// - Throws: ``InterventionError`` where a change names a node or cell that is not there.
  package func replay(_ interventions: [Intervention]) throws(InterventionError) -> Trace {
    var changed: [Int: [ResolvedIntervention]] = [:]
    for intervention in interventions {
      guard let node = node(at: intervention.address) else {
        throw .noNode(intervention.address)
      }
      let resolved = try ResolvedIntervention(intervention, node: self[node])
      changed[node.index, default: []].append(resolved)
    }
    let dirty = downstream(of: Set(changed.keys))
    var copies = nodes
    for index in copies.indices {
      copies[index].gradient = nil
      // Inside blocks that are computed again on demand the replay needs room of its own.
      guard dirty.contains(index) || isInterior(nodes[index]) else { continue }
      copies[index].value = View(Self.unallocated, nodes[index].shape)
      copies[index].saved = nil
    }
    let replay = Trace(
      nodes: copies, aliases: aliases, batchCount: batchCount, retention: retention, arena: Arena(),
      original: self)
    replay.labels = labels
    // A replay of a replay keeps the earlier changes.
    replay.changes = changes.merging(changed) { $0 + $1 }
    replay.dirty = dirty
    // What was given or learned comes first: computing a block's inside reads all of its parameters.
    for index in dirty where nodes[index].kind != .computed {
      let target = replay.nodes[index].value
      for cell in 0..<target.shape.count { target[cell] = nodes[index].value[cell] }
      replay.compute(index)
    }
    for index in dirty.sorted() where nodes[index].kind == .computed {
      if isInterior(nodes[index]) {
        replay.makeResident(NodeID(index))
      } else {
        for input in nodes[index].inputs { replay.makeResident(input) }
        replay.compute(index)
      }
    }
    return replay
  }

  /// The nodes that read these, directly or not, and these themselves.
  private func downstream(of changed: Set<Int>) -> Set<Int> {
    var reached = changed
    for (index, node) in nodes.enumerated()
    where node.inputs.contains(where: { reached.contains($0.index) }) {
      reached.insert(index)
    }
    return reached
  }

  /// The differences of every recomputed node from the original, in the order of computation; empty
  /// for a trace that is no replay.
  package func differences() -> [NodeDifference] {
    guard let original else { return [] }
    return dirty.sorted().map { index in
      let node = NodeID(index)
      let old = original.values(of: node)
      let new = values(of: node)
      var (maximum, cell, squares, size) = (0.0, 0, 0.0, 0.0)
      for position in 0..<old.shape.count {
        let (before, after) = (Double(old[position]), Double(new[position]))
        // A number that is none any more, or is one again, differs by all there is.
        let difference =
          before == after || (before.isNaN && after.isNaN)
          ? 0 : before.isNaN || after.isNaN ? .infinity : abs(after - before)
        if difference > maximum { (maximum, cell) = (difference, position) }
        // Masked scores are −∞: that one of the two is so counts as a difference, not in the mean.
        guard difference.isFinite, before.isFinite else { continue }
        squares += difference * difference
        size += before * before
      }
      let count = Double(max(1, old.shape.count))
      let relative = size > 0 ? (squares / size).squareRoot() : (squares / count).squareRoot()
      return NodeDifference(node: node, maximum: maximum, cell: cell, relative: relative)
    }
  }
}
