import Screen
import Testing
import Tracing
import Transformers

@testable import Explorer

@Suite struct TowerMapTests {
  /// The steps of a decoder of many layers.
  private func steps(layers: Int) throws -> StepList {
    var configuration = Configuration(
      tower: .decoder, vocabularySize: 5, dModel: 4, headCount: 2, dFF: 4, layerCount: layers)
    configuration.positions = .none
    let parameters = Parameters(random: configuration, seed: 1, deviation: 0.1)
    let model = try Model(configuration, parameters)
    return StepList(try model.plan(TraceShape(ModelInput(ids: [[1, 2]]))).trace)
  }

  @Test func `a short tower shows every block`() throws {
    let map = TowerMap(try steps(layers: 2), .pre)
    #expect(map.towers.count == 1)
    let column = TowerColumn(map, tower: 0, focus: 1, rows: 9)
    #expect(
      column.lines == [
        .block(0), .layer(1, isOpen: true), .block(1), .block(2), .layer(2, isOpen: true),
        .block(3), .block(4), .block(5), .block(6),
      ])
    #expect(
      map.blocks.map(\.kind) == [
        .embedding, .selfAttention, .feedForward, .selfAttention, .feedForward, .finalNorm, .head,
      ])
  }

  @Test func `thirty layers fold around the one that the reader is in`() throws {
    let map = TowerMap(try steps(layers: 30), .pre)
    let column = TowerColumn(map, tower: 0, focus: 12, rows: 14)
    #expect(column.lines.count == 14)
    #expect(column.lines[1] == .layers(1...8))
    #expect(column.lines.contains(.layer(12, isOpen: true)))
    #expect(column.lines.contains(.layer(11, isOpen: false)))
    #expect(column.lines.contains(.layers(16...30)))
    let end = TowerColumn(map, tower: 0, focus: 30, rows: 14)
    #expect(end.lines.count == 14)
    #expect(end.lines.contains(.layer(30, isOpen: true)))
  }

  @Test func `every step belongs to one block, and every row of the map leads to its block`() throws
  {
    for request in OpenedWalk.shipped {
      let opened = try OpenedWalk(request)
      let walk = try opened.walk
      let map = walk.subject.map
      #expect(map.blocks.first?.steps.lowerBound == 0)
      #expect(map.blocks.last?.steps.upperBound == walk.subject.steps.count)
      #expect(
        zip(map.blocks, map.blocks.dropFirst()).allSatisfy {
          $0.steps.upperBound == $1.steps.lowerBound
        })
      let layout = TowerMapLayout(walk, in: Rect(x: 1, y: 2, width: 25, height: 26))
      for entry in layout.entries {
        guard case .line(.block(let block), _) = entry.content else { continue }
        let point = Point(x: entry.area.x + 2, y: entry.area.y)
        #expect(layout.step(at: point, in: map) == map.blocks[block].steps.lowerBound)
      }
    }
  }

  @Test func `the map says where norms stand and what the residual adds`() throws {
    var opened = try OpenedWalk()
    opened.go(to: "decoder/1/cross-attention/weights")
    let pre = opened.lines.map { String($0.prefix(29)) }
    #expect(pre[1] == "╭ map ────────────── Pre-LN ╮")
    #expect(pre.contains("│ ◇feed-fwd⊕ ╭▸ ◇cross-att⊕ │"))
    #expect(pre.contains("│cross-attention x+f(norm x)│"))
    #expect(pre.contains("│weights                    │"))
    opened.press(.character("("))
    #expect(opened.lines.contains { $0.hasPrefix("│◇ norm  ⊕ residual sum     │") })
    var post = try OpenedWalk(OpenedWalk.shipped[1])
    post.go(to: "decoder/1/feed-forward/up")
    let lines = post.lines.map { String($0.prefix(29)) }
    #expect(lines.contains("│ self-att⊕◇    self-att⊕◇  │"))
    #expect(lines.contains("│feed-forward   norm(x+f(x))│"))
  }
}
