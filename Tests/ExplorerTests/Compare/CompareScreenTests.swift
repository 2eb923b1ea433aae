import Explorer
import Screen
import Testing
import Tracing

/// A comparison on the screen: what is said, where keys lead.
@Suite struct CompareScreenTests {
  private func walker(
    at address: String = "encoder/1/self-attention/queries", _ keys: String...
  ) throws -> Walker {
    var walker = Walker(opening: "translator", "I like apples.", at: address)
    for key in keys { try walker.press(key) }
    return walker
  }

  @Test func `a walk is compared with the twin at the same address and cell`() throws {
    var walker = try walker(at: "encoder/1/self-attention/queries[query 3, channel 5]", "C")
    let compared = try #require(walker.state.compare)
    #expect(walker.state.place == .compare)
    #expect(compared.step.address.path == "encoder/1/self-attention/queries")
    #expect(
      compared.comparison.sides.map(\.subject.request.model) == ["translator", "translator-post"])
    let cell = try #require(compared.cell(1))
    let trace = compared.comparison.sides[1].subject.trace
    #expect(trace.text(of: cell) == "encoder/1/self-attention/queries[query 3, channel 5]")
    let value = Number.text(Double(trace.value(of: cell)), digits: 5)
    #expect(walker.text.contains("B \(value)"))
    try walker.press("escape")
    #expect(walker.state.place == .explore)
    #expect(walker.state.explore?.subject.name == "translator")
  }

  @Test func `one key after another goes through all that there is to compare with`() throws {
    var walker = try walker("C")
    var seen: [String] = []
    for _ in 0..<7 {
      seen.append(walker.canvas.lines[1])
      try walker.press("b")
    }
    #expect(
      seen == [
        "A translator, Pre-LN   B translator-post, Post-LN",
        "A translator, Pre-LN   B translator, run as Post-LN",
        "A translator, Pre-LN   B translator, run as sandwich",
        "A translator, Pre-LN   B translator, run as residual after the norm",
        "A translator, Pre-LN   B translator, run as no norm",
        "A translator, Pre-LN, at initialization, seed 1   "
          + "B translator-post, Post-LN, at initialization, seed 1",
        "A translator, Pre-LN   B translator, Pre-LN, at initialization, seed 1",
      ])
    #expect(walker.canvas.lines[1] == seen[0])
    #expect(
      walker.state.compare?.step.address.path == "encoder/1/self-attention/queries")
  }

  @Test func `keys lead to the first difference and from cause to cause`() throws {
    var walker = try walker("C", "b", ")", "f")
    func address() -> String { walker.state.compare?.step.address.path ?? "" }
    #expect(address() == "encoder/1/self-attention/norm")
    #expect(
      walker.text.contains("◆ cause: reads encoder/embedding in A, self-attention/residual in B"))
    try walker.press("c")
    #expect(address() == "encoder/1/self-attention/queries")
    // The cursor is where the sides differ most.
    let compared = try #require(walker.state.compare)
    guard case .differs(let maximum, let cell, _) = compared.step.comparisons[1] else {
      Issue.record("\(compared.step.comparisons)")
      return
    }
    #expect(compared.cell(0)?.index == cell)
    #expect(walker.text.contains("largest difference \(Number.text(maximum))"))
    try walker.press("C", "C")
    #expect(address() == "encoder/1/self-attention/norm")
    #expect(walker.text.contains("no difference begins before this"))
  }

  @Test func `a gap says what is missing and on which side`() throws {
    let walker = try walker(at: "encoder/output", "C", "b")
    #expect(walker.text.contains("final norm: B Post-LN has none"))
    #expect(walker.text.contains("◆ cause: B Post-LN has no such step"))
    #expect(walker.text.contains("only A"))
  }

  @Test func `norms without trained parameters are named`() throws {
    let request = OpenRequest(model: "translator-post", text: "I like apples.")
    var walker = Walker()
    let effects = walker.begin(
      ComparisonRequest([SideRequest(request), SideRequest(request, wiring: .pre)]))
    #expect(effects)
    #expect(
      walker.state.notice?.text
        == "B Pre-LN: the final norm has no trained parameters here: gain 1, bias 0")
  }

  @Test func `a number of either side is followed in a walk and the way back leads here`() throws {
    var walker = try walker("C", "b", "tab", "enter")
    #expect(walker.state.place == .explore)
    #expect(walker.state.explore?.subject.configuration.wiring == .post)
    #expect(walker.text.contains("computed twice"))
    // Back from the question, back from the step, back from the comparison.
    try walker.press("escape", "escape")
    #expect(walker.state.place == .compare)
    try walker.press("escape")
    #expect(walker.state.place == .explore)
    #expect(walker.state.explore?.subject.configuration.wiring == .pre)
    #expect(walker.state.explore?.subject.name == "translator")
  }

  @Test func `from a walk through a side the same key goes on with the comparison there`() throws {
    var walker = try walker("C", "b", "tab", "enter", "o", "n", "C")
    #expect(walker.state.place == .compare)
    #expect(walker.state.compare?.step.address.path == "encoder/1/self-attention/keys")
    try walker.press("escape")
    #expect(walker.state.explore?.subject.name == "translator")
  }

  @Test func `the curves of the sides have letters and numbers`() throws {
    var walker = try walker("C", "b", "v")
    let figures = try #require(walker.state.compare).comparison.figures
    let ends = try figures.map { try #require($0.tower("encoder")).profile.norms.last ?? 0 }
    let line = "A \(Number.text(ends[0]))  B \(Number.text(ends[1]))  after layer 2"
    #expect(walker.text.contains(line))
    for figure in RunFigure.allCases {
      #expect(walker.text.contains(figure.name(.english)), "\(figure)")
    }
    try walker.press("tab")
    #expect(walker.text.contains(" decoder "))
  }

  @Test func `in the diagrams only the norm stands elsewhere`() throws {
    let walker = try walker("C", "b", "v", "v")
    let lines = walker.canvas.lines
    #expect(
      lines.filter { $0.contains("▪ self-attention") }.allSatisfy { line in
        line.matches(of: /▪ self-attention/).count == 2
      })
    // Pre-LN's stands in the branch, Post-LN's in the stream below the sum.
    let branch = try #require(lines.firstIndex { $0.contains("◇ norm") })
    #expect(lines[branch].contains("│   ◇ norm"))
    #expect(lines[branch + 1].contains("▪ self-attention"))
    #expect(lines[branch + 3].contains("││  ◇ norm"))
    #expect(walker.text.contains("x ← x+f(norm x)"))
    #expect(walker.text.contains("x ← norm(x+f(x))"))
  }

  @Test func `what only one side has is a gap in the diagram of the other`() throws {
    var walker = Walker()
    let text = "Mia has a cup."
    let isOpen = walker.begin(
      ComparisonRequest([
        SideRequest(OpenRequest(model: "reader", text: text)),
        SideRequest(OpenRequest(model: "storyteller", text: text)),
      ]))
    #expect(isOpen)
    try walker.press("v", "v")
    // An encoder beside a decoder: either has a tower that the other lacks.
    #expect(walker.state.compare?.towers == ["encoder", "decoder"])
    #expect(walker.canvas.lines[3].contains("no encoder here"))
    #expect(walker.text.contains("self-attention"))
    try walker.press("tab")
    #expect(walker.canvas.lines[3].hasPrefix("│no decoder here"))
    #expect(!walker.text.contains("cross-attention"))
  }

  @Test func `lines and JSON say the same as the screen`() throws {
    let request = OpenRequest(model: "storyteller", text: "Mia has a cup.")
    let comparison = try ComparisonOpener.open(
      ComparisonRequest([SideRequest(request), SideRequest(request, wiring: .post)]))
    let lines = ComparisonReport(comparison, .english, Medium()).lines
    #expect(lines[0] == "A = storyteller, Pre-LN")
    #expect(lines[1] == "B = storyteller, run as Post-LN")
    #expect(lines[2] == "first difference: decoder/1/self-attention/norm")
    let row = try #require(
      comparison.steps.firstIndex { $0.address.path == "decoder/1/self-attention/queries" })
    let one = ComparisonReport(comparison, .chinese, Medium()).lines(ofRow: row)
    #expect(
      one.contains("    起因：读取的步骤不同，self-attention/norm（A），decoder/embedding（B）"))
    let value = ComparisonJSON(comparison).value
    #expect(value["first_difference"]?.stringValue == "decoder/1/self-attention/norm")
    #expect(value["steps"]?.arrayValue?.count == comparison.steps.count)
    let cause = value["steps"]?.arrayValue?[row]["against"]?.arrayValue?[0]["causes"]?.arrayValue?[
      0]
    #expect(cause?["there"]?.stringValue == "decoder/embedding")
  }

  @Test func `line by line a comparison is walked by the same keys`() throws {
    var session = PlainSession(
      State(size: Size(width: 80, height: 24), medium: Medium(), language: .english, models: []))
    _ = session.begin(try ToySubject.open("translator", "I like apples."))
    _ = session.answer("g encoder/1/self-attention/norm")
    let first = session.answer("compare")
    #expect(first.contains("B = translator-post, Post-LN"))
    #expect(first.contains("step 6/106 encoder/1/self-attention/norm"))
    let other = session.answer("otherSide")
    #expect(other.contains("B = translator, run as Post-LN"))
    let next = session.answer("c")
    #expect(next.contains("step 7/106 encoder/1/self-attention/queries"))
    #expect(
      next.contains("    cause: reads self-attention/norm in A, encoder/embedding in B"))
    #expect(session.answer("b").contains { $0.contains("self-attention/norm") })
  }

  @Test func `sides that differ in a change alone are told apart by it`() throws {
    let request = OpenRequest(model: "translator", text: "I like apples.")
    let change = try WhatIf(parsing: "encoder/ids[position 1] = 349")
    let comparison = try ComparisonOpener.open(
      ComparisonRequest([SideRequest(request), SideRequest(request, change: change)]))
    let names = SideNames(comparison, .english, Medium())
    #expect(names.lettered(0) == "A translator")
    #expect(names.lettered(1) == "B what if encoder/ids[position 1] = 349")
  }
}
