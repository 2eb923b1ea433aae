/// A number of every step, kept in a bounded room: when it is full, neighbours are joined to their mean.
///
/// Which steps are joined depends on their numbers alone, never on when somebody looks.
package struct RaceCurve: Equatable, Sendable {
  /// The most points that are kept.
  package static let capacity = 1024

  /// How many steps each point stands for.
  package private(set) var stride = 1
  /// The mean of each full stretch of ``stride`` steps, from step 1 on; NaN where one was no number.
  package private(set) var points: [Float] = []
  /// The number of the last step.
  package private(set) var last: Double?
  /// How many steps there were.
  package private(set) var count = 0
  private var sum = 0.0
  private var summed = 0

  /// An empty curve.
  package init() {}

  /// A curve as it was kept.
  package init(stride: Int, points: [Float], count: Int, last: Double?) {
    self.stride = max(1, stride)
    self.points = points
    self.count = count
    self.last = last
  }

  /// Adds the next step's number.
  package mutating func append(_ number: Double) {
    last = number
    count += 1
    sum += number
    summed += 1
    guard summed == stride else { return }
    points.append(Float(sum / Double(stride)))
    (sum, summed) = (0, 0)
    if points.count == Self.capacity { halve() }
  }

  private mutating func halve() {
    points = Swift.stride(from: 0, to: points.count - 1, by: 2).map {
      Float((Double(points[$0]) + Double(points[$0 + 1])) / 2)
    }
    stride *= 2
  }

  /// The middle of the steps that a point stands for.
  package func step(of point: Int) -> Double {
    (Double(point) + 0.5) * Double(stride) + 0.5
  }

  /// The mean of the stretch that a step, counted from 1, lies in; nil where there is none yet.
  package subscript(step: Int) -> Double? {
    let place = (step - 1) / stride
    return step >= 1 && points.indices.contains(place) ? Double(points[place]) : nil
  }

  /// The curve as means over equal stretches, at most so many, each with the middle of its steps.
  ///
  /// - Parameter most: The most stretches.
  /// - Returns: The points, and over how many steps each is a mean.
  package func means(most: Int) -> (points: [(step: Double, mean: Double)], steps: Int) {
    let group = max(1, (points.count + max(1, most) - 1) / max(1, most))
    let means = Swift.stride(from: 0, to: points.count, by: group).map { first in
      let part = points[first..<min(first + group, points.count)]
      let sum = part.reduce(0.0) { $0 + Double($1) }
      let middle = (step(of: first) + step(of: first + part.count - 1)) / 2
      return (middle, sum / Double(part.count))
    }
    return (means, group * stride)
  }
}
