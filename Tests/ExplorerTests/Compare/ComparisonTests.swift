import Explorer
import TestSupport
import Testing
import Tracing
import Transformers

/// What is the same and what is not between two computations, and where it begins.
@Suite(.steadyKernels) struct ComparisonTests {
  private static func compare(_ sides: [SideRequest]) throws -> Comparison {
    try ComparisonOpener.open(ComparisonRequest(sides))
  }

  private static let apples = OpenRequest(model: "translator", text: "I like apples.")

  private func step(_ comparison: Comparison, _ address: String) throws -> AlignedStep {
    try #require(comparison.steps.first { $0.address.path == address }, "\(address)")
  }

  @Test func `two identical sides differ nowhere`() throws {
    let twice = try Self.compare([
      SideRequest(Self.apples), SideRequest(Self.apples, wiring: .pre),
    ])
    #expect(twice.sides[0].subject !== twice.sides[1].subject)
    #expect(twice.steps.count == twice.sides[0].subject.steps.count)
    #expect(twice.firstDifference == nil)
    #expect(twice.cause(after: -1) == nil)
    #expect(twice.steps.allSatisfy { $0.isMoved == [false, false] && !$0.hasGap })
  }

  @Test(arguments: ["translator", "reader", "storyteller"])
  func `twins at initialization differ first where the norm goes`(model: String) throws {
    func side(_ name: String) -> SideRequest {
      SideRequest(OpenRequest(model: name, text: "Mia has a cup."), seed: 1)
    }
    let tower = model == "storyteller" ? "decoder" : "encoder"
    let twins = try Self.compare([side(model), side(model + "-post")])
    let first = try #require(twins.firstDifference)
    #expect(twins.steps[first].address.path == "\(tower)/1/self-attention/norm")
    #expect(
      twins.steps[first].causes[1] == [
        .reads(
          here: Address("\(tower)/embedding"), there: Address("\(tower)/1/self-attention/residual"))
      ])
    // No cause is a number: both begin with the same ones.
    for step in twins.steps {
      for case .parameters(let addresses) in step.causes[1] {
        Issue.record("\(step.address): \(addresses)")
      }
    }
    let queries = try step(twins, "\(tower)/1/self-attention/queries")
    #expect(twins.cause(after: first) == twins.steps.firstIndex { $0.address == queries.address })
    #expect(
      queries.causes[1] == [
        .reads(
          here: Address("\(tower)/1/self-attention/norm"), there: Address("\(tower)/embedding"))
      ])
    #expect(try step(twins, "\(tower)/1/self-attention/norm").isMoved == [false, true])
    #expect(queries.isMoved == [false, false])
  }

  @Test func `a node that one side lacks is a gap, and where it goes is said`() throws {
    let pair = try Self.compare([
      SideRequest(Self.apples, wiring: .post), SideRequest(Self.apples),
    ])
    let norm = try step(pair, "encoder/output")
    #expect(norm.nodes[0] == nil)
    #expect(norm.comparisons == [.same, .gap])
    #expect(norm.causes == [[], [.missing]])
    let row = try #require(pair.steps.firstIndex { $0.address == norm.address })
    #expect(pair.steps[row - 1].address.path == "encoder/2/feed-forward/norm")
    #expect(pair.steps[row + 1].address.path == "decoder/ids")
    // The parameters were those of Pre-LN: nothing had to be put in.
    #expect(pair.sides[0].added.isEmpty)
    let back = try Self.compare([
      SideRequest(OpenRequest(model: "translator-post", text: "I like apples.")),
      SideRequest(OpenRequest(model: "translator-post", text: "I like apples."), wiring: .pre),
    ])
    #expect(
      back.sides[1].added.map(\.address.path) == [
        "encoder/output/gain", "encoder/output/bias", "decoder/output/gain", "decoder/output/bias",
      ])
  }

  @Test func `a what-if differs where it was made and nowhere before`() throws {
    let change = try WhatIf(parsing: "head 2 of encoder/2/self-attention = off")
    let pair = try Self.compare([
      SideRequest(Self.apples), SideRequest(Self.apples, change: change),
    ])
    let first = try #require(pair.firstDifference)
    #expect(pair.steps[first].address.path == "encoder/2/self-attention/context")
    #expect(pair.steps[first].causes[1] == [.changed])
    #expect(pair.cause(after: first) == nil)
    #expect(pair.cause(after: pair.steps.count, isForward: false) == first)
    let logits = try step(pair, "logits")
    #expect(logits.isDifferent && !logits.isCause)
  }

  @Test
  func `other words of the same length differ at their ids, a longer text cannot be subtracted`()
    throws
  {
    var other = Self.apples
    other.text = "I like books."
    let words = try Self.compare([SideRequest(Self.apples), SideRequest(other)])
    let ids = try step(words, "encoder/ids")
    #expect(ids.causes[1] == [.given("encoder/ids")])
    #expect(words.firstDifference == 0)
    #expect(try step(words, "encoder/1/self-attention/queries").causes[1].isEmpty)
    other.text = "I like very big apples."
    let longer = try Self.compare([SideRequest(Self.apples), SideRequest(other)])
    #expect(try step(longer, "encoder/1/self-attention/queries").comparisons[1] == .shapes)
    #expect(try step(longer, "encoder/position-embedding").causes[1].isEmpty)
  }

  @Test func `trained twins differ in their numbers too`() throws {
    let twins = try Self.compare([
      SideRequest(Self.apples),
      SideRequest(OpenRequest(model: "translator-post", text: "I like apples.")),
    ])
    let table = try step(twins, "encoder/token-embedding")
    #expect(table.causes[1] == [.parameters(["encoder/token-embedding/table"])])
    // Both decoders read what the first one wrote.
    #expect(try step(twins, "decoder/ids").comparisons[1] == .same)
  }

  @Test func `embedding and sublayers add up to the stream in Pre-LN alone`() throws {
    let pair = try Self.compare([
      SideRequest(Self.apples), SideRequest(Self.apples, wiring: .post),
    ])
    for (side, holds) in [(0, true), (1, false)] {
      for tower in pair.figures[side].towers {
        #expect(tower.identity.holds == holds, "\(side) \(tower.profile.tower)")
        #expect(tower.identity.errors.count == 2)
      }
    }
    let tower = try #require(pair.figures[0].tower("decoder"))
    #expect(RunFigure.streamNorm.points(tower).map(\.layer) == [0, 1, 2])
    #expect(RunFigure.entropy.points(tower).count == 4)
    #expect(RunFigure.addition.points(tower).map(\.layer).last == 2)
  }

  @Test func `three sides stand in one list`() throws {
    let three = try Self.compare([
      SideRequest(Self.apples, wiring: .post), SideRequest(Self.apples),
      SideRequest(Self.apples, wiring: .sandwich),
    ])
    let added = try step(three, "encoder/1/feed-forward/output-norm")
    #expect(added.nodes.map { $0 == nil } == [true, true, false])
    #expect(added.comparisons == [.same, .same, .gap])
    #expect(try step(three, "encoder/output").comparisons == [.same, .gap, .gap])
  }
}
