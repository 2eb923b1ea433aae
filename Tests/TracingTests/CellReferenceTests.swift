import Tensors
import Testing
import Tracing

@Suite struct CellReferenceTests {
  @Test func `a reference is an address and indices`() throws {
    let reference = try CellReference(parsing: "a/b[head 2, query  3,key 1]")
    #expect(reference.address == "a/b")
    #expect(reference.indices.map(\.axis) == ["head", "query", "key"])
    #expect(reference.indices.map(\.number) == [2, 3, 1])
    #expect(try CellReference(parsing: "loss").indices.isEmpty)
    #expect(try CellReference(parsing: "c[2,1]").indices.map(\.axis) == [nil, nil])
    #expect(try CellReference(parsing: "c[-2]").indices.map(\.number) == [-2])
  }

  @Test(arguments: [
    ("c[1", "'c[1': expected ']' at the end"), ("c[1]x", "'c[1]x': expected ']' at the end"),
    ("c[]", "'c[]': expected indices such as 'head 2, query 3, key 1'"),
    ("c[1,]", "'c[1,]': expected indices such as 'head 2, query 3, key 1'"),
    ("c[head]", "'c[head]': expected indices such as 'head 2, query 3, key 1'"),
    ("c[the head 1]", "'c[the head 1]': expected indices such as 'head 2, query 3, key 1'"),
    ("c[1.5]", "'c[1.5]': expected indices such as 'head 2, query 3, key 1'"),
    (
      "c[99999999999999999999]",
      "'c[99999999999999999999]': expected indices such as 'head 2, query 3, key 1'"
    ),
  ])
  func `what is no reference is refused`(text: String, message: String) {
    let error = #expect(throws: CellReferenceError.self) { try CellReference(parsing: text) }
    #expect(error?.description == message)
  }

  private func cell(_ text: String, _ trace: Trace) throws -> Cell {
    try trace.cell(CellReference(parsing: text))
  }

  @Test func `indices count from 1 and may come by name, in any order, or by place`() throws {
    let small = try SmallTrace()
    let expected = Cell(node: small.c, index: 3)
    #expect(try cell("c[position 2, feature 2]", small.trace) == expected)
    #expect(try cell("c[feature 2, position 2]", small.trace) == expected)
    #expect(try cell("c[2, 2]", small.trace) == expected)
    #expect(try cell("layer/output[2, 2]", small.trace) == expected)
    #expect(try cell("loss", small.trace) == Cell(node: small.loss, index: 0))
    #expect(try cell("a/weight[1, 3]", small.trace) == Cell(node: small.weight, index: 2))
  }

  @Test func `an axis of size 1 need not be named, and token ids count from 0`() throws {
    var builder = TraceBuilder()
    let node = builder.input("p", [1, 4], axes: [.position, .vocabulary])
    let trace = builder.finish()
    #expect(try cell("p[vocabulary 0]", trace) == Cell(node: node, index: 0))
    #expect(try cell("p[vocabulary 3]", trace) == Cell(node: node, index: 3))
    #expect(trace.text(of: Cell(node: node, index: 2)) == "p[position 1, vocabulary 2]")
    let error = #expect(throws: CellReferenceError.self) { try cell("p[vocabulary 4]", trace) }
    #expect(error?.description == "p: vocabulary 4 is outside 0–3")
  }

  @Test func `every cell's text leads back to it`() throws {
    let small = try SmallTrace()
    for index in small.trace.nodes.indices {
      let node = NodeID(index)
      for position in 0..<small.trace[node].shape.count {
        let cell = Cell(node: node, index: position)
        #expect(try self.cell(small.trace.text(of: cell), small.trace) == cell)
      }
    }
    #expect(small.trace.text(of: Cell(node: small.c, index: 1)) == "c[position 1, feature 2]")
    #expect(small.trace.text(of: Cell(node: small.loss, index: 0)) == "loss")
  }

  @Test(arguments: [
    ("c[position 3, feature 1]", "c: position 3 is outside 1–2"),
    ("c[position 0, feature 1]", "c: position 0 is outside 1–2"),
    ("c[-1, 1]", "c: position -1 is outside 1–2"),
    ("c", "c: expected an index for each of [position, feature], found []"),
    ("c[1]", "c: expected an index for each of [position, feature], found [1]"),
    ("c[1, 1, 1]", "c: expected an index for each of [position, feature], found [1, 1, 1]"),
    (
      "c[head 1, feature 1]",
      "c: expected an index for each of [position, feature], found [head 1, feature 1]"
    ),
    (
      "c[position 1, position 2]",
      "c: expected an index for each of [position, feature], found [position 1, position 2]"
    ),
    ("loss[1]", "loss: expected an index for each of [], found [1]"),
    ("lost", "lost: no node has this address; did you mean loss?"),
    ("layer/outputs[1, 1]", "layer/outputs: no node has this address; did you mean layer/output?"),
    ("a/wait", "a/wait: no node has this address; did you mean a/weight?"),
    ("something/else/entirely", "something/else/entirely: no node has this address"),
    ("c[-9223372036854775808, 1]", "c: position -9223372036854775808 is outside 1–2"),
    ("c[9223372036854775807, 1]", "c: position 9223372036854775807 is outside 1–2"),
  ])
  func `a reference to no cell says why`(text: String, message: String) throws {
    let small = try SmallTrace()
    let error = #expect(throws: CellReferenceError.self) { try cell(text, small.trace) }
    #expect(error?.description == message)
  }

  @Test func `a node without cells says so`() throws {
    var builder = TraceBuilder()
    _ = builder.input("earlier", [0, 4], axes: [.key, .channel])
    let trace = builder.finish()
    let error = #expect(throws: CellReferenceError.self) { try cell("earlier[1, 1]", trace) }
    #expect(error?.description == "earlier: has no cells")
  }

  @Test func `the edit distance counts letters`() {
    #expect(editDistance("", "") == 0)
    #expect(editDistance("", "abc") == 3)
    #expect(editDistance("abc", "") == 3)
    #expect(editDistance("kitten", "sitting") == 3)
    #expect(editDistance("weights", "weights") == 0)
  }

  @Test func `a suggestion is near, and the nearest comes first`() throws {
    let small = try SmallTrace()
    #expect(small.trace.nearestAddresses(to: "layer/out") == ["layer/output"])
    #expect(small.trace.nearestAddresses(to: "a/weights").first == "a/weight")
    // Equally near ones in the order of the alphabet, at most three.
    #expect(small.trace.nearestAddresses(to: "d") == ["a", "b", "c"])
  }

  @Test func `axes that a slice leaves out are taken whole, in their order`() throws {
    let small = try SmallTrace()
    func slice(_ text: String) throws -> CellSlice {
      try small.trace.slice(CellReference(parsing: text))
    }
    let all = small.trace.values(of: small.c).array
    let row = try slice("c[position 2]")
    #expect(row.node == small.c)
    #expect(row.axes == [.feature])
    #expect(row.shape == [2])
    #expect(small.trace.numbers(of: row) == Array(all[2..<4]))
    let column = try slice("c[feature 2]")
    #expect(column.axes == [.position])
    #expect(small.trace.numbers(of: column) == [all[1], all[3]])
    #expect(try small.trace.numbers(of: slice("c")) == all)
    let cell = try slice("c[2, 1]")
    #expect(cell.axes == [])
    #expect(cell.shape == [])
    #expect(small.trace.numbers(of: cell) == [all[2]])
    #expect(throws: CellReferenceError.axes("c", expected: [.position, .feature], found: "2")) {
      try slice("c[2]")
    }
    #expect(
      throws: CellReferenceError.outOfRange("c", .feature, found: 3, allowed: 1...2)
    ) { try slice("c[feature 3]") }
  }
}
