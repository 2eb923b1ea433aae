import Tensors

/// Cells of one node that a reference names by leaving axes out.
///
///     decoder/1/self-attention/weights[head 2, query 3]      a row
///     decoder/1/self-attention/weights[head 2]               a head
///
/// Cells follow one another row-major.
package struct CellSlice: Equatable, Sendable {
  /// The node.
  package let node: NodeID
  /// The axes that are left out, outermost first.
  package let axes: [Axis]
  /// Their sizes.
  package let shape: Shape
  /// Where the cells are in the node.
  package let box: CellBox
}

extension Trace {
  /// Finds the cells that a reference names; axes that it leaves out are taken whole.
  ///
  /// - Throws: ``CellReferenceError``.
  package func slice(_ reference: CellReference) throws(CellReferenceError) -> CellSlice {
    let (id, indices) = try indices(of: reference)
    let node = self[id]
    let free = indices.indices.filter { indices[$0] == nil }
    return CellSlice(
      node: id, axes: free.map { node.axes[$0] }, shape: Shape(free.map { node.shape[$0] }),
      box: CellBox(
        indices.enumerated().map { axis, index in
          index.map { $0..<$0 + 1 } ?? 0..<node.shape[axis]
        }))
  }

  /// The numbers of a slice, row-major.
  package func numbers(of slice: CellSlice) -> [Float] {
    let view = values(of: slice.node)
    return slice.box.cells(of: view.shape).map { view[$0] }
  }
}
