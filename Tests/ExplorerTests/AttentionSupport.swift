import Screen
import Tensors
import TestSupport
import Tracing

@testable import Explorer

/// Subjects and drawings for the tests of attention's pictures.
enum AttentionSupport {
  /// A shipped model on a short text.
  static func subject(_ model: String, _ text: String) throws -> Subject {
    try SubjectOpener.open(OpenRequest(model: model, text: text))
  }

  /// A decoder with rotary positions whose four heads share two of keys and values.
  static func grouped() throws -> Subject {
    try subject(Repository.path("Tests/Fixtures/goldens/llama-gqa"), "1 17 4 9 23 8")
  }

  /// A step of a subject, the cursor on a cell.
  static func context(
    _ subject: Subject, _ address: Address, cell: Int = 0, picture: Spot.Picture = .stage,
    language: DisplayLanguage = .english, medium: Medium = Medium()
  ) -> StageContext {
    var spot = Spot(subject.trace.node(at: address) ?? NodeID(0), cell: cell)
    spot.picture = picture
    return StageContext(subject: subject, spot: spot, language: language, medium: medium)
  }

  /// What a step looks like, row by row.
  static func lines(_ context: StageContext, _ width: Int, _ height: Int) -> [String] {
    var canvas = Canvas(size: Size(width: width, height: height), medium: context.medium)
    StageView(context).draw(into: &canvas, in: canvas.bounds)
    return canvas.lines
  }
}
