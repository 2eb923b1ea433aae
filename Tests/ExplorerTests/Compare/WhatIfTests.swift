import Explorer
import Testing
import Tracing

/// Changes as people write them.
@Suite struct WhatIfTests {
  private func message(_ text: String) throws -> String {
    let subject = try ToySubject.open("translator", "I like apples.")
    do {
      _ = try WhatIf(parsing: text).intervention(in: subject.model)
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test func `cells, whole rows and heads can be changed`() throws {
    let subject = try ToySubject.open("translator", "I like apples.")
    func read(_ text: String) throws -> Intervention {
      try WhatIf(parsing: text).intervention(in: subject.model)
    }
    #expect(
      try read("encoder/1/self-attention/weights[head 2, query 3] = −0.5")
        == Intervention(
          at: "encoder/1/self-attention/weights", region: [.head: 1..<2, .query: 2..<3],
          becomes: .value(-0.5)))
    #expect(
      try read("encoder/ids[2]=17")
        == Intervention(at: "encoder/ids", region: [.position: 1..<2], becomes: .value(17)))
    #expect(
      try read("head 2 of decoder/1/cross-attention = off")
        == .zeroHead(1, of: "decoder/1/cross-attention"))
  }

  @Test func `what cannot be changed is said in one line`() throws {
    #expect(
      try message("nonsense")
        == "\"nonsense\": expected ADDRESS[CELL]=NUMBER or 'head 2 of ATTENTION = off'")
    #expect(
      try message("encoder/ids[position 1]=100000")
        == "encoder/ids: expected a whole number between 0 and 875, found 100000")
    #expect(
      try message("encoder/positions[1]=3")
        == "encoder/positions: is given with the text; change token ids or a mask")
    #expect(
      try message("head 9 of encoder/1/self-attention = off")
        == "encoder/1/self-attention/context: head 9 is outside 1–4")
    #expect(
      try message("head 1 of encoder/1 = off")
        == "encoder/1: no attention has this address; encoder/1/self-attention is one")
    #expect(
      try message("logits[colour 3]=1")
        == "logits: its axes are position, vocabulary; name each at most once")
    #expect(
      try message("logit=1") == "logit: no node has this address; did you mean logits?")
  }
}
