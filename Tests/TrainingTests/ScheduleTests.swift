import Testing
import Training

/// The step size, step by step.
@Suite struct ScheduleTests {
  private static func rates(_ lines: String..., at steps: [Int]) throws -> [Double] {
    let text = (SmallRecipe.lines + ["rate = 0.5"] + lines)
      .joined(separator: "\n")
    let schedule = Schedule(try SmallRecipe.read(text: text))
    return steps.map { schedule.rate(at: $0) }
  }

  private static func expect(
    _ found: [Double], _ expected: [Double], _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(found.count == expected.count, sourceLocation: location)
    for (index, (a, b)) in zip(found, expected).enumerated() {
      // Some roundings of 1e-16 of a number below 1.
      #expect(abs(a - b) < 1e-12, "[\(index)]: \(a), not \(b)", sourceLocation: location)
    }
  }

  @Test func `the rate rises in a straight line and then stays`() throws {
    Self.expect(
      try Self.rates("schedule = constant", "warm-up = 10", at: [1, 5, 9, 10, 11, 100, 1000]),
      [0.05, 0.25, 0.45, 0.5, 0.5, 0.5, 0.5])
    Self.expect(
      try Self.rates("schedule = constant", "warm-up = 0", at: [1, 2, 100]), [0.5, 0.5, 0.5])
  }

  @Test func `the cosine falls to its share of the rate`() throws {
    // 20 steps up, then 80 down: step 60 is half of it, step 40 a quarter: (1 + cos(π/4)) / 2.
    Self.expect(
      try Self.rates("schedule = cosine", "warm-up = 20", at: [10, 20, 40, 60, 80, 100, 120]),
      [0.25, 0.5, 0.426_776_695_296_636_9, 0.25, 0.073_223_304_703_363_1, 0, 0])
    Self.expect(
      try Self.rates("warm-up = 20", "final-rate = 0.2", at: [20, 60, 100, 101]),
      [0.5, 0.3, 0.1, 0.1])
    Self.expect(try Self.rates("warm-up = 100", at: [50, 100, 101]), [0.25, 0.5, 0.5])
  }

  @Test func `the inverse square root falls with the steps`() throws {
    Self.expect(
      try Self.rates(
        "schedule = inverse-square-root", "warm-up = 4", at: [1, 2, 4, 9, 16, 100, 400]),
      [0.125, 0.25, 0.5, 0.333_333_333_333_333_3, 0.25, 0.1, 0.05])
    Self.expect(
      try Self.rates("schedule = inverse-square-root", "warm-up = 0", at: [1, 4, 100]),
      [0.5, 0.25, 0.05])
  }

  @Test func `the shape is the paper's, scaled to the peak`() throws {
    let schedule = Schedule(
      try SmallRecipe.read("schedule = inverse-square-root", "warm-up = 40", "rate = 0.7"))
    for step in 1...100 {
      // 512^-0.5 · min(step^-0.5, step · 40^-1.5), times what makes its peak 0.7.
      let (s, w) = (Double(step), 40.0)
      let paper = min(1 / s.squareRoot(), s / (w * w.squareRoot()))
      #expect(abs(schedule.rate(at: step) - 0.7 * paper * w.squareRoot()) < 1e-12, "step \(step)")
    }
  }
}
