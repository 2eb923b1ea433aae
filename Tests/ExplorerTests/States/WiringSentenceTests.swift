import Screen
import Testing
import Tracing
import Transformers

@testable import Explorer

/// What the pictures say of each wiring, and of biases for the distance.
@Suite struct WiringSentenceTests {
  private func text(_ subject: Subject, _ address: Address, cell: Int = 0) throws -> String {
    StateSupport.lines(try StateSupport.context(subject, address, cell: cell), 160, 40)
      .joined(separator: "\n")
  }

  private static let outputs: [(Configuration.Wiring, attention: String, feedForward: String)] = [
    (
      .pre, "this is what attention adds to the residual stream",
      "this is what is added to the residual stream"
    ),
    (
      .post, "this is what attention adds to the residual stream",
      "this is what is added to the residual stream"
    ),
    (
      .sandwich, "after a norm of its own this is added to the residual stream",
      "after a norm of its own this is added to the residual stream"
    ),
    (
      .wrong, "this is added to the normalized stream, not to the residual stream",
      "this is added to the normalized stream, not to the residual stream"
    ),
    (
      .none, "this is what attention adds to the residual stream",
      "this is what is added to the residual stream"
    ),
  ]

  @Test func `what a sublayer's output becomes is said as the wiring has it`() throws {
    for (wiring, attention, feedForward) in Self.outputs {
      let subject = try RandomSubject.decoder(wiring)
      let trace = subject.trace
      #expect(try text(subject, "decoder/1/self-attention/output").contains(attention), "\(wiring)")
      #expect(try text(subject, "decoder/1/feed-forward/output").contains(feedForward), "\(wiring)")
      // The sentence holds: the addition reads the output itself only where it says so.
      let output = try #require(trace.node(at: "decoder/1/self-attention/output"))
      let residual = try #require(trace.node(at: "decoder/1/self-attention/residual"))
      #expect((trace[residual].inputs[1] == output) == (wiring != .sandwich), "\(wiring)")
      let embedding = try #require(subject.figures.stream(of: "decoder")).states[0].node
      #expect((trace[residual].inputs[0] == embedding) == (wiring != .wrong), "\(wiring)")
    }
  }

  @Test func `the sum of the stream holds or breaks as each wiring says`() throws {
    let said: [(Configuration.Wiring, String, holds: Bool)] = [
      (.pre, "The norm stands beside the stream", true),
      (.sandwich, "The norm stands beside the stream", true),
      (.none, "x + f(x): no norm at all.", true),
      (.post, "Post-LN normalizes the sum itself", false),
      (.wrong, "the norm replaces the stream before the sublayer", false),
    ]
    for (wiring, sentence, holds) in said {
      let subject = try RandomSubject.decoder(wiring)
      let context = try StateSupport.context(
        subject, "decoder/1/feed-forward/residual", picture: .identity)
      let identity = try #require(
        subject.figures.identity(of: "decoder", position: 0, layer: 1))
      #expect((identity.firstBreak == nil) == holds, "\(wiring)")
      #expect(
        StateSupport.lines(context, 160, 30).joined(separator: "\n").contains(sentence),
        "\(wiring)")
    }
  }

  @Test func `ALiBi says its slope, and every number of it is worked by hand`() throws {
    let subject = try RandomSubject.decoder(.pre, .alibi)
    let step = try #require(
      subject.steps.steps.first { subject.trace[$0.node].operation is ALiBiBias })
    // Head 1 of 4 has a slope of 2⁻² (Press et al. 2022, §3); query 4 and key 2 are 2 apart.
    let cell = 3 * 6 + 1
    let lines = try text(subject, step.address, cell: cell)
    #expect(
      lines.contains("Head 1: slope 0.25; query and key are 2 apart, so the score changes by −0.5"))
    var spot = Spot(step.node, cell: cell)
    spot.picture = .inside(0)
    var walk = ExploreState(subject, at: step.address.path)
    walk.spot = spot
    #expect(walk.work.value == -0.5)
    for step in subject.steps.steps {
      for index in 0..<min(40, subject.trace[step.node].shape.count) {
        let work = CellWork(Cell(node: step.node, index: index), in: subject.trace)
        #expect(work.verification?.holds ?? true, "\(step.address) \(index)")
      }
    }
  }

  @Test func `what a mask hides is counted by its reason`() throws {
    let near = try RandomSubject.decoder(.pre, window: 2)
    let masked: Address = "decoder/1/self-attention/masked"
    // Of 36 cells 15 are later, and 10 are further back than one position.
    let text = try text(near, masked)
    #expect(text.contains("15 are later positions"))
    #expect(text.contains("10 are further away than this attention looks"))
    #expect(!text.contains("no query may look at"))
    let whole = try self.text(try RandomSubject.decoder(.pre), masked)
    #expect(!whole.contains("further away"))
  }

  @Test func `encoder and decoder keep places of their own where they are equally long`() throws {
    let configuration = Configuration(
      tower: .encoderDecoder, vocabularySize: 11, dModel: 8, headCount: 2, dFF: 12, layerCount: 1,
      wiring: .pre, positions: Configuration.Positions.none, activation: .gelu)
    let subject = try RandomSubject.subject(configuration, [5, 2, 7, 3], target: [3, 4, 5, 6])
    var walk = ExploreState(subject, at: "encoder/1/self-attention/queries")
    walk.move(rows: 2)
    func row(_ address: Address) throws -> Int {
      let node = try #require(subject.trace.node(at: address))
      return Plane(subject.trace[node].shape).place(of: walk.place.cell(in: subject.trace[node]))
        .row
    }
    #expect(try row("encoder/1/self-attention/values") == 2)
    #expect(try row("decoder/1/self-attention/queries") == 0)
    // Keys and values of cross-attention are the encoder's.
    #expect(try row("decoder/1/cross-attention/keys") == 2)
    #expect(try row("decoder/1/cross-attention/queries") == 0)
  }

  @Test func `without colours the legend of heads and layers has the glyphs of the cells`() throws {
    let subject = try StateSupport.subject("translator", "I like apples.")
    for picture in [Spot.Picture.heads, .layers] {
      let context = try StateSupport.context(
        subject, "encoder/1/self-attention/weights", picture: picture,
        medium: Medium(colors: .none))
      let lines = StateSupport.lines(context, 100, 30)
      #expect(lines.contains { $0.contains("0 .:-=+*#%@ 1") }, "\(lines.prefix(3))")
    }
  }

  @Test func `probabilities are written in the picture as by hand`() throws {
    let subject = try StateSupport.subject("translator", "I like apples.")
    let node = try #require(subject.trace.node(at: "probabilities"))
    let ranking = subject.figures.ranking(of: node, row: 0)
    let context = try StateSupport.context(
      subject, "probabilities", cell: ranking.column(at: 0))
    let lines = StateSupport.lines(context, 80, 24)
    for place in 0..<5 {
      let value = Double(context.values[ranking.column(at: place)])
      #expect(lines.contains { $0.hasSuffix(" " + Number.text(value)) }, "\(place)")
    }
  }
}
