import Explorer
import Screen
import Testing
import Tracing

/// Finding a step by any of its names.
@Suite struct SearchTests {
  /// The addresses that are found.
  private func found(_ text: String, _ language: DisplayLanguage = .english) throws -> [String] {
    var opened = try OpenedWalk(language: language)
    opened.press(.character("/"))
    opened.type(text)
    guard case .palette(let palette) = opened.state.overlay else { return [] }
    return palette.items(in: opened.state).compactMap {
      if case .address(let address) = $0 { address.path } else { nil }
    }
  }

  @Test func `a step is found by its name on the screen, in either language`() throws {
    #expect(try found("token ids") == ["encoder/ids", "decoder/ids"])
    #expect(try found("TOKEN  Ids") == ["encoder/ids", "decoder/ids"])
    #expect(try found("词元编号") == ["encoder/ids", "decoder/ids"])
    let cross = ["decoder/1/cross-attention/weights", "decoder/2/cross-attention/weights"]
    #expect(try found("交叉注意力 注意力权重") == cross)
    #expect(try found("交叉权重") == cross)
    #expect(try found("cross softmax") == cross)
    #expect(try found("第 2 层 交叉 ｓｏｆｔｍａｘ") == [cross[1]])
  }

  @Test func `an operation's name finds every step that it makes`() throws {
    #expect(
      try found("softmax") == [
        "encoder/1/self-attention/weights", "encoder/2/self-attention/weights",
        "decoder/1/self-attention/weights", "decoder/1/cross-attention/weights",
        "decoder/2/self-attention/weights", "decoder/2/cross-attention/weights", "probabilities",
      ])
    #expect(try Set(found("LayerNorm")) == Set(found("层归一化")))
    #expect(try found("softmaxx").isEmpty)
  }

  @Test func `the list shows each address with its name`() throws {
    var opened = try OpenedWalk(size: Size(width: 80, height: 24), language: .chinese)
    opened.press(.character("/"))
    opened.type("交叉 权重")
    let line = try #require(opened.lines.first { $0.contains("decoder/1/cross-attention/weights") })
    #expect(line.contains("交叉注意力 › 注意力权重 · softmax"))
    opened.press(.function(2))
    #expect(opened.lines.contains { $0.contains("cross-attention › weights · softmax") })
    opened.press(.enter)
    #expect(try opened.address == "decoder/1/cross-attention/weights")
  }

  @Test func `cross-attention has one Chinese name, whole on the map`() throws {
    for entry in Catalogue.all { #expect(!entry.chinese.contains("跨注意力"), "\(entry.name)") }
    let opened = try OpenedWalk(language: .chinese)
    #expect(opened.lines.contains { $0.contains("◇交叉注意力⊕") })
  }
}
