import Tracing

extension LessonWorld {
  /// Whether the explorer's cursor is at an address, or on a cell; axes that are left out may be anything.
  package func isAt(_ reference: CellReference) -> Bool {
    guard let address = reader.address, isSame(address, reference.address) else { return false }
    let indices = reference.indices
    if indices.isEmpty { return true }
    if indices.contains(where: { $0.axis == nil }) {
      // Without names every axis is given, in order.
      guard let trace = traces[.now]?.trace, let node = trace.node(at: address),
        trace[node].axes.count == indices.count
      else { return false }
      return zip(trace[node].axes, indices).allSatisfy { axis, index in
        reader.indices[axis] == index.number
      }
    }
    return indices.allSatisfy { index in
      index.axis.flatMap(Axis.init(rawValue:)).flatMap { reader.indices[$0] } == index.number
    }
  }

  /// Whether two addresses name the same numbers: what leaves a layer has further names.
  private func isSame(_ first: Address, _ second: Address) -> Bool {
    if first == second { return true }
    guard let trace = traces[.now]?.trace, let node = trace.node(at: first) else { return false }
    return trace.node(at: second) == node
  }
}
