import Explorer
import Screen
import Testing
import Tracing

@Suite struct QuestionTests {
  /// Cells of a node to try: the last and one between.
  private static func sample(_ count: Int) -> [Int] { Set([count / 3, count - 1]).sorted() }

  @Test(arguments: OpenedWalk.shipped)
  func `the terms add up, and each of them leads to its cell and back`(
    request: OpenRequest
  ) throws {
    var opened = try OpenedWalk(request)
    let subject = try opened.walk.subject
    let trace = subject.trace
    for step in subject.steps.steps where trace[step.node].operation != nil {
      for index in Self.sample(trace[step.node].shape.count) {
        // From the first step, so that this is the only stop to go back to.
        opened.press(.character("("))
        opened.go(to: trace.text(of: Cell(node: step.node, index: index)))
        let work = try opened.walk.work
        let derivation = try #require(work.derivation)
        #expect(derivation.terms.count == work.count)
        let sum = work.sum(outside: 0..<0)
        if work.count > 1 {
          let wanted = derivation.steps[derivation.sumStep].value
          #expect(abs(sum - wanted) <= 1e-9 * max(1, abs(wanted)), "\(step.address)")
        }
        let sizes = (0..<work.count).map { abs(work[$0]?.contribution ?? 0) }
        #expect(zip(sizes, sizes.dropFirst()).allSatisfy { $0 >= $1 }, "\(step.address)")
        opened.press(.enter, .home)
        // The first terms, each factor of them, and the last term.
        for row in 0..<min(2, work.count) {
          if row > 0 { opened.press(.down) }
          try followEachFactor(&opened, work, row)
        }
        opened.press(.character("G"))
        try followEachFactor(&opened, work, work.count - 1)
        opened.press(.escape)
        #expect(try opened.walk.cell == Cell(node: step.node, index: index))
      }
    }
  }

  private func followEachFactor(
    _ opened: inout OpenedWalk, _ work: CellWork, _ row: Int
  ) throws {
    let term = try #require(work[row])
    let trace = try opened.walk.subject.trace
    opened.press(.left, .left, .left)
    for (number, factor) in term.factors.enumerated() {
      if number > 0 { opened.press(.right) }
      let before = try opened.walk
      opened.press(.enter)
      #expect(try opened.walk.cell == trace.cell(of: factor, in: work.cell.node))
      #expect(Double(trace.value(of: try opened.walk.cell)) == factor.value)
      opened.press(.escape)
      #expect(try opened.walk == before)
    }
  }

  @Test(arguments: OpenedWalk.shipped)
  func `Enter again and again ends at what nothing computed, past a parameter`(
    request: OpenRequest
  ) throws {
    var opened = try OpenedWalk(request)
    let subject = try opened.walk.subject
    let trace = subject.trace
    var ends: Set<String> = []
    for step in subject.steps.steps where trace[step.node].operation != nil {
      let shape = trace[step.node].shape
      let cell = Cell(node: step.node, index: shape.count / 2)
      opened.press(.character("("))
      opened.go(to: trace.text(of: cell))
      var kinds: [Node.Kind] = []
      for _ in 0..<200 where opened.state.notice == nil {
        opened.press(.enter)
        kinds.append(trace[try opened.walk.spot.node].kind)
      }
      #expect(
        opened.state.notice?.text == "the path ends here: nothing computed this number")
      let end = trace[try opened.walk.spot.node]
      #expect(end.operation == nil)
      ends.insert(end.address.name)
      // Sines and cosines are no parameters: what chose them is a position.
      if end.address.name == "ids" { #expect(kinds.contains(.parameter), "\(step.address)") }
      // As many times back as there were stops.
      while try opened.walk.trail.count > 1 { opened.press(.escape) }
      #expect(try opened.walk.cell == cell)
    }
    #expect(ends.contains("ids"))
  }

  @Test func `a parameter says its tensor and its file, and a token id its token`() throws {
    var opened = try OpenedWalk()
    opened.go(to: "encoder/token-embedding[position 2, channel 5]")
    opened.press(.enter)
    #expect(opened.lines[2].contains("token embedding"))
    opened.press(.enter)
    var lines = opened.lines
    #expect(lines.contains { $0.contains("a parameter: learned in training, 56064 numbers") })
    #expect(lines.contains { $0.contains("tensor model.shared.weight in ") })
    #expect(lines[2].contains("token embedding › token embedding table"))
    opened.press(.enter)
    lines = opened.lines
    #expect(lines.contains { $0.contains("is like") })
    #expect(lines.contains { $0.contains("position 2 of 5 in the text") })
    opened.press(.escape, .escape, .escape)
    #expect(try opened.address == "encoder/token-embedding")
    #expect(try opened.walk.mode == .stage)
  }

  @Test func `what reads a cell is listed, and leads on`() throws {
    var opened = try OpenedWalk()
    opened.go(to: "decoder/1/cross-attention/masked[head 1, query 1, key 2]")
    let cell = try opened.walk.cell
    opened.press(.character("w"))
    guard case .whereTo(let list) = try opened.walk.mode else {
      Issue.record("no list of readers")
      return
    }
    let readers = try opened.walk.subject.trace.fanOut(of: cell)
    #expect(list.scan.touches == readers)
    #expect(list.count == 5)
    #expect(opened.lines.contains { $0.contains("read by 5 cells, the largest share first") })
    opened.press(.down, .enter)
    #expect(try opened.walk.cell == readers[1].cell)
    opened.press(.escape, .escape)
    #expect(try opened.walk.cell == cell)
    #expect(try opened.walk.mode == .stage)
  }

  @Test func `a list that begins where the walk goes on says what is above it`() throws {
    var opened = try OpenedWalk()
    opened.go(to: "probabilities[position 2, vocabulary 0]")
    opened.press(.enter)
    guard case .whereFrom(let choice) = try opened.walk.mode else {
      Issue.record("no question")
      return
    }
    #expect(choice.first > 0)
    let sum = Number.text(try opened.walk.work.sum(outside: choice.first..<876))
    #expect(
      opened.lines.contains {
        $0.contains("▲ \(choice.first) larger terms above, together \(sum)")
      })
    opened.press(.character("g"))
    #expect(!opened.lines.contains { $0.contains("▲") })
  }

  @Test func `the rest of a sum says that it is one, and signs are joined`() throws {
    var opened = try OpenedWalk()
    opened.go(to: "logits[position 1, vocabulary 3]")
    opened.press(.enter)
    #expect(opened.lines.contains { $0.contains("(sum of ") && $0.contains(" more)") })
    for address in ["encoder/1/self-attention/norm", "encoder/1/self-attention/weights"] {
      let subject = try opened.walk.subject
      let node = try #require(subject.trace.node(at: Address(address)))
      for index in 0..<min(64, subject.trace[node].shape.count) {
        let work = CellWork(Cell(node: node, index: index), in: subject.trace)
        for step in work.derivation?.steps ?? [] {
          #expect(!step.numbers.contains("− −") && !step.numbers.contains("+ −"), "\(step)")
        }
      }
    }
  }

  @Test func `one of a thing is called one in English`() {
    #expect(FrameText.outOfSight(.english, "0.5", "1") == "0.5 from 1 term out of sight")
    #expect(FrameText.outOfSight(.english, "0.5", "2") == "0.5 from 2 terms out of sight")
    #expect(FrameText.outOfSight(.chinese, "0.5", "1") == "0.5，来自未显示的 1 项")
    #expect(TokensText.leads(.english, "1") == "begins: 1 byte follows")
    #expect(TokensText.leads(.english, "3") == "begins: 3 bytes follow")
  }

  @Test func `the sum of what is out of sight is the rest of the sum`() throws {
    var opened = try OpenedWalk()
    opened.go(to: "logits[position 1, vocabulary 3]")
    let work = try opened.walk.work
    let whole = work.sum(outside: 0..<0)
    let shown = (4..<9).reduce(0.0) { $0 + (work[$1]?.contribution ?? 0) }
    #expect(abs(work.sum(outside: 4..<9) - (whole - shown)) < 1e-12)
    opened.press(.enter)
    #expect(opened.lines.contains { $0.contains("terms out of sight · sum ") })
  }
}
