import Tensors
import TestSupport
import Testing
import Training

/// The grammars in `Docs/Languages.md` are what it says that they are.
@Suite struct LanguageDocumentTests {
  private static func grammars() throws -> [String] {
    let path = Repository.path("Docs/Languages.md")
    let text = String(decoding: try SmallFile.read(path: path), as: UTF8.self)
    let parts = text.split(separator: "```", omittingEmptySubsequences: false)
    return parts.filter { $0.hasPrefix("grammar\n") }.map { String($0.dropFirst(8)) }
  }

  @Test func `the document's grammars make the texts that it shows`() throws {
    let grammars = try Self.grammars()
    #expect(grammars.count == 2)
    let likings = try LanguageSamples.language(try #require(grammars.first))
    for (english, chinese) in [
      ("I like apples.", "我喜欢苹果。"), ("Tom eats plums.", "汤姆吃李子。"),
    ] {
      let readings = likings.readings(of: english, field: "en")
      #expect(readings.compactMap { $0.texts["zh"]?.text } == [chinese])
    }
    let stories = try LanguageSamples.language(try #require(grammars.last))
    let text = "Mia has a cup. Mia gives the cup to Tom. Who has the cup? Tom."
    #expect(stories.readings(of: text, field: "en").count == 1)
  }
}
