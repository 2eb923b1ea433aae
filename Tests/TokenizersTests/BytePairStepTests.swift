import Testing
import Tokenizers

@Suite struct BytePairStepTests {
  private func steps(_ model: BytePairEncoding, _ text: String) -> [Step] {
    var steps: [Step] = []
    _ = SmallBPE.encode(model, Array(text.utf8), steps: { steps.append($0) })
    return steps
  }

  private func texts(_ segments: [Segment]) -> [String] {
    segments.map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  @Test func `every merge is told with all its rivals`() throws {
    let steps = steps(try SmallBPE.unrelated(), "read")
    #expect(
      steps.map(\.reason) == [
        .symbols, .merge(candidates: [.init(position: 0, rank: 0)], chosen: 0),
      ])
    let long = self.steps(try SmallBPE.unrelated(), "rated")
    #expect(
      long.map(\.reason) == [
        .symbols,
        .merge(
          candidates: [.init(position: 1, rank: 1), .init(position: 3, rank: 2)], chosen: 0),
        .merge(candidates: [.init(position: 2, rank: 2)], chosen: 0),
        .merge(candidates: [.init(position: 1, rank: 4)], chosen: 0),
      ])
    #expect(texts(long[2].input) == ["r", "at", "e", "d"])
    #expect(texts(long[2].output) == ["r", "at", "ed"])
    #expect(long[3].output.map(\.id) == [2, 12])
    #expect(long[3].output.map(\.source) == [0..<1, 1..<5])
    #expect(long.allSatisfy { $0.stage == .model && $0.component == "BPE" && $0.piece == 0 })
  }

  @Test func `a Chinese character begins as its three bytes`() throws {
    let steps = steps(try SmallBPE.bytes(), "我")
    #expect(texts(steps[0].input) == ["我"])
    #expect(texts(steps[0].output) == ["æ", "Ī", "ĳ"])
    #expect(steps[0].output.map(\.source) == [0..<1, 1..<2, 2..<3])
    #expect(steps.count == 3)
    #expect(texts(steps[2].output) == ["æĪĳ"])
    #expect(steps[2].component == "byte-level BPE")
  }

  @Test func `what is no entry is told`() throws {
    var options = SmallBPE.Options()
    options.fallsBackToBytes = true
    var model = try SmallBPE.model(["a", "<0xC3>", "<0xA9>"], [], options)
    var steps = steps(model, "aéx")
    #expect(steps.map(\.reason) == [.symbols, .bytes, .dropped])
    #expect(steps[0].output.map(\.id) == [0, nil, nil])
    #expect(texts(steps[1].input) == ["é"])
    #expect(texts(steps[1].output) == ["<0xC3>", "<0xA9>"])
    #expect(texts(steps[2].input) == ["x"] && steps[2].output.isEmpty)

    options.unknown = "a"
    options.fallsBackToBytes = false
    options.ignoresMerges = true
    model = try SmallBPE.model(["a", "whole"], [], options)
    steps = self.steps(model, "x")
    #expect(steps.map(\.reason) == [.symbols, .unknown])
    #expect(steps[1].output == [Segment(Array("a".utf8), source: 0..<1, id: 0)])
    steps = self.steps(model, "whole")
    #expect(steps.map(\.reason) == [.inVocabulary])
    #expect(steps[0].output.map(\.id) == [1])
  }
}
