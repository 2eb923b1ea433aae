import Screen
import Tensors
import TestSupport
import Testing
import Tracing

@testable import Explorer

/// Every figure of the pictures over many cells, worked by hand.
@Suite struct FigureWorkTests {
  /// Models of every wiring and kind, each with a step in the middle.
  private static let places: [(model: String, text: String, address: String)] = [
    ("translator", "I like apples.", "decoder/2/cross-attention/weights"),
    ("translator-post", "I like apples.", "encoder/1/self-attention/residual"),
    ("reader", "The food was [MASK].", "encoder/2/feed-forward/up"),
    ("storyteller", "Tom has a", "decoder/1/self-attention/residual"),
    ("storyteller-post", "Tom has a", "probabilities"),
  ]

  private func opened(_ place: (model: String, text: String, address: String)) throws -> OpenedWalk
  {
    var opened = try OpenedWalk(OpenRequest(model: place.model, text: place.text))
    opened.go(to: place.address)
    return opened
  }

  @Test func `Enter derives the norm that the cursor is on, and each term leads to its cell`()
    throws
  {
    for place in Self.places {
      var opened = try opened(place)
      opened.press(.character("S"), .down)
      let before = try opened.walk
      let stream = try #require(
        before.subject.figures.stream(of: before.context(.english, Medium()).tower))
      let position = before.context(.english, Medium()).position
      let shown = stream.norms[stream.index(at: before.spot.node)][position]
      opened.press(.enter)
      let work = try opened.walk.work
      #expect(work.value == shown)
      #expect(try #require(work.verification).holds)
      #expect(work.count == before.subject.configuration.dModel)
      let sum = (0..<work.count).reduce(0) { $0 + (work[$1]?.contribution ?? 0) }
      #expect(abs(sum.squareRoot() - shown) < 1e-9)
      let term = try #require(work[0])
      opened.press(.enter)
      let cell = try opened.walk.cell
      #expect(cell == work.cell(of: term.factors[0]))
      let value = Double(before.subject.trace.value(of: cell))
      #expect(value * value == term.contribution)
      opened.press(.escape, .escape)
      #expect(try opened.walk == before)
    }
  }

  @Test func `a cosine is a product over two lengths, and keeps both states as factors`() throws {
    var opened = try opened(Self.places[3])
    opened.press(.character("S"), .right, .character("a"))
    let walk = try opened.walk
    let stream = try #require(walk.subject.figures.stream(of: "decoder"))
    let state = stream.index(at: walk.spot.node)
    #expect(state == 2)
    opened.press(.enter)
    let work = try opened.walk.work
    #expect(abs(work.value - stream.cosines[2][0]) < 1e-12)
    #expect(try #require(work.verification).holds)
    #expect(
      work[0]?.factors.map { work.cell(of: $0).node } == [
        stream.states[2].node, stream.states[1].node,
      ])
    let lines = opened.lines
    #expect(lines.contains { $0.contains("where from: cosine to the state before[") })
    #expect(lines.contains { $0.contains("cos = Σᵢ x[i]·y[i] / (‖x‖·‖y‖)") })
    #expect(lines.contains { $0.contains(" ✓") })
  }

  @Test func `the sum of the stream leads to the embedding and to every sublayer`() throws {
    for place in Self.places {
      var opened = try opened(place)
      opened.press(.character("I"))
      let before = try opened.walk
      opened.press(.enter)
      let work = try opened.walk.work
      guard case .sum(let tower, let position, let layer, let channel) = work.figure else {
        Issue.record("\(place): no sum")
        continue
      }
      let identity = try #require(
        before.subject.figures.identity(of: tower, position: position, layer: layer))
      #expect(work.value == identity.sum[channel])
      #expect(work.count == identity.parts.count)
      #expect(try #require(work.verification).holds)
      for row in 0..<work.count {
        let term = try #require(work[row])
        let cell = work.cell(of: term.factors[0])
        #expect(Double(before.subject.trace.value(of: cell)) == term.contribution)
      }
      opened.press(.escape)
      #expect(try opened.walk == before)
    }
  }

  @Test func `a reading of the lens is worked from the state to the probability`() throws {
    for place in Self.places where place.model != "reader" {
      var opened = try opened(place)
      if place.address.hasPrefix("encoder") { opened.go(to: "decoder/1/self-attention/residual") }
      opened.press(.character("U"), .down, .up, .up)
      let walk = try opened.walk
      let position = walk.context(.english, Medium()).position
      guard case .readings(let readings) = walk.subject.figures.lens(at: position) else {
        Issue.record("\(place): no lens")
        continue
      }
      let reading = try #require(readings.last { $0.state.node <= walk.spot.node })
      opened.press(.enter)
      var work = try opened.walk.work
      #expect(work.value == reading.probability)
      #expect(
        try #require(work.verification).holds, "\(place): \(String(describing: work.verification))")
      let steps = try #require(work.derivation).steps
      #expect(steps.map(\.symbol) == ["z", "m", "s", "p"])
      #expect(abs(steps[3].value - reading.probability) < 1e-5)
      let sum = work.sum(outside: 0..<0)
      #expect(abs(sum - steps[0].value) < 1e-9)
      opened.press(.escape, .character("a"), .enter)
      work = try opened.walk.work
      #expect(work.value == reading.ofAnswer)
      #expect(try #require(work.verification).holds)
    }
  }

  @Test func `every stage inside every operation is worked by hand`() throws {
    let golden: [(String, String, String?)] = [
      ("llama-gqa", "1 17 4 9 23 8", nil), ("t5-gated-gelu", "5 6 7 8 9 3", "3 4 5"),
      ("marian", "5 6 7 8 9 3", "3 4 5"),
    ]
    var subjects = try golden.map { try StateSupport.golden($0.0, $0.1, target: $0.2) }
    subjects.append(try StateSupport.subject("translator", "I like apples."))
    subjects.append(try StateSupport.subject("reader", "The food was [MASK]."))
    var seen: Set<String> = []
    for subject in subjects {
      let trace = subject.trace
      for step in subject.steps.steps where trace[step.node].operation != nil {
        let count = trace[step.node].shape.count
        for index in Set([0, count / 3, count - 1]) {
          let cell = Cell(node: step.node, index: index)
          let stages = InsideStages(cell, in: trace)
          for (number, part) in stages.parts.enumerated() {
            let work = CellWork(cell, .stage(number, of: cell), of: subject)
            let place = stages.place(of: part, for: index, in: trace[step.node])
            let shown = Double(part.value(place))
            #expect(
              abs(work.value - shown) <= 1e-6 * max(1, abs(shown)) || work.value == shown,
              "\(step.address) \(part.name)")
            #expect(work.verification?.holds ?? true, "\(step.address) \(part.name)")
            #expect(work.derivation != nil)
            if work.verification != nil { seen.insert(part.name) }
            for row in 0..<min(2, work.count) {
              for factor in work[row]?.factors ?? [] {
                #expect(Double(trace.value(of: work.cell(of: factor))) == factor.value)
              }
            }
          }
        }
      }
    }
    let worked: Set<String> = [
      "maximum", "exponentials", "sum", "quotient", "mean", "variance", "normalized",
      "scaled and shifted", "mean square", "product", "with bias", "angle", "turned", "bucket",
    ]
    #expect(seen.isSuperset(of: worked), "\(worked.subtracting(seen))")
  }

  @Test func `inside a softmax Enter derives the maximum, and not the weight`() throws {
    var opened = try OpenedWalk()
    opened.go(to: "encoder/1/self-attention/weights[head 1, query 2, key 2]")
    opened.press(.character("i"))
    let before = try opened.walk
    let scores = try #require(
      before.subject.trace.node(at: "encoder/1/self-attention/scaled"))
    let row = (0..<5).map { Double(before.subject.trace.values(of: scores)[5 + $0]) }
    #expect(before.work.value == row.max())
    opened.press(.enter)
    #expect(opened.lines.contains { $0.contains("where from: maximum[head 1, like]") })
    #expect(opened.lines.contains { $0.contains("read from 5 cells, the largest first") })
    let work = try opened.walk.work
    #expect((0..<5).map { work[$0]?.contribution ?? 0 } == row.sorted(by: >))
    opened.press(.escape)
    #expect(try opened.walk == before)
  }

  @Test func `the title of a picture of the stream has the picture's own sizes`() throws {
    var opened = try opened(Self.places[0])
    let count = try #require(
      try opened.walk.subject.figures.stream(of: "decoder")
    ).states.count
    #expect(opened.lines[1].contains("head 4 × query"))
    opened.press(.character("S"))
    #expect(!opened.lines[1].contains("head 4"))
    #expect(opened.lines[1].contains("× states \(count)"))
    opened.press(.character("I"))
    #expect(opened.lines[1].contains(" channel 64 "))
    opened.press(.character("U"))
    #expect(!opened.lines[1].contains("head 4"))
  }

  @Test func `a large vocabulary is gone through in parts`() throws {
    let subject = try StateSupport.subject("storyteller", "Tom has a")
    guard case .readings(let whole) = subject.figures.lens(at: 1) else {
      Issue.record("no lens")
      return
    }
    var lens = LogitLens(subject, at: 1, mostWork: 50 * whole.count * 64)
    var parts = 0
    while lens.isPending {
      lens.goOn()
      parts += 1
    }
    guard case .readings(let readings) = lens.outcome else {
      Issue.record("no readings")
      return
    }
    #expect(parts == 7)
    for (one, other) in zip(readings, whole) {
      #expect(one.token == other.token)
      #expect(abs(one.probability - other.probability) < 1e-6)
      #expect(abs(one.ofAnswer - other.ofAnswer) < 1e-6)
    }
  }
}
