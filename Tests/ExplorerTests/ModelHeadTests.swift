import Explorer
import Foundation
import ModelFiles
import Screen
import TestSupport
import Testing
import Tracing

/// A model with two heads: its words and its verdict can both be walked through.
@Suite(.steadyKernels)
struct ModelHeadTests {
  private static let opinion = "The room is good, but too small."

  /// A walker at Home on the reader, whose figures are known.
  private func reader() throws -> Walker {
    var walker = Walker(Size(width: 80, height: 24))
    walker.send(.result(.done(Errand.bundledModels.run())))
    try walker.press("tab", "down", "down", "shift-tab")
    #expect(walker.state.home.model?.id == "reader")
    return walker
  }

  @Test func `an example about a verdict is walked to the verdict`() throws {
    var walker = try reader()
    #expect(walker.text.contains("text → reader · words (^T: classifier)"))
    try walker.press("down")
    #expect(walker.state.home.field.text == Self.opinion)
    #expect(walker.text.contains("text → reader · classifier (^T: words)"))
    try walker.press("enter", ")")
    let subject = try #require(walker.state.explore?.subject)
    #expect(subject.request.head == .labels)
    let node = try #require(subject.model.probabilities)
    #expect(subject.trace[node].shape == [3])
    #expect(walker.text.contains("1   negative"))
    // The first example is about a word again.
    try walker.press("f3", "up")
    #expect(walker.state.home.head == nil)
  }

  @Test func `a key chooses the other head, and says so where there is none`() throws {
    var walker = try reader()
    try walker.press("ctrl-t")
    #expect(walker.state.home.request?.head == .labels)
    try walker.press("ctrl-t")
    #expect(walker.state.home.request?.head == nil)
    try walker.press("ctrl-t", "tab", "up", "ctrl-t")
    #expect(walker.state.home.model?.id == "translator-post")
    #expect(walker.state.home.request?.head == nil)
    #expect(walker.state.notice?.text == "this model has one head")
  }

  @Test func `generation leads to the verdict that it shows`() throws {
    var walker = Walker(Size(width: 120, height: 40))
    walker.open(OpenRequest(model: "reader", text: "The film was not [MASK]."))
    try walker.press("f5")
    guard case .filling(let filling) = walker.state.generate else {
      Issue.record("nothing is filled in")
      return
    }
    try walker.press("i")
    #expect(walker.state.explore?.subject.request.head == nil)
    try walker.press("f5", "v")
    let subject = try #require(walker.state.explore?.subject)
    #expect(subject.request.head == .labels)
    let node = try #require(subject.model.probabilities)
    #expect(walker.state.explore?.spot.node == node)
    let shares = subject.trace.values(of: node).array.map(Double.init)
    #expect(filling.filled.shares.count == 3)
    for (walked, shown) in zip(shares, filling.filled.shares) {
      #expect(abs(walked - shown) < 1e-6)
    }
  }

  @Test func `a text that was opened for its verdict leads there`() throws {
    var walker = Walker(Size(width: 120, height: 40))
    walker.open(OpenRequest(model: "reader", text: Self.opinion, head: .labels))
    try walker.press("f5", "i")
    #expect(walker.state.explore?.subject.request.head == .labels)
    #expect(walker.state.explore?.subject.loaded.labels == ["negative", "neutral", "positive"])
  }

  @Test func `a head that a model has not is named`() {
    let request = OpenRequest(model: "translator", text: "I like apples.", head: .labels)
    #expect(
      throws: SubjectOpener.Problem.noHead(wanted: .labels, found: [.tokens])
    ) { try SubjectOpener.open(request) }
    #expect(
      SubjectOpener.Problem.noHead(wanted: .labels, found: [.tokens]).description
        == "this model has a head for words, not a classifier: leave --model-head out")
  }

  @Test func `the head of a text is kept with it`() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/cutaway-head-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = try #require(MemoryFile(environment: ["XDG_STATE_HOME": folder]))
    let memory = Memory(recent: [
      OpenRequest(model: "reader", text: "a", head: .labels),
      OpenRequest(model: "reader", text: "b"),
    ])
    try file.write(memory)
    #expect(file.read().memory == memory)
  }
}
