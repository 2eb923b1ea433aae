import Tensors

/// A row's numbers from the largest to the smallest; equal ones in their own order, NaN last.
package struct Ranking: Sendable {
  /// The columns, that of the largest number first.
  package let order: [Int32]
  private let ranks: [Int32]

  /// Ranks a row, counted over all axes but the last.
  package init(_ values: View, row: Int) {
    let numbers = values.row(row)
    let count = values.shape.columns
    func key(_ column: Int32) -> Float {
      let value = numbers[Int(column)]
      return value.isNaN ? -.infinity : value
    }
    var order = (0..<Int32(count)).map { $0 }
    order.sort {
      let (left, right) = (key($0), key($1))
      return left > right || (left == right && $0 < $1)
    }
    var ranks = [Int32](repeating: 0, count: count)
    for (rank, column) in order.enumerated() { ranks[Int(column)] = Int32(rank) }
    self.order = order
    self.ranks = ranks
  }

  /// The place of a column, counted from 0.
  package func rank(of column: Int) -> Int {
    ranks.indices.contains(column) ? Int(ranks[column]) : 0
  }

  /// The column at a place, brought into range.
  package func column(at rank: Int) -> Int {
    order.isEmpty ? 0 : Int(order[min(max(0, rank), order.count - 1)])
  }
}
