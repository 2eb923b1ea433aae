import Screen
import Tensors
import Testing
import Tracing

@testable import Explorer

/// The pictures of attention, as they are drawn.
struct AttentionStageTests {
  private typealias Support = AttentionSupport

  @Test func `queries say which head a channel belongs to, and where x comes from`() throws {
    let subject = try Support.subject("storyteller", "tom has a ball")
    let context = Support.context(subject, "decoder/1/self-attention/queries", cell: 20)
    let lines = Support.lines(context, 100, 30)
    #expect(lines[0] == "queries = x·W + b: one row for each token: what it looks for")
    #expect(lines[1] == "channel 21: head 2, its channel 5")
    #expect(
      lines[2] == "x: the residual stream, normalized: decoder/1/self-attention/norm")
    #expect(lines.contains { $0.contains("━ head 2 ━") })
  }

  @Test func `keys that heads share are named by all of them`() throws {
    let context = Support.context(
      try Support.grouped(), "decoder/1/self-attention/keys", cell: 5)
    let lines = Support.lines(context, 100, 30)
    #expect(lines[0] == "keys = x·W: one row for each token: what it can be found by")
    #expect(lines[1] == "channel 6: key/value head 2, its channel 2; heads 3–4 share it")
    #expect(lines[4].contains("heads 1–2") && lines[4].contains("━ heads 3–4 ━"))
  }

  @Test func `keys of a cross-attention come from the encoder`() throws {
    let subject = try Support.subject("translator", "the cat sleeps")
    let context = Support.context(
      subject, "decoder/1/cross-attention/keys", language: .chinese)
    let lines = Support.lines(context, 100, 30)
    #expect(lines[0] == "键 = x·W + b：每个词元一行，即它凭什么被找到")
    #expect(lines[2] == "x：编码器的输出，encoder/output")
  }

  @Test func `a score is worked out channel by channel, from turned queries where there are any`()
    throws
  {
    let subject = try Support.grouped()
    let context = Support.context(subject, "decoder/2/self-attention/scores", cell: 36 * 2 + 8)
    let lines = Support.lines(context, 100, 30)
    #expect(lines[1] == "queries and keys were turned by their positions first (RoPE)")
    let block = try #require(AttentionBlock("decoder/2/self-attention", in: subject.trace))
    let product = zip(block.query(1, head: 2), block.key(2, head: 2)).reduce(0) {
      $0 + Double($1.0) * Double($1.1)
    }
    let score = Double(context.values[context.spot.cell])
    #expect(abs(product - score) < 1e-6)
    let heading =
      "q[17] · k[4] = \(Number.text(score)): head 3, 4 channels, multiplied and added up"
    #expect(lines.contains(heading))
    #expect(lines.contains { $0.hasPrefix("Σ ") && $0.hasSuffix("= \(Number.text(score))") })
  }

  @Test func `scaling says the root with its number`() throws {
    let subject = try Support.subject("storyteller", "tom has a ball")
    let context = Support.context(subject, "decoder/1/self-attention/scaled")
    #expect(
      Support.lines(context, 100, 30)[0]
        == "scaled = scores ÷ √dₖ = scores ÷ √16 = scores ÷ 4: more channels, no larger scores")
  }

  @Test func `a mask says what it hides, how much of how much, and what becomes of the cell`()
    throws
  {
    let subject = try Support.subject("storyteller", "tom has a ball")
    let count = subject.trace.labels.target[0].count
    let context = Support.context(subject, "decoder/1/self-attention/masked", cell: 1)
    let hidden = count * (count - 1) / 2
    let before = context.trace.values(of: context.node.inputs[0])[1]
    let words = subject.trace.labels.target[0]
    let lines = Support.lines(context, 100, 30)
    #expect(lines[0] == "\(hidden) of \(count * count) cells are hidden (·): −∞, weight 0")
    #expect(
      lines[1]
        == "\(words[0]) must not look at \(words[1]): \(Number.text(Double(before))) becomes −∞")
    #expect(
      lines[2] == "\(hidden) are later positions: a token must not see what comes after it")
    let open = Support.context(
      try Support.subject("reader", "good food"), "encoder/1/self-attention/masked")
    #expect(
      Support.lines(open, 100, 30)[0] == "nothing is hidden: every query may look at every key")
  }

  @Test func `the largest weight of each row is marked, and hidden cells stay hidden`() throws {
    let subject = try Support.subject("storyteller", "tom has a ball")
    let count = subject.trace.labels.target[0].count
    let context = Support.context(subject, "decoder/2/self-attention/weights")
    let lines = Support.lines(context, 100, 3 + count + 3)
    let matrix = lines.dropFirst(1).joined(separator: "\n")
    #expect(matrix.filter { $0 == "▸" }.count == count)
    #expect(matrix.filter { $0 == "·" }.count == count * (count - 1) / 2)
  }

  @Test func `all heads are titled with their number at the cursor`() throws {
    let subject = try Support.subject("storyteller", "tom has a ball")
    let context = Support.context(
      subject, "decoder/1/self-attention/weights", picture: .heads)
    let titles = Support.lines(context, 100, 24)[3]
    // Only the first query's first key is open to it: every head gives it all.
    #expect(
      titles.split(separator: " ") == "head 1 1 head 2 1 head 3 1 head 4 1".split(separator: " "))
    let keys = Support.context(subject, "decoder/1/self-attention/keys", picture: .heads)
    #expect(
      Support.lines(keys, 100, 24)[0] == "weights of all heads, decoder/1/self-attention")
  }

  @Test func `layers that do not fit are counted at the edge`() throws {
    let subject = try Support.subject("storyteller", "tom has a ball")
    let context = Support.context(
      subject, "decoder/1/self-attention/weights", picture: .layers)
    let lines = Support.lines(context, 60, 8)
    #expect(lines[1].contains("head 1"))
    #expect(lines[2].hasPrefix("layer 1"))
    #expect(lines[7].hasSuffix("▼2"))
  }

  @Test func `the bars of a vocabulary are the largest, and the cursor's below a line`() throws {
    let subject = try Support.subject("storyteller", "tom has a ball")
    let node = try #require(subject.trace.node(at: "probabilities"))
    let values = subject.trace.values(of: node)
    let order = (0..<values.shape.columns).sorted { values[$0] > values[$1] }
    let last = try #require(order.last)
    let context = Support.context(subject, "probabilities", cell: last, picture: .bars)
    let lines = Support.lines(context, 60, 12)
    #expect(lines[0].hasSuffix("the largest 10 of 312"))
    #expect(lines[2].hasPrefix(context.labels.column(order[0])))
    #expect(lines[10].contains("…"))
    #expect(lines[11].hasPrefix(context.labels.column(last)))
  }

  @Test func `the largest of a row are those of a sort`() {
    let numbers = (0..<200).map { Double(($0 * 37) % 101) }
    let sorted = numbers.indices.sorted { (numbers[$0], $1) > (numbers[$1], $0) }
    #expect(
      BarsStage.largest(12, of: numbers.count) { numbers[$0] } == Array(sorted.prefix(12)))
  }

  private static let sizes: [(Int, Int)] = [
    (0, 0), (1, 1), (18, 2), (20, 6), (29, 9), (38, 7), (46, 9), (78, 13), (91, 26), (171, 44),
  ]

  @Test(arguments: ["translator", "llama"])
  func `every picture of every step of a layer fits in every size`(model: String) throws {
    let subject =
      try model == "llama" ? Support.grouped() : Support.subject("translator", "the cat sleeps")
    let pictures: [Spot.Picture] = [.stage, .bars, .heads, .layers, .inside(0), .inside(2)]
    for step in subject.steps.steps where step.address.path.hasPrefix("decoder/2") {
      let last = subject.trace[step.node].shape.count - 1
      for picture in pictures {
        for (width, height) in Self.sizes {
          let medium = width % 2 == 0 ? Medium() : Medium(colors: .none, glyphs: .ascii)
          let context = Support.context(
            subject, step.address, cell: last, picture: picture,
            language: width % 3 == 0 ? .chinese : .english, medium: medium)
          // A canvas that is wider: what is drawn beside the area would be seen.
          var canvas = Canvas(size: Size(width: width + 3, height: height + 2), medium: medium)
          let area = Rect(x: 1, y: 1, width: width, height: height)
          StageView(context).draw(into: &canvas, in: area)
          let around = (0..<height + 2).contains { y in
            canvas.row(y).enumerated().contains { x, cell in
              !area.contains(Point(x: x, y: y)) && cell != Screen.Cell()
            }
          }
          #expect(!around, "\(step.address) \(picture) at \(width)×\(height)")
        }
      }
    }
  }
}
