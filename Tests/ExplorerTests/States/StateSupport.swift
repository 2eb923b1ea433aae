import Screen
import Tensors
import TestSupport
import Testing
import Tracing

@testable import Explorer

/// Subjects and drawings for the tests of the pictures of states.
enum StateSupport {
  /// A shipped model on a short text.
  static func subject(_ model: String, _ text: String, target: String? = nil) throws -> Subject {
    try SubjectOpener.open(OpenRequest(model: model, text: text, target: target))
  }

  /// A model of random numbers from the reference files.
  static func golden(_ name: String, _ ids: String, target: String? = nil) throws -> Subject {
    try subject(Repository.path("Tests/Fixtures/goldens/\(name)"), ids, target: target)
  }

  /// A step of a subject, the cursor on a cell.
  static func context(
    _ subject: Subject, _ address: Address, cell: Int = 0, picture: Spot.Picture = .stage,
    language: DisplayLanguage = .english, medium: Medium = Medium()
  ) throws -> StageContext {
    var spot = Spot(try #require(subject.trace.node(at: address)), cell: cell)
    spot.picture = picture
    return StageContext(subject: subject, spot: spot, language: language, medium: medium)
  }

  /// What a step looks like, row by row.
  static func lines(_ context: StageContext, _ width: Int = 91, _ height: Int = 24) -> [String] {
    var canvas = Canvas(size: Size(width: width, height: height), medium: context.medium)
    StageView(context).draw(into: &canvas, in: canvas.bounds)
    return canvas.lines
  }
}
