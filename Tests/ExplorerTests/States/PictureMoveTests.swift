import Screen
import Testing
import Tracing

@testable import Explorer

/// Keys in pictures that do not lie as their matrix lies.
@Suite struct PictureMoveTests {
  private func walk(_ model: String, _ text: String, _ address: String) throws -> ExploreState {
    ExploreState(try StateSupport.subject(model, text), at: address)
  }

  @Test func `probabilities begin at the largest, down goes to the next smaller`() throws {
    var walk = try walk("storyteller", "Mia has a red cup.", "probabilities")
    let ranking = walk.subject.figures.ranking(of: walk.spot.node, row: 0)
    #expect(walk.spot.cell == ranking.column(at: 0))
    walk.perform(.down, page: 10)
    #expect(walk.spot.cell == ranking.column(at: 1))
    walk.perform(.bottom, page: 10)
    #expect(walk.spot.cell == ranking.column(at: 311))
    walk.perform(.top, page: 10)
    #expect(walk.spot.cell == ranking.column(at: 0))
  }

  @Test func `right goes to the next position`() throws {
    var walk = try walk("storyteller", "Mia has a red cup.", "probabilities")
    let column = walk.spot.cell
    walk.perform(.right, page: 10)
    #expect(walk.spot.cell == 312 + column)
  }

  @Test func `tokens are walked up and down`() throws {
    var walk = try walk("storyteller", "Mia has a red cup.", "decoder/ids")
    walk.perform(.down, page: 10)
    walk.perform(.down, page: 10)
    #expect(walk.spot.cell == 2)
    walk.perform(.up, page: 10)
    #expect(walk.spot.cell == 1)
  }

  @Test func `the stream's columns are states, and the position stays`() throws {
    var walk = try walk(
      "storyteller", "Mia has a red cup.", "decoder/1/self-attention/residual")
    walk.perform(.down, page: 10)
    walk.perform(.stream, page: 10)
    walk.perform(.right, page: 10)
    let address = walk.subject.trace[walk.spot.node].address
    #expect(address == "decoder/1/feed-forward/residual")
    #expect(walk.spot.picture == .stream)
    #expect(walk.plane.place(of: walk.spot.cell).row == 1)
    walk.perform(.rowEnd, page: 10)
    #expect(walk.subject.trace[walk.spot.node].address == "decoder/output")
    walk.perform(.rowStart, page: 10)
    #expect(walk.subject.trace[walk.spot.node].address == "decoder/position-sum")
  }

  @Test func `the keys of the three pictures open and close them`() throws {
    var walk = try walk("storyteller", "Mia has a red cup.", "decoder/1/feed-forward/residual")
    for (action, picture) in [
      (Action.stream, Spot.Picture.stream), (.identity, .identity), (.lens, .lens),
    ] {
      walk.perform(action, page: 10)
      #expect(walk.spot.picture == picture)
      walk.perform(action, page: 10)
      #expect(walk.spot.picture == .stage)
    }
  }
}
