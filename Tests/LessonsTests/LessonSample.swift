import Lessons
import Tracing
import Transformers

/// A small pair of towers in which some numbers are put by hand, so that what is said of them can be worked out
/// on paper.
struct LessonSample {
  static let scores: Address = "encoder/1/self-attention/scores"
  static let weights: Address = "encoder/1/self-attention/weights"

  let world: LessonWorld

  init() throws {
    var configuration = Configuration(
      tower: .encoderDecoder, vocabularySize: 11, dModel: 8, headCount: 2, dFF: 12, layerCount: 2,
      wiring: .post, positions: Configuration.Positions.none)
    configuration.tokens.padding = 1
    let model = try Model(configuration, Parameters.initial([configuration], seed: 3)[0])
    let input = ModelInput(ids: [[2, 3, 4, 5]], targetIDs: [[6, 7, 8]])
    let before = try model.trace(input)
    before.trace.labels = TokenLabels(
      source: [["I", "like", "apples", "."]], target: [["<s>", "我", "喜欢"]])
    let now = try before.replay([
      Intervention(
        at: Self.scores, region: [.head: 0..<1, .query: 0..<2],
        becomes: .values([1, 2, 3, 6, 2, -1, 0, 5])),
      Intervention(
        at: Self.weights, region: [.head: 0..<1, .query: 1..<2],
        becomes: .values([0.5, 0.25, 0.125, 0.125])),
      Intervention(
        at: Self.weights, region: [.head: 1..<2, .query: 1..<2], becomes: .values([0, 0, 1, 0])),
    ])
    let reader = LessonReader(
      address: Self.weights, indices: [.head: 1, .query: 2, .key: 3], shown: ["heads"],
      text: "unhappy")
    world = LessonWorld(
      traces: [.now: now, .before: before, .compared(0): before, .compared(1): now],
      reader: reader, facts: ["year": 2017], written: "我喜欢",
      pieces: { scheme, text in
        switch scheme {
        case "bpe": text == "unhappy" ? ["un", "happy"] : [text]
        case "tiny\u{1B}": []
        default: nil
        }
      }, token: { id in id == 7 ? "我" : nil })
  }

  func number(_ text: String) throws -> Double {
    try LessonExpression(parsing: text).number(in: world)
  }

  func holds(_ text: String) throws -> Bool {
    try LessonExpression(parsing: text).holds(in: world)
  }

  func text(_ text: String) throws -> String {
    try LessonExpression(parsing: text).text(in: world)
  }

  /// What is said of an expression that cannot be read or has no value.
  func error(_ text: String) -> String {
    do throws(LessonExpressionError) {
      let expression = try LessonExpression(parsing: text)
      return switch expression.kind {
      case .number: "\(try expression.number(in: world))"
      case .predicate: "\(try expression.holds(in: world))"
      case .text: try expression.text(in: world)
      }
    } catch {
      return "\(error)"
    }
  }

  func spans(_ text: String) throws(LessonExpressionError) -> [LessonSpan] {
    try LessonTemplate(parsing: text).spans(in: world) { $0 == "nextHead" ? "n" : nil }
  }
}
