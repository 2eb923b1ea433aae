import Testing
import Tracing

@Suite struct AddressTests {
  @Test func `an address is its path, in parts`() {
    let address = Address("decoder/1") / "self-attention" / "scores"
    #expect(address == "decoder/1/self-attention/scores")
    #expect(address.parts == ["decoder", "1", "self-attention", "scores"])
    #expect(address.name == "scores")
    #expect("\(address)" == address.path)
  }

  @Test func `axes count from 1, token ids and table rows from 0`() {
    let fromZero = Axis.allCases.filter { $0.firstIndex == 0 }
    #expect(fromZero == [.vocabulary, .row])
  }

  @Test func `addresses come in the order of computation, further names after the first`() throws {
    let small = try SmallTrace()
    #expect(
      small.trace.addresses().map(\.address)
        == ["x", "a", "b", "c", "layer/output", "targets", "loss"])
    #expect(small.trace.addresses(of: [.parameter]).map(\.address) == ["a/weight"])
    #expect(small.trace.node(at: "layer/output") == small.c)
    #expect(small.trace.node(at: "c") == small.c)
    #expect(small.trace.node(at: "d") == nil)
  }

  @Test func `the tree has a level for each slash`() throws {
    let small = try SmallTrace()
    let tree = small.trace.tree()
    #expect(tree.name.isEmpty)
    #expect(tree.children.map(\.name) == ["x", "a", "b", "c", "layer", "targets", "loss"])
    let layer = try #require(tree["layer"])
    #expect(layer.node == nil)
    #expect(layer.children.map(\.address) == ["layer/output"])
    #expect(tree["layer/output"]?.node == small.c)
    #expect(tree["layer/nothing"] == nil)
  }

  @Test func `a node can hold others in the tree`() throws {
    let small = try SmallTrace()
    let tree = small.trace.tree(of: [.computed, .parameter])
    let a = try #require(tree["a"])
    #expect(a.node == small.a)
    #expect(a.children.map(\.address) == ["a/weight"])
    #expect(a.children.first?.node == small.weight)
  }
}

@Suite struct AddressPatternTests {
  private static let all: [Address] = [
    "encoder/1/self-attention/weights", "encoder/output", "decoder/1/self-attention/weights",
    "decoder/1/self-attention/queries", "decoder/1/self-attention/queries/weight",
    "decoder/1/output", "decoder/12/output", "decoder/2/feed-forward/output", "logits",
  ]

  @Test(
    arguments: [
      ("weights", [0, 2]), ("output", [1, 5, 6, 7]), ("queries", [3, 4]), ("logits", [8]),
      ("decoder/*/output", [5, 6]), ("decoder/?/output", [5]), ("decoder/1", [2, 3, 4, 5]),
      ("/decoder/1", [2, 3, 4, 5]), ("1", [0, 2, 3, 4, 5]), ("1/output", [5]), ("/output", []),
      ("**/output", [1, 5, 6, 7]), ("decoder/**/output", [5, 6, 7]),
      ("**/self-attention/w*", [0, 2]),
      ("*/self-attention/weights", [0, 2]), ("*/1/**/weights", [0, 2]),
      ("decoder/**", [2, 3, 4, 5, 6, 7]),
      ("**", [0, 1, 2, 3, 4, 5, 6, 7, 8]),
      ("*", [0, 1, 2, 3, 4, 5, 6, 7, 8]), ("w*s", [0, 2]), ("*t*p*t", [1, 5, 6, 7]),
      ("self-*", [0, 2, 3, 4]),
      ("*o*r/1*/o??p*", [5, 6]), ("decoder/1/self-attention/queries/**", [4]),
      ("weights/", [0, 2]),
      ("Weights", []), ("weight", [4]), ("", []), ("/", []),
      ("encoder/1/self-attention/weights/x", []),
    ] as [(String, [Int])])
  func `patterns begin at any part, and at the start with a slash`(pattern: String, matching: [Int])
  {
    let found = Self.all.indices.filter { AddressPattern(pattern).matches(Self.all[$0]) }
    #expect(found == matching)
  }
}
