import ModelFiles
import Testing
import Tracing

@testable import cutaway

/// What the options of an input become: ids, and what the tokens are called.
struct InputOptionsTests {
  private func labels(_ model: TextModel, _ arguments: String...) throws -> TokenLabels {
    let loaded = try ModelFolder.open(model.path)
    return try InputOptions.parse(arguments).input(for: loaded).labels
  }

  @Test func `tokens of texts are called as the vocabulary has them, padding too`() throws {
    let labels = try labels(
      TextModel(.bart), "--text", "the cat.", "--text", "a", "--target-text", "a dog",
      "--target-text", "a")
    #expect(
      labels.source
        == [["▁the", "▁cat", ".", "</s>"], ["▁a", "</s>", "<pad>", "<pad>"]])
    #expect(labels.target == [["<s>", "▁a", "▁dog"], ["<s>", "▁a", "<pad>"]])
    #expect(labels.answers == [])
  }

  @Test func `a decoder alone has its tokens where decoders have them`() throws {
    let labels = try labels(TextModel(.gpt2), "--text", "the cat.")
    #expect(labels == TokenLabels(target: [["▁the", "▁cat", "."]]))
  }

  @Test func `ids have no names`() throws {
    let labels = try labels(TextModel(.bert), "--ids", "3 260 1")
    #expect(labels == TokenLabels())
  }
}
