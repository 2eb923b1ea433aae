import ModelFiles
import Screen
import TestSupport
import Testing

@testable import Explorer

@Suite struct ModelsScreenTests {
  private func walker(_ language: DisplayLanguage = .english) throws -> (
    ScreenWalker, HubCacheFolder
  ) {
    let folder = try HubCacheFolder()
    try folder.link("tiny/llama", to: Repository.path("Tests/Fixtures/goldens/llama-gqa"))
    try folder.link("tiny/t5", to: Repository.path("Tests/Fixtures/goldens/t5-relu"))
    try folder.add("google/gemma", config: #"{"architectures": ["GemmaForCausalLM"]}"#)
    try folder.add("old/pickle", config: #"{"architectures": ["GPT2LMHeadModel"]}"#)
    try folder.addHalf("broken/half")
    var walker = ScreenWalker(language: language, cache: folder)
    walker.press(.function(6))
    return (walker, folder)
  }

  @Test func `the list has the bundled models, then those of the cache, with their figures`() throws
  {
    let (walker, _) = try walker()
    let names = walker.state.models.entries.map(\.name)
    #expect(
      names == [
        "translator", "translator-post", "reader", "reader-post", "storyteller",
        "storyteller-post", "broken/half", "google/gemma", "old/pickle", "tiny/llama", "tiny/t5",
      ])
    let line = try #require(walker.line(with: " translator "))
    for part in ["encoder and decoder", "Pre-LN", "2+2", "64", "876", "296 k"] {
      #expect(line.contains(part), "\(part)")
    }
    #expect(walker.line(with: "tiny/llama")?.contains("4/2") == true)
  }

  @Test func `what cannot be opened says why, in a word in the list and in a line below`() throws {
    var (walker, folder) = try walker()
    #expect(walker.shows("GemmaForCausalLM: an architecture that is not read"))
    #expect(walker.line(with: "old/pickle")?.contains("no safetensors file") == true)
    walker.press(.character("G"), .up, .up, .up)
    #expect(walker.state.models.entry?.name == "google/gemma")
    let reason = try #require(walker.state.models.entry?.reason)
    #expect(reason.contains("architecture \"GemmaForCausalLM\" is not supported; use one of"))
    #expect(walker.shows("\"GemmaForCausalLM\""))
    walker.press(.enter)
    #expect(walker.state.place == .models)
    #expect(
      walker.state.notice?.text == "google/gemma cannot be opened; the reason is below the list")
    walker.press(.function(2))
    #expect(walker.shows("GemmaForCausalLM：不支持这种架构"))
    _ = folder
  }

  @Test func `Enter chooses a model for the first screen, with texts that suit its towers`() throws
  {
    var (walker, folder) = try walker()
    walker.press(.character("G"), .up, .enter)
    #expect(walker.state.place == .home)
    #expect(walker.state.home.model?.id == "tiny/llama")
    #expect(walker.state.home.field.text == "The capital of France is")
    #expect(walker.shows("what comes next, and how sure"))
    // The test's cache is not the process's own: what cannot be opened says so before Enter.
    #expect(walker.shows("✗ \"tiny/llama\" is neither a folder nor a model"))
    walker.press(.function(6), .character("G"), .enter)
    #expect(walker.state.home.model?.isPair == true)
    #expect(walker.state.home.models.count == 8)
    _ = folder
  }

  @Test func `the way back leads to where the reader was`() throws {
    var (walker, folder) = try walker()
    walker.press(.escape)
    #expect(walker.state.place == .home)
    walker.press(.enter, .function(6), .escape)
    #expect(walker.state.place == .explore)
    _ = folder
  }

  @Test func `a cache without models is named`() throws {
    var walker = ScreenWalker()
    walker.press(.function(6))
    #expect(walker.shows("no folder of fetched models is known"))
    let folder = try HubCacheFolder()
    walker = ScreenWalker(cache: folder)
    walker.press(.function(6))
    #expect(walker.shows("no fetched models in \(folder.path)"))
  }

  @Test func `a model of the command line is chosen, and looked at before the first key`() {
    let path = Repository.path("Tests/Fixtures/goldens/bert")
    var state = State(
      size: Size(width: 120, height: 40), medium: Medium(), language: .english,
      models: ModelChoice.shipped())
    state.choose(model: path)
    let effects = state.start()
    #expect(effects.contains(.run(.foundModels(cache: nil, named: [path]))))
    #expect(state.home.model?.name == "bert")
  }

  @Test(arguments: [
    (0, "0"), (890, "890"), (1_000, "1.00 k"), (62_149, "62.1 k"), (99_960, "100 k"),
    (134_515_008, "135 M"), (1_543_714_304, "1.54 G"), (1_995_000_000, "2.00 G"),
  ])
  func `counts have three figures`(count: Int, text: String) {
    #expect(ModelFigures.short(count, unit: "") == text)
  }
}
