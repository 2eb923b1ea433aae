import Tracing

/// Several walks side by side: steps of one address in one row, in the order of the first.
package struct StepAlignment: Equatable, Sendable {
  /// One row.
  package struct Row: Equatable, Sendable {
    /// The address that its steps share.
    package let address: Address
    /// The number of each side's step; nil for a side that has none.
    package var places: [Int?]
    /// Whether a side comes to the step earlier or later than the first side does, among the steps that both
    /// have.
    package var isMoved: [Bool]
  }

  /// The rows in order.
  package private(set) var rows: [Row]

  /// Puts lists of addresses side by side.
  ///
  /// What the first side has stands in its order. What only another has is put in after the step before it
  /// there; where a block ends with that step, after the block.
  package init(_ sides: [[Address]]) {
    let first = sides.first ?? []
    rows = first.enumerated().map { index, address in
      Row(
        address: address, places: [index] + [Int?](repeating: nil, count: max(0, sides.count - 1)),
        isMoved: [Bool](repeating: false, count: sides.count))
    }
    for side in sides.indices.dropFirst() { add(sides[side], side) }
  }

  private mutating func add(_ addresses: [Address], _ side: Int) {
    var before: Address?
    for (number, address) in addresses.enumerated() {
      if let row = rows.firstIndex(where: { $0.address == address }) {
        rows[row].places[side] = number
      } else {
        var row = Row(
          address: address,
          places: [Int?](repeating: nil, count: rows.first?.places.count ?? side + 1),
          isMoved: [Bool](repeating: false, count: rows.first?.isMoved.count ?? side + 1))
        row.places[side] = number
        rows.insert(row, at: place(of: address, after: before))
      }
      before = address
    }
    markMoved(side)
  }

  /// Where a row goes that follows another on its own side.
  private func place(of address: Address, after before: Address?) -> Int {
    guard let before, let row = rows.firstIndex(where: { $0.address == before }) else { return 0 }
    let block = Self.block(before)
    guard block != Self.block(address) else { return row + 1 }
    return rows[row...].firstIndex { Self.block($0.address) != block } ?? rows.count
  }

  static func block(_ address: Address) -> String {
    address.parts.dropLast().joined(separator: "/")
  }

  /// Marks the fewest steps such that all others come in the same order on both sides.
  private mutating func markMoved(_ side: Int) {
    let common = rows.indices.filter { rows[$0].places[0] != nil && rows[$0].places[side] != nil }
    let order = common.map { rows[$0].places[side] ?? 0 }
    let staying = Self.longestRising(order)
    for (index, row) in common.enumerated() { rows[row].isMoved[side] = !staying.contains(index) }
  }

  /// The indices of a longest rising subsequence, by patience sorting.
  static func longestRising(_ numbers: [Int]) -> Set<Int> {
    var ends: [Int] = []
    var before = [Int?](repeating: nil, count: numbers.count)
    for (index, number) in numbers.enumerated() {
      var (low, high) = (0, ends.count)
      while low < high {
        let middle = (low + high) / 2
        if numbers[ends[middle]] < number { low = middle + 1 } else { high = middle }
      }
      before[index] = low > 0 ? ends[low - 1] : nil
      if low == ends.count { ends.append(index) } else { ends[low] = index }
    }
    var staying: Set<Int> = []
    var next = ends.last
    while let index = next {
      staying.insert(index)
      next = before[index]
    }
    return staying
  }
}
