import Explorer
import ModelFiles
import Screen
import TestSupport
import Testing
import Transformers

/// Words filled into a text, and its verdict.
@Suite(.steadyKernels)
struct FillingTests {
  @Test func `a masked word is filled in, and back again`() throws {
    var driver = try GenerateDriver("reader", "The film was not [MASK].")
    let first = try #require(driver.filling)
    #expect(first.isMasked)
    let place = try #require(first.place)
    let trace = try ModelFolder.open("reader").model.trace(ModelInput(ids: [first.ids]))
    let values = trace.trace.values(of: try #require(trace.probabilities))
    for candidate in place.candidates.prefix(20) {
      let expected = Double(values.row(first.position)[candidate.id])
      #expect(abs(candidate.probability - expected) < 1e-5)
    }
    #expect(abs(place.candidates.reduce(place.rest) { $0 + $1.probability } - 1) < 1e-9)

    try driver.press(.down)
    try driver.press(.enter)
    let put = try #require(driver.filling)
    #expect(put.ids[first.position] == place.candidates[1].id)
    #expect(put.isCurrent)
    #expect(!put.isMasked)
    try driver.type("p")
    #expect(driver.filling?.ids == first.ids)
    #expect(driver.filling?.filled == first.filled)
    try driver.type("p")
    #expect(driver.state.notice?.text == "nothing was changed")
  }

  @Test func `the verdict is the classifier's, and follows the words`() throws {
    var driver = try GenerateDriver("reader", "The film was [MASK].")
    func verdict() throws -> String {
      let filling = try #require(driver.filling)
      let best = try #require(
        filling.filled.shares.indices.max { filling.filled.shares[$0] < filling.filled.shares[$1] })
      return filling.session.labels[best]
    }
    func put(_ word: String) throws {
      while let filling = driver.filling, let place = filling.place,
        filling.session.label(of: place.candidates[filling.selected].id) != word
      {
        try driver.press(.down)
      }
      try driver.press(.enter)
    }
    try put("good")
    #expect(try verdict() == "positive")
    let shares = try #require(driver.filling?.filled.shares)
    let classifier = try ModelFolder.open("reader", head: .labels).model
    let trace = try classifier.trace(ModelInput(ids: [try #require(driver.filling?.ids)]))
    let values = trace.trace.values(of: try #require(trace.probabilities)).array
    #expect(shares == values.map(Double.init))
    try driver.type("x")
    try put("bad")
    #expect(try verdict() == "negative")
    #expect(driver.filling?.history.count == 3)
    #expect(driver.lines.contains { $0.contains("[MASK] → bad") && $0.contains("negative") })
  }

  @Test func `a place opens as a walk of the text with its words`() throws {
    var driver = try GenerateDriver("reader", "The film was not [MASK].")
    try driver.press(.enter)
    let filling = try #require(driver.filling)
    try driver.type("i")
    let walk = try #require(driver.state.explore)
    #expect(walk.subject.trace[walk.cell.node].address == "probabilities")
    #expect(walk.plane.place(of: walk.cell.index).row == filling.position)
    #expect(walk.subject.request.ids == filling.ids)
  }
}
