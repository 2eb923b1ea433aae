import Tensors
import Testing
import Tracing
import Transformers

@testable import Explorer

/// The figures of the whole stream, against the trace that they are taken from.
@Suite struct StreamFigureTests {
  @Test func `before the norm the stream is the embedding and all that sublayers add`() throws {
    for model in ["translator", "reader", "storyteller"] {
      let subject = try StateSupport.subject(model, "I like apples.")
      for tower in ["encoder", "decoder"] where subject.figures.stream(of: tower) != nil {
        let identity = try #require(subject.figures.identity(of: tower, position: 1, layer: 1))
        #expect(identity.firstBreak == nil, "\(model) \(tower)")
        #expect(identity.error < 1e-5, "\(model) \(tower): \(identity.error)")
      }
    }
  }

  @Test func `after the norm the sum breaks at the first norm`() throws {
    for model in ["translator-post", "reader-post", "storyteller-post"] {
      let subject = try StateSupport.subject(model, "I like apples.")
      let tower = subject.configuration.tower == .decoder ? "decoder" : "encoder"
      let identity = try #require(subject.figures.identity(of: tower, position: 1, layer: 1))
      let part = try #require(identity.firstBreak, "\(model)")
      #expect(part.kind == .sublayer(layer: 1, "self-attention"))
      #expect(part.error > 0.1, "\(model): \(part.error)")
    }
  }

  @Test func `the parts of a sum are one for each sublayer and the embedding`() throws {
    let subject = try StateSupport.subject("translator", "I like apples.")
    #expect(subject.figures.identity(of: "encoder", position: 0, layer: 1)?.parts.count == 5)
    #expect(subject.figures.identity(of: "decoder", position: 0, layer: 1)?.parts.count == 7)
    #expect(subject.figures.identity(of: "decoder", position: 99, layer: 1) == nil)
    #expect(subject.figures.identity(of: "nowhere", position: 0, layer: 1) == nil)
  }

  @Test func `norms and cosines are those of the recorded states`() throws {
    let subject = try StateSupport.subject("storyteller", "Mia has a red cup.")
    let stream = try #require(subject.figures.stream(of: "decoder"))
    #expect(stream.states.count == 10)
    #expect(stream.states[1].kind == .sublayer(layer: 1, "self-attention"))
    #expect(stream.states.last?.kind == .output)
    let node = try #require(subject.trace.node(at: "decoder/1/self-attention/residual"))
    let before = try #require(subject.trace.node(at: "decoder/embedding"))
    let x = subject.trace.values(of: node)
    let y = subject.trace.values(of: before)
    var (square, other, product) = (0.0, 0.0, 0.0)
    for channel in 0..<x.shape.columns {
      square += Double(x.row(2)[channel]) * Double(x.row(2)[channel])
      other += Double(y.row(2)[channel]) * Double(y.row(2)[channel])
      product += Double(x.row(2)[channel]) * Double(y.row(2)[channel])
    }
    #expect(abs(stream.norms[1][2] - square.squareRoot()) < 1e-9)
    #expect(abs(stream.cosines[1][2] - product / (square * other).squareRoot()) < 1e-9)
    #expect(stream.cosines[0][2].isNaN)
    #expect(stream.index(at: node) == 1)
  }

  @Test func `the last reading of the lens is the model's own answer`() throws {
    for model in ["storyteller", "storyteller-post", "translator", "translator-post"] {
      let subject = try StateSupport.subject(model, "Mia has a red cup.")
      let node = try #require(subject.model.probabilities)
      let values = subject.trace.values(of: node)
      for position in 0..<values.shape.rows {
        guard case .readings(let readings) = subject.figures.lens(at: position) else {
          Issue.record("\(model) has no lens")
          continue
        }
        let last = try #require(readings.last)
        let own = Double(values.row(position)[last.token])
        #expect(abs(last.probability - own) < 1e-5, "\(model) at \(position)")
        #expect(last.ofAnswer == last.probability)
        #expect(Ranking(values, row: position).column(at: 0) == last.token)
      }
    }
  }

  @Test func `a head with layers of its own has no lens`() throws {
    let subject = try StateSupport.subject("reader", "The film was not [MASK].")
    guard case .headHasLayers = subject.figures.lens(at: 0) else {
      Issue.record("the reader's head has layers")
      return
    }
  }

  @Test func `a ranking goes from the largest to the smallest and back`() throws {
    let numbers: [Float] = [0.5, .nan, -1, 2, 0.5, -.infinity]
    let memory = UnsafeMutableBufferPointer<Float>.allocate(capacity: numbers.count)
    defer { memory.deallocate() }
    _ = memory.initialize(from: numbers)
    let ranking = Ranking(View(try #require(memory.baseAddress), [1, 6]), row: 0)
    #expect(ranking.order == [3, 0, 4, 2, 1, 5])
    #expect(ranking.rank(of: 4) == 2)
    #expect(ranking.column(at: 0) == 3)
    #expect(ranking.column(at: 99) == 5)
  }

  @Test func `tokens know their bytes in the text`() throws {
    let text = "I like apples."
    let subject = try StateSupport.subject("translator", text)
    let spans = subject.figures.spans(of: true)
    let bytes = Array(text.utf8)
    let joined = spans.compactMap(\.self).flatMap { bytes[$0.bytes] }
    #expect(joined == bytes)
    #expect(spans.last == .some(nil))
    // What the model wrote itself stands for none of the text.
    #expect(subject.figures.spans(of: false).allSatisfy { $0 == nil })
  }
}
