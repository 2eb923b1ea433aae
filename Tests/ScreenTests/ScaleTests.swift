import Screen
import Testing

struct ScaleTests {
  private static let values: [Float] = [0.5, -.infinity, .nan, -2, 1, .infinity]
  private let source = MatrixValues(rows: 2, columns: 3) { values[$0 * 3 + $1] }

  @Test func `the ends are those of the finite numbers that are not masked`() {
    #expect(Scale(of: source, kind: .matrix) == Scale(minimum: -2, maximum: 1, kind: .matrix))
    #expect(Scale(ofRow: 0, of: source) == Scale(minimum: 0.5, maximum: 0.5, kind: .row))
    #expect(Scale(of: source, kind: .symmetric) == .symmetric(2))
    #expect(Scale(of: source, kind: .fixed) == .fixed)
    let masked = MatrixValues(
      rows: 2, columns: 3, isMasked: { row, _ in row == 1 }, value: { Self.values[$0 * 3 + $1] })
    #expect(Scale(of: masked, kind: .matrix).minimum == 0.5)
  }

  @Test func `a matrix without a number has a scale`() {
    let empty = MatrixValues(rows: 0, columns: 0) { _, _ in 0 }
    #expect(Scale(of: empty, kind: .matrix) == Scale(minimum: 0, maximum: 0, kind: .matrix))
    #expect(Scale(of: empty, kind: .symmetric).magnitude == 0)
    #expect(Scale.fixed.samples(3) == [0, 0.5, 1])
    #expect(Scale.fixed.samples(1) == [1])
    #expect(Scale.fixed.samples(0) == [])
  }
}
