import Screen
import Tensors
import Testing
import Tracing

@testable import Explorer

/// What the pictures of states say of a step.
@Suite struct StatePictureTests {
  @Test func `tokens are listed with id, spelling and bytes`() throws {
    let subject = try StateSupport.subject("translator", "I like apples.")
    let lines = StateSupport.lines(try StateSupport.context(subject, "encoder/ids"))
    #expect(lines[0] == "5 tokens; a model sees nothing but their ids.")
    #expect(lines[2] == "position  token    id  in the vocabulary  bytes  stands for")
    #expect(lines[3] == "       1  I       301  I                    0–1  “I”")
    #expect(lines[5] == "       3  apples  707  ▁apples             6–13  “ apples”")
    #expect(lines[7] == "       5  </s>      2  </s>                   –  ends the text")
  }

  @Test func `a lookup names the id and the row`() throws {
    let subject = try StateSupport.subject("translator", "I like apples.")
    let context = try StateSupport.context(subject, "encoder/token-embedding", cell: 64)
    let text = StateSupport.lines(context).joined(separator: "\n")
    #expect(
      text.contains(
        "“like” has id 349. An id is a row number and nothing else: this is row 349 of the"))
    #expect(text.contains("▸349 like"))
    let position = try StateSupport.context(subject, "encoder/position-embedding", cell: 64)
    #expect(
      StateSupport.lines(position).joined(separator: "\n").contains(
        "“like” stands at position 2: row 3 of the table's 50, whatever the token is. Rows are"))
  }

  @Test func `an addition says how much is added, and what the wiring makes of it`() throws {
    let subject = try StateSupport.subject("translator", "I like apples.")
    let address: Address = "encoder/1/self-attention/residual"
    let text = StateSupport.lines(try StateSupport.context(subject, address))
      .joined(separator: "\n")
    #expect(text.contains("+ self-attention"))
    #expect(
      text.contains("“I”: self-attention (norm 2.41) is added to residual stream (norm 10.5)"))
    #expect(text.contains("Pre-LN, x + f(norm x): the sum stays as it is"))
    let post = try StateSupport.subject("translator-post", "I like apples.")
    #expect(
      StateSupport.lines(try StateSupport.context(post, address)).joined(separator: "\n")
        .contains("Post-LN, norm(x + f(x)): a norm follows"))
  }

  @Test func `a norm shows mean and deviation before and after`() throws {
    let subject = try StateSupport.subject("translator", "I like apples.")
    let context = try StateSupport.context(subject, "encoder/1/self-attention/norm")
    let picture = try #require(NormPicture(context)?.picture)
    let table = try #require(
      picture.blocks.compactMap { block -> StripTable? in
        if case .strips(let table) = block.content { return table }
        return nil
      }.first)
    #expect(table.rows.map(\.label) == ["input", "− μ", "÷ σ", "· γ + β"])
    #expect(table.rows[1].notes[0] == "0")
    #expect(table.rows[2].notes.prefix(2) == ["0", "1.00"])
    // The last stage is what the model computed.
    let values = context.values
    for channel in table.rows[3].values.indices {
      #expect(table.rows[3].values[channel] == Double(values[channel]))
    }
  }

  @Test func `an activation counts what it stops`() throws {
    let subject = try StateSupport.golden("t5-relu", "5 6 7 8 9 3", target: "3 4 5")
    let context = try StateSupport.context(subject, "encoder/1/feed-forward/activation")
    let up = try #require(subject.trace.node(at: "encoder/1/feed-forward/up"))
    let stopped = context.numbers(of: up, row: 0).filter { $0 <= 0 }.count
    let text = StateSupport.lines(context).joined(separator: "\n")
    #expect(text.contains("“5”: \(stopped) of 32 features are 0 or less and are stopped"))
  }

  @Test func `a rotated pair keeps its length and says its angle`() throws {
    let subject = try StateSupport.golden("llama-gqa", "1 17 4 9 23 8")
    let context = try StateSupport.context(
      subject, "decoder/1/self-attention/rotated-queries", cell: 2 * 16 + 1)
    let text = StateSupport.lines(context, 91, 30).joined(separator: "\n")
    #expect(text.contains("channels 2 and 4: pair 2 of 2"))
    #expect(text.contains("θ = 2 × 0.01 = 0.02 = 1.146°"))
    #expect(text.contains("This pair makes one turn every 628 positions."))
  }

  @Test func `a relative bias names the bucket of the distance`() throws {
    let subject = try StateSupport.golden("t5-relu", "5 6 7 8 9 3", target: "3 4 5")
    let context = try StateSupport.context(subject, "encoder/relative-bias", cell: 8)
    let value = Number.text(Double(context.values[8]))
    #expect(
      StateSupport.lines(context).contains(
        "Distance 1: bucket 5 of 8 (from 0). Head 1 learned \(value) for it; all layers share it."))
  }

  @Test func `sinusoids say how long a turn is`() throws {
    let subject = try StateSupport.golden("marian", "5 6 7 8 9 3", target: "3 4 5")
    let context = try StateSupport.context(subject, "encoder/position-embedding", cell: 33)
    #expect(
      StateSupport.lines(context).joined(separator: " ").contains(
        "channel 2 sin: one turn every 19.9 positions; at position 2 it is 0.5911."))
  }

  @Test func `probabilities are sorted and the next token of the text is pointed out`() throws {
    let subject = try StateSupport.subject("storyteller", "Mia has a red cup.")
    let context = try StateSupport.context(subject, "probabilities", cell: 2 * 312)
    let lines = StateSupport.lines(context)
    #expect(lines[1] == "What comes after “has”: one number for every token of the vocabulary.")
    #expect(lines[2].hasPrefix("▸ next in the text: “a”: place 1, 0."))
    #expect(lines.contains { $0.hasPrefix(" 1 ▸ a") || $0.hasPrefix("1 ▸ a") })
  }

  @Test func `every picture is whole in every size, language and medium`() throws {
    let subjects = [
      try StateSupport.subject("translator", "I like apples."),
      try StateSupport.subject("reader-post", "这本书[MASK]错。"),
      try StateSupport.golden("t5-gated-gelu", "5 6 7 8 9 3", target: "3 4 5"),
      try StateSupport.golden("qwen2", "1 17 4 9 23 8"),
    ]
    let sizes = [(91, 26), (78, 13), (38, 7), (18, 2), (170, 50), (5, 3)]
    let media = [Medium(), Medium(colors: .none), Medium(colors: .eight, glyphs: .ascii)]
    for subject in subjects {
      for step in subject.steps.steps {
        let pictures: [Spot.Picture] =
          step.kind == .addition ? [.stage, .stream, .identity, .lens] : [.stage]
        for picture in pictures {
          for (width, height) in sizes {
            let number = (width + height + step.node.index) % 3
            let context = try StateSupport.context(
              subject, step.address, cell: subject.trace[step.node].shape.count / 2,
              picture: picture, language: number == 0 ? .chinese : .english, medium: media[number])
            var canvas = Canvas(
              size: Size(width: width + 2, height: height + 2), medium: media[number])
            let area = canvas.bounds.inset()
            StageView(context).draw(into: &canvas, in: area)
            expectWellFormed(canvas, "\(step.address) \(picture) \(width)×\(height)")
            // Nothing is drawn outside of the place given.
            #expect(!canvas.row(0).contains { $0 != Screen.Cell() })
            #expect(!canvas.row(height + 1).contains { $0 != Screen.Cell() })
          }
        }
      }
    }
  }

  @Test func `a narrow place keeps the result and the number under the cursor`() throws {
    let subject = try StateSupport.subject("translator", "I like apples.")
    let context = try StateSupport.context(subject, "encoder/1/self-attention/residual")
    let lines = StateSupport.lines(context, 18, 1)
    #expect(lines[0].hasPrefix("= resi"))
    #expect(lines[0].hasSuffix("-0.6172") || lines[0].hasSuffix("−0.6172"))
  }
}
