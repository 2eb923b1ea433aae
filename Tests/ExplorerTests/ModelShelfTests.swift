import Explorer
import ModelFiles
import Screen
import Synchronization
import TestSupport
import Testing

/// A model is opened once, whoever uses it, and let go when nobody does.
@Suite(.steadyKernels)
struct ModelShelfTests {
  /// Counts the openings of a shelf.
  private final class Count: Sendable {
    private let places = Mutex<[String]>([])

    func add(_ place: ModelPlace, _ head: ArchitectureHead?) {
      places.withLock { $0.append("\(place) \(head.map { "\($0)" } ?? "-")") }
    }

    var openings: [String] { places.withLock { $0 } }
  }

  /// A shelf whose openings are counted.
  private func counted() -> (ModelShelf, Count) {
    let count = Count()
    let shelf = ModelShelf { place, head, progress in
      count.add(place, head)
      return try ModelFolder.open(place, head: head, progress: progress)
    }
    return (shelf, count)
  }

  @Test func `writing, and walking into what was written, opens the walk's own model`() throws {
    let (shelf, count) = counted()
    var walker = Walker(Size(width: 80, height: 24), from: shelf)
    walker.open(OpenRequest(model: "storyteller", text: "Mia has"))
    let first = try #require(walker.state.explore?.subject.opened)
    try walker.press("f5")
    #expect(walker.state.place == .generate)
    #expect(walker.state.generate?.session.opened === first)
    try walker.press("n", "i")
    #expect(walker.state.place == .explore)
    #expect(walker.state.explore?.subject.opened === first)
    #expect(walker.state.explore?.subject.request.ids?.count == 4)
    #expect(count.openings == ["bundled(\"storyteller\") -"])
  }

  @Test func `another model's walk lets the first one go`() throws {
    let (shelf, count) = counted()
    var walker = Walker(Size(width: 80, height: 24), from: shelf)
    walker.open(OpenRequest(model: "storyteller", text: "Mia has"))
    try walker.press("f5", "f3")
    weak let first = walker.state.generate?.session.opened
    #expect(first != nil)
    walker.open(OpenRequest(model: "reader", text: "这本书不错。"))
    #expect(walker.state.place == .explore)
    #expect(walker.state.generate == nil)
    #expect(first == nil)
    walker.open(OpenRequest(model: "storyteller", text: "Mia has"))
    #expect(
      count.openings == [
        "bundled(\"storyteller\") -", "bundled(\"reader\") -", "bundled(\"storyteller\") -",
      ])
  }

  @Test func `the model before is let go before another one is opened`() throws {
    var walker = Walker(Size(width: 80, height: 24))
    walker.open(OpenRequest(model: "storyteller", text: "Mia has"))
    try walker.press("f5", "f3")
    weak let first = walker.state.generate?.session.opened
    #expect(first != nil)
    // What the keys ask for is not carried out: the opening is still under way.
    var state = walker.state
    walker = Walker(Size(width: 80, height: 24))
    state.choose(model: "reader")
    #expect(
      state.update(.input(.key(.enter))).contains { if case .open = $0 { true } else { false } })
    #expect(first == nil)
    #expect(state.explore == nil)
  }

  @Test func `an opening is given up between two tensors`() throws {
    struct Enough: Error {}
    var shares: [Double] = []
    #expect(throws: Enough.self) {
      _ = try ModelFolder.open(.bundled("reader")) { share in
        shares.append(share)
        if shares.count == 5 { throw Enough() }
      }
    }
    #expect(shares.count == 5)
    #expect(shares == shares.sorted())
    #expect((shares.last ?? 1) < 0.2)
  }
}
