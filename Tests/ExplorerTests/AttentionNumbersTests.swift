import Screen
import Tensors
import TestSupport
import Testing
import Tracing

@testable import Explorer

/// The numbers of attention's pictures: sums of weighted values, stages, small pictures.
struct AttentionNumbersTests {
  private typealias Support = AttentionSupport

  private static let texts: [(model: String, text: String)] = [
    ("translator", "the cat sleeps"), ("translator-post", "the cat sleeps"),
    ("reader", "good food"), ("reader-post", "good food"), ("storyteller", "tom has a ball"),
    ("storyteller-post", "tom has a ball"),
  ]

  private static func subjects() throws -> [Subject] {
    try texts.map { try Support.subject($0.model, $0.text) } + [try Support.grouped()]
  }

  @Test func `weighted values add up to the context, and so they do when most keys are others`()
    throws
  {
    for subject in try Self.subjects() {
      for step in subject.steps.steps where step.kind == .context {
        let context = Support.context(subject, step.address)
        let block = try #require(AttentionBlock(context))
        let plane = context.plane
        for head in 0..<plane.slices {
          for limit in [2, 100] {
            let sum = try #require(
              WeightedSum(context, block, head: head, query: plane.rows - 1, limit: limit))
            #expect(sum.holds, "\(subject.name) \(step.address): \(sum.difference)")
            let count = context.trace[block.keys].shape.rows
            #expect(sum.rows.count == (count > limit ? limit - 1 : count))
            #expect(sum.rows.count + sum.otherCount == count)
            let cell = plane.cell(slice: head, row: plane.rows - 1, column: 0)
            #expect(sum.recorded[0] == context.values[cell])
          }
        }
      }
    }
  }

  @Test func `a sum that is not the recorded row is called so`() throws {
    let subject = try Support.subject("storyteller", "tom has a ball")
    let context = Support.context(subject, "decoder/1/self-attention/context")
    let block = try #require(AttentionBlock(context))
    let node = context.spot.node
    let values = subject.trace.values(of: node)
    values[3] += 0.5
    let sum = try #require(WeightedSum(context, block, head: 0, query: 0, limit: 100))
    #expect(!sum.holds)
    let lines = Support.lines(context, 90, 20)
    #expect(lines.contains { $0.hasPrefix("✗ the recorded row differs by 0.5") })
  }

  @Test func `the stages of a row alone, or of a cell, are those of the whole`() throws {
    for subject in try Self.subjects() {
      for step in subject.steps.steps {
        let shape = subject.trace[step.node].shape
        let cell = Cell(node: step.node, index: shape.count - 1)
        let whole = subject.trace.stages(of: step.node)
        let parts = InsideStages(cell, in: subject.trace, mostWork: 0)
        #expect(parts.parts.map(\.name) == whole.map(\.name), "\(step.address)")
        for (part, stage) in zip(parts.parts, whole) {
          let last = part.shape.count - 1
          let found = Double(part.value(last))
          let expected = Double(stage.values[stage.shape.count - 1])
          let isSame = found == expected || abs(found - expected) <= 2e-5 * max(1, abs(expected))
          #expect(isSame, "\(step.address) \(part.name): \(found), \(expected)")
        }
      }
    }
  }

  @Test func `inside of softmax the cursor's cell is followed through the stages`() throws {
    let subject = try Support.subject("storyteller", "tom has a ball")
    let count = subject.trace.labels.target[0].count
    let cell = 2 * count + 1
    let context = Support.context(
      subject, "decoder/1/self-attention/weights", cell: cell, picture: .inside(1))
    let stages = subject.trace.stages(of: context.spot.node)
    let numbers = [2, cell, 2, cell].enumerated().map {
      Number.text(Double(stages[$0].values[$1]))
    }
    let lines = Support.lines(context, 100, 20)
    #expect(lines[0] == "stage 2/4  exponentials: e[i] = e^(x[i] − m)")
    #expect(
      lines[1]
        == "maximum \(numbers[0]) → [exponentials \(numbers[1])] → sum \(numbers[2]) → "
        + "quotient \(numbers[3])")
  }

  @Test func `a small picture keeps the largest magnitude of each block, and what is all hidden`() {
    let numbers: [[Float]] = [
      [1, -3, 0, -.infinity], [2, 0, 0.5, -.infinity], [0, 0, -.infinity, 9],
    ]
    let small = Thumbnail(
      rows: 3, columns: 4, limit: Size(width: 2, height: 2)
    ) { numbers[$0][$1] }
    #expect(small.rows == 2)
    #expect(small.columns == 2)
    #expect(small.values == [-3, 0.5, 0, 9])
    let whole = Thumbnail(rows: 3, columns: 4, limit: Size(width: 9, height: 9)) {
      numbers[$0][$1]
    }
    #expect(whole.values == numbers.flatMap { $0 })
  }

  @Test func `every stage of the shipped operations has a Chinese name`() throws {
    var names: Set<String> = []
    for subject in try Self.subjects() {
      for step in subject.steps.steps {
        names.formUnion(subject.trace.stages(of: step.node).map(\.name))
      }
    }
    #expect(names.count > 10)
    for name in names { #expect(InsideText(name: name) != nil, "\(name)") }
  }
}
