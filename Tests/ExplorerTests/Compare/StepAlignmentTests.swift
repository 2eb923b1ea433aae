import Explorer
import Testing
import Tracing

/// Steps of one address in one row.
@Suite struct StepAlignmentTests {
  private func rows(_ sides: [String]...) -> [String] {
    StepAlignment(sides.map { $0.map { Address($0) } }).rows.map { row in
      let marks = row.places.enumerated().map { side, place in
        place.map { "\($0)" + (row.isMoved[side] ? "*" : "") } ?? "-"
      }
      return row.address.path + " " + marks.joined(separator: " ")
    }
  }

  @Test func `a norm that stands elsewhere is the one that moved`() {
    #expect(
      rows(["x", "b/norm", "b/f", "b/sum"], ["x", "b/f", "b/sum", "b/norm"])
        == ["x 0 0", "b/norm 1 3*", "b/f 2 1", "b/sum 3 2"])
  }

  @Test func `what only another side has follows the step before it, after its block`() {
    #expect(
      rows(["b/f", "b/norm", "y"], ["b/f", "b/extra", "out", "y"])
        == ["b/f 0 0", "b/extra - 1", "b/norm 1 -", "out - 2", "y 2 3"])
    #expect(rows(["a"], ["z", "a"], ["z", "a"]) == ["z - 0 0", "a 0 1 1"])
  }
}
