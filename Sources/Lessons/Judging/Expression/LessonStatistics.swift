import Kernels
import Tensors
import Tracing

/// What is said of the numbers of a slice, all of them: masked scores count as the −∞ that they are, and a
/// number that is none makes the result none.
struct LessonStatistics {
  private let slice: CellSlice
  private let numbers: [Double]

  init(of cells: LessonCells) { (slice, numbers) = (cells.slice, cells.numbers) }

  func value(
    _ function: LessonFunction, at column: Int
  ) throws(LessonExpressionError) -> Double {
    switch function {
    case .sum: return sum
    case .mean: return sum / Double(numbers.count)
    case .maximum: return extreme { $0 > $1 }.map { numbers[$0] } ?? .nan
    case .minimum: return extreme { $0 < $1 }.map { numbers[$0] } ?? .nan
    case .variance: return variance
    case .deviation: return variance.squareRoot()
    case .norm: return numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
    case .entropy: return entropy
    case .count: return Double(numbers.count)
    case .largest: return try index(extreme { $0 > $1 }, at: column)
    default: return try index(extreme { $0 < $1 }, at: column)
    }
  }

  private var sum: Double { numbers.reduce(0, +) }

  /// The mean of the squared differences from the mean.
  private var variance: Double {
    let mean = sum / Double(numbers.count)
    return numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(numbers.count)
  }

  /// −Σ p·ln p; what has no share adds nothing.
  private var entropy: Double {
    numbers.reduce(0) { $1 == 0 ? $0 : $0 - $1 * Kernels.log($1) }
  }

  /// Where the number is that comes before all others, the first of equal ones; nil where a number is none.
  private func extreme(_ precedes: (Double, Double) -> Bool) -> Int? {
    guard !numbers.contains(where: \.isNaN) else { return nil }
    var best = 0
    for index in numbers.indices where precedes(numbers[index], numbers[best]) { best = index }
    return best
  }

  /// A place among the numbers as the index along the slice's last axis, as it is written.
  private func index(_ place: Int?, at column: Int) throws(LessonExpressionError) -> Double {
    guard let axis = slice.axes.last else {
      throw LessonExpressionError(.cells(expected: "several cells", found: "one"), at: column)
    }
    return place.map { Double($0 % slice.shape.columns + axis.firstIndex) } ?? .nan
  }
}
