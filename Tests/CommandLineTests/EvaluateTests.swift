import Foundation
import ModelFiles
import TestSupport
import Testing

/// `cutaway evaluate` on a model that `cutaway train` made.
@Suite struct EvaluateTests {
  @Test func `a trained model is evaluated and its figures can be kept`() throws {
    let fixture = try TrainingFixture()
    defer { fixture.remove() }
    let model = fixture.path("model")
    let trained = try Program.run(["train", fixture.recipe, "--out", model])
    #expect(trained.status == 0, "\(trained.errors)")
    let first = try Program.run(["evaluate", "--model", model, "--count", "5", "--heads", "--save"])
    #expect(first.status == 0, "\(first.errors)")
    let lines = first.output.split(separator: "\n").map(String.init)
    // Stories without questions have no answers to be right.
    #expect(lines[0] == "answers right (en): 0 % of 0")
    #expect(lines[1].hasPrefix("stories at temperature 0.8 grammatical and consistent: "))
    #expect(lines[1].hasSuffix(" % of 5"))
    #expect(lines[2].hasPrefix("decoder/1/self-attention, head "))
    #expect(lines[2].hasSuffix(" % the token before"))
    let card = try #require(try ModelCard.open(at: .path(model)))
    #expect(card.quality.map(\.name).count == 2 && card.heads.count >= 1)
    let again = try Program.run(["evaluate", "--model", model, "--count", "5", "--json"])
    #expect(try ModelCard(JSONParser.parse(again.output)).quality == card.quality)
  }

  @Test func `what cannot be evaluated is said`() throws {
    let folder = Repository.path("Tests/Fixtures/goldens/gpt2")
    let golden = try Program.run(["evaluate", "--model", folder])
    #expect(golden.status == 2)
    #expect(
      golden.errors
        == "cutaway: --model: \"\(folder)\" has no card.json with a task, a language and its fields, "
        + "as cutaway train writes it; only such models are evaluated\n")
    let none = try Program.run(["evaluate", "--model", folder, "--count", "0"])
    #expect(none.status == 2)
    #expect(none.errors.hasPrefix("Error: --count must be between 1 and 100000, is 0\n"))
  }
}
