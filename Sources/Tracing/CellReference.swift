import Tensors

/// A cell as people write it: an address and labelled indices.
///
///     decoder/1/self-attention/weights[head 2, query 3, key 1]
///
/// Indices count from 1; along `vocabulary` (token ids) and `row` (rows of a table) from 0. The names may
/// be left out if every axis is given in order.
package struct CellReference: Equatable, Sendable {
  /// One index as written.
  package struct Index: Equatable, Sendable {
    /// The axis's name, if one was written.
    package let axis: String?
    /// The number as written.
    package let number: Int
  }

  /// The node's address.
  package let address: Address
  /// The indices, in the order written.
  package let indices: [Index]

  /// Reads a reference.
  ///
  /// - Throws: ``CellReferenceError/syntax(text:expected:)``.
  package init(parsing text: String) throws(CellReferenceError) {
    guard let open = text.firstIndex(of: "[") else {
      address = Address(text)
      indices = []
      return
    }
    guard text.hasSuffix("]") else { throw .syntax(text: text, expected: "']' at the end") }
    address = Address(String(text[..<open]))
    let inside = text[text.index(after: open)...].dropLast()
    var found: [Index] = []
    for part in inside.split(separator: ",", omittingEmptySubsequences: false) {
      let words = part.split(separator: " ")
      guard let last = words.last, let number = Int(last), words.count <= 2 else {
        throw .syntax(text: text, expected: "indices such as 'head 2, query 3, key 1'")
      }
      found.append(Index(axis: words.count == 2 ? String(words[0]) : nil, number: number))
    }
    indices = found
  }
}

/// Why a reference names no cell of a trace.
package enum CellReferenceError: Error, Equatable, Sendable {
  /// It is not written as a reference is.
  case syntax(text: String, expected: String)
  /// No node has the address; the nearest ones may be what was meant.
  case noNode(Address, nearest: [Address])
  /// The indices do not name the node's axes.
  case axes(Address, expected: [Axis], found: String)
  /// An index leaves its axis.
  case outOfRange(Address, Axis, found: Int, allowed: ClosedRange<Int>)
  /// The node has no cells: one of its axes has size 0.
  case empty(Address)
}

extension CellReferenceError: CustomStringConvertible {
  /// One line: where, what was expected, what was found.
  package var description: String {
    switch self {
    case .syntax(let text, let expected): "'\(text)': expected \(expected)"
    case .noNode(let address, let nearest):
      "\(address): no node has this address"
        + (nearest.isEmpty
          ? "" : "; did you mean \(nearest.map(\.path).joined(separator: " or "))?")
    case .axes(let address, let expected, let found):
      "\(address): expected an index for each of [\(expected.map(\.rawValue).joined(separator: ", "))]"
        + ", found [\(found)]"
    case .outOfRange(let address, let axis, let found, let allowed):
      "\(address): \(axis.rawValue) \(found) is outside \(allowed.lowerBound)–\(allowed.upperBound)"
    case .empty(let address): "\(address): has no cells"
    }
  }
}

extension Trace {
  /// Finds the cell that a reference names.
  ///
  /// An axis of size 1 need not be named.
  package func cell(_ reference: CellReference) throws(CellReferenceError) -> Cell {
    let (id, found) = try indices(of: reference)
    let shape = self[id].shape
    var indices: [Int] = []
    for (axis, index) in found.enumerated() {
      guard let index = index ?? (shape[axis] == 1 ? 0 : nil) else {
        throw mismatch(reference, self[id])
      }
      indices.append(index)
    }
    return Cell(node: id, index: shape.offset(of: indices))
  }

  /// The indices that a reference gives, from 0, one for each axis; nil for an axis that it leaves out.
  func indices(
    of reference: CellReference
  ) throws(CellReferenceError) -> (node: NodeID, indices: [Int?]) {
    guard let id = node(at: reference.address) else {
      throw .noNode(reference.address, nearest: nearestAddresses(to: reference.address))
    }
    let node = self[id]
    guard node.shape.count > 0 else { throw .empty(reference.address) }
    var indices = [Int?](repeating: nil, count: node.axes.count)
    for (order, index) in reference.indices.enumerated() {
      let position: Int
      if let name = index.axis {
        guard let named = node.axes.firstIndex(where: { $0.rawValue == name }) else {
          throw mismatch(reference, node)
        }
        position = named
      } else {
        guard reference.indices.count == node.axes.count else { throw mismatch(reference, node) }
        position = order
      }
      guard indices[position] == nil else { throw mismatch(reference, node) }
      let size = node.shape[position]
      let first = node.axes[position].firstIndex
      // Compared before the subtraction, which the smallest integer would overflow.
      guard index.number >= first, index.number - first < size else {
        throw .outOfRange(
          reference.address, node.axes[position], found: index.number,
          allowed: first...(size - 1 + first))
      }
      indices[position] = index.number - first
    }
    return (id, indices)
  }

  private func mismatch(_ reference: CellReference, _ node: Node) -> CellReferenceError {
    let written = reference.indices.map { index in
      (index.axis.map { "\($0) " } ?? "") + "\(index.number)"
    }
    return .axes(reference.address, expected: node.axes, found: written.joined(separator: ", "))
  }

  /// A cell as people write it.
  package func text(of cell: Cell) -> String {
    let node = self[cell.node]
    guard !node.axes.isEmpty else { return node.address.path }
    let indices = zip(node.axes, node.shape.indices(at: cell.index)).map { axis, index in
      "\(axis.rawValue) \(index + axis.firstIndex)"
    }
    return "\(node.address)[\(indices.joined(separator: ", "))]"
  }

  /// Up to three addresses that differ least from one that is not there.
  package func nearestAddresses(to address: Address) -> [Address] {
    let all = addresses(of: [.computed, .input, .cached, .parameter]).map(\.address)
    let distances = all.map { (editDistance($0.path, address.path), $0) }
    let limit = max(3, address.path.count / 3)
    return distances.filter { $0.0 <= limit }
      .sorted { ($0.0, $0.1.path) < ($1.0, $1.1.path) }.prefix(3).map(\.1)
  }
}
