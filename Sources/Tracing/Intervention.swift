import Tensors

/// A change to make at a node when the computation gets there.
package struct Intervention: Equatable, Sendable {
  /// What the cells become.
  package enum Change: Equatable, Sendable {
    /// One number for all.
    case value(Float)
    /// A number for each, row-major within the region.
    case values([Float])
  }

  /// The node.
  package let address: Address
  /// Which cells: ranges along named axes, counted from 0; axes that are not named are taken whole.
  package let region: [Axis: Range<Int>]
  /// What they become.
  package let change: Change

  /// Makes an intervention.
  package init(at address: Address, region: [Axis: Range<Int>] = [:], becomes change: Change) {
    self.address = address
    self.region = region
    self.change = change
  }

  /// Sets the cell at these indices, counted from 0; along an axis that is not named, all cells.
  package static func cell(
    _ address: Address, _ indices: [Axis: Int], to value: Float
  ) -> Intervention {
    Intervention(at: address, region: indices.mapValues { $0..<$0 + 1 }, becomes: .value(value))
  }

  /// Switches a head of an attention (`decoder/1/self-attention`) off: its context, what it would
  /// hand on, becomes 0.
  package static func zeroHead(_ head: Int, of attention: Address) -> Intervention {
    Intervention(
      at: attention / "context", region: [.head: head..<head + 1], becomes: .value(0))
  }

  /// Lets a query look at a key, or forbids it, in every layer and head that shares the mask; in one row
  /// of the batch, or in all if none is named.
  package static func mask(
    _ mask: Address, row: Int? = nil, query: Int, key: Int, isAllowed: Bool
  ) -> Intervention {
    .cell(mask, inRow(row, [.query: query, .key: key]), to: isAllowed ? 1 : 0)
  }

  /// Puts another token in the place of one, in one row of the batch, or in all if none is named.
  ///
  /// Nothing else that was given changes with it: where positions skip padding (RoBERTa), a token that
  /// takes padding's place keeps padding's position.
  package static func token(
    _ ids: Address, row: Int? = nil, position: Int, becomes id: Int
  ) -> Intervention {
    .cell(ids, inRow(row, [.position: position]), to: Float(id))
  }

  private static func inRow(_ row: Int?, _ indices: [Axis: Int]) -> [Axis: Int] {
    row.map { indices.merging([.batch: $0]) { $1 } } ?? indices
  }
}

/// Why an intervention cannot be made.
package enum InterventionError: Error, Equatable, Sendable {
  /// No node has the address.
  case noNode(Address)
  /// The node has no such axis.
  case noAxis(Address, Axis, found: [Axis])
  /// The range leaves the axis; numbers as shown, counted from the axis's first index.
  case outOfRange(Address, Axis, found: ClosedRange<Int>, allowed: ClosedRange<Int>)
  /// The region has another number of cells than values were given.
  case count(Address, expected: Int, found: Int)
}

extension InterventionError: CustomStringConvertible {
  /// One line: where, what was expected, what was found.
  package var description: String {
    switch self {
    case .noNode(let address): "\(address): no node has this address"
    case .noAxis(let address, let axis, let found):
      "\(address): has no axis '\(axis.rawValue)'; its axes are "
        + found.map(\.rawValue).joined(separator: ", ")
    case .outOfRange(let address, let axis, let found, let allowed):
      "\(address): \(axis.rawValue) \(found.lowerBound)–\(found.upperBound) is outside "
        + "\(allowed.lowerBound)–\(allowed.upperBound)"
    case .count(let address, let expected, let found):
      "\(address): \(found) values for \(expected) cells"
    }
  }
}

/// An intervention whose cells have been found in a trace.
struct ResolvedIntervention {
  let cells: [Int]
  let change: Intervention.Change

  init(_ intervention: Intervention, node: Node) throws(InterventionError) {
    let address = intervention.address
    // In the order of the axes: a dictionary's own order differs from run to run.
    for axis in Axis.allCases {
      guard let range = intervention.region[axis] else { continue }
      guard let position = node.axes.firstIndex(of: axis) else {
        throw .noAxis(address, axis, found: node.axes)
      }
      let first = axis.firstIndex
      let size = node.shape[position]
      guard range.lowerBound >= 0, range.upperBound <= size, !range.isEmpty else {
        let last = max(range.lowerBound, range.upperBound - 1)
        throw .outOfRange(
          address, axis, found: range.lowerBound + first...last + first,
          allowed: first...max(first, size - 1 + first))
      }
    }
    let ranges = node.axes.enumerated().map { position, axis in
      intervention.region[axis] ?? 0..<node.shape[position]
    }
    cells = CellBox(ranges).cells(of: node.shape)
    change = intervention.change
    if case .values(let values) = change, values.count != cells.count {
      throw .count(address, expected: cells.count, found: values.count)
    }
  }

  func apply(to view: View) {
    switch change {
    case .value(let value): for cell in cells { view[cell] = value }
    case .values(let values): for (cell, value) in zip(cells, values) { view[cell] = value }
    }
  }
}
