import Testing
import Tracing
import Transformers

@Suite struct AxisLabelTests {
  /// The names along an axis of a node, in a tower over two tokens or a pair over two and three.
  private func labels(_ address: Address, _ axis: Axis, _ tower: Configuration.Tower) throws
    -> [String]?
  {
    let model = try Setup(tower: tower, wiring: .pre).model()
    let isPair = tower == .encoderDecoder
    let trace = try model.trace(ModelInput(ids: [[2, 3]], targetIDs: isPair ? [[4, 5, 6]] : nil))
    trace.trace.labels = TokenLabels(
      source: tower == .decoder ? [] : [["s1", "s2"]],
      target: tower == .encoder ? [] : [["t1", "t2", "t3"]], answers: ["yes", "no"])
    let node = try #require(trace.trace.node(at: address))
    return trace.labels(along: axis, of: trace.trace[node])
  }

  @Test func `a cross-attention's queries are the decoder's tokens, its keys the encoder's`() throws
  {
    let (source, target) = (["s1", "s2"], ["t1", "t2", "t3"])
    let weights: Address = "decoder/1/cross-attention/weights"
    #expect(try labels(weights, .query, .encoderDecoder) == target)
    #expect(try labels(weights, .key, .encoderDecoder) == source)
    #expect(try labels("decoder/cross-attention-mask", .key, .encoderDecoder) == source)
    #expect(try labels("decoder/1/self-attention/weights", .key, .encoderDecoder) == target)
    #expect(try labels("encoder/1/self-attention/weights", .key, .encoderDecoder) == source)
    #expect(try labels("logits", .position, .encoderDecoder) == target)
  }

  @Test func `what belongs to no tower is the last tower's`() throws {
    #expect(try labels("logits", .position, .encoder) == ["s1", "s2"])
    #expect(try labels("logits", .position, .decoder) == ["t1", "t2", "t3"])
  }

  @Test func `answers have names, channels have none`() throws {
    #expect(try labels("logits", .label, .encoder) == ["yes", "no"])
    #expect(try labels("encoder/1/output", .channel, .encoder) == nil)
  }
}
