import Explorer
import Screen
import Testing

@Suite struct MouseTests {
  private func click(_ opened: inout OpenedWalk, _ text: String) throws {
    let y = try #require(opened.lines.firstIndex { $0.contains(text) })
    let line = opened.lines[y]
    let start = try #require(line.firstRange(of: text)).lowerBound
    let x = TextWidth.cells(String(line[..<start]))
    _ = opened.state.update(.input(.click(Point(x: x, y: y))))
  }

  @Test func `clicks go to blocks and steps, choose terms and follow them`() throws {
    var opened = try OpenedWalk()
    try click(&opened, "◇cross-att")
    #expect(try opened.address == "encoder/ids", "the mouse is off at first")
    opened.press(.function(9))
    try click(&opened, "◇cross-att")
    #expect(try opened.address == "decoder/1/cross-attention/norm")
    try click(&opened, "queries")
    #expect(try opened.address == "decoder/1/cross-attention/queries")
    opened.press(.enter)
    let second = try #require(try opened.walk.work[1])
    let place = Point(x: 60, y: 8)
    _ = opened.state.update(.input(.click(place)))
    guard case .whereFrom(let choice) = try opened.walk.mode else {
      Issue.record("no question is asked")
      return
    }
    #expect(choice.row == 1)
    _ = opened.state.update(.input(.click(place)))
    let trace = try opened.walk.subject.trace
    let queries = try #require(trace.node(at: "decoder/1/cross-attention/queries"))
    #expect(try opened.walk.cell == trace.cell(of: second.factors[0], in: queries))
  }

  @Test func `the wheel moves the row, or the chosen term`() throws {
    var opened = try OpenedWalk()
    opened.press(.function(9))
    opened.go(to: "decoder/1/cross-attention/queries")
    _ = opened.state.update(.input(.wheel(Point(x: 60, y: 5), rows: 3)))
    let walk = try opened.walk
    #expect(walk.plane.place(of: walk.spot.cell).row == 3)
    opened.press(.enter, .home)
    _ = opened.state.update(.input(.wheel(Point(x: 60, y: 5), rows: 2)))
    #expect(try opened.walk.mode == .whereFrom(TermChoice(row: 2)))
  }
}
