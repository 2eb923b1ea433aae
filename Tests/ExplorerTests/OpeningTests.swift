import Explorer
import Screen
import TestSupport
import Testing
import Tracing

/// What happens while a model is being opened, and what is said at the start.
@Suite(.steadyKernels)
struct OpeningTests {
  private static let request = OpenRequest(model: "reader", text: "The food was [MASK].")

  private static func opening() -> State {
    var state = State(
      size: Size(width: 80, height: 24), medium: Medium(), language: .english,
      models: ModelChoice.shipped())
    _ = state.begin(request)
    return state
  }

  @Test(arguments: [(3, State.Place.home), (4, .tokens), (6, .models)])
  func `going elsewhere gives an opening up`(key: Int, place: State.Place) throws {
    var state = Self.opening()
    #expect(state.opening != nil)
    #expect(state.update(.input(.key(.function(key)))).first == .cancelOpening)
    #expect(state.opening == nil)
    #expect(state.place == place)
    // What it brings in spite of that takes nobody away.
    let subject = try SubjectOpener.open(Self.request)
    _ = state.update(.result(.opened(request: Self.request, subject)))
    #expect(state.place == place)
    #expect(state.explore == nil)
  }

  @Test func `what the terminal lacks is said beside what was to be said before`() {
    var state = Self.opening()
    state.tell([])
    #expect(state.notice == nil)
    state.tell(["no colours"])
    #expect(state.notice == Notice(.information, "no colours"))
    state.notice = Notice(.problem, "a file was set aside")
    state.tell(["no colours"])
    #expect(state.notice == Notice(.problem, "a file was set aside; no colours"))
  }

  @Test func `readers that were found long ago are let go and found again`() throws {
    let subject = try SubjectOpener.open(OpenRequest(model: "storyteller", text: "Mia has"))
    let states = try #require(subject.trace.node(at: "decoder/output"))
    let cell = Cell(node: states, index: 5)
    var list = TouchList(of: cell, in: subject.trace)
    list.row = 7
    let chosen = try #require(list[7]?.cell)
    let count = list.count
    list.letGo(in: subject.trace)
    #expect(list.count == 0)
    #expect(list.isGoingOn)
    while list.isGoingOn { list.goOn(in: subject.trace) }
    #expect(list.count == count)
    #expect(list.row == 7)
    #expect(list[list.row]?.cell == chosen)
  }
}
