import Tracing
package struct LessonSpan: Equatable, Sendable {
  package enum Style: Equatable, Sendable { case plain, emphasis, strong, code, number }
  package var text: String
  package var style: Style
  package init(_ text: String, _ style: Style = .plain) { self.text = text; self.style = style }
}
package struct LessonExpressionError: Error { }
package struct LessonTemplate {
  let text: String
  package init(parsing: String) throws(LessonExpressionError) { text = parsing }
  package func spans(in world: LessonWorld, key: (String) -> String?) throws(LessonExpressionError) -> [LessonSpan] { [LessonSpan(text)] }
}
package enum LessonJudge {
  package static func verdict(on: LessonAnswer, to: LessonQuestion, in world: LessonWorld) throws(LessonExpressionError) -> LessonVerdict {
    .right }
  package static func number(typed: String) -> Double? { Double(typed) }
}
package struct LessonExpression {
  package init(parsing: String) throws(LessonExpressionError) {}
  package func number(in: LessonWorld) throws(LessonExpressionError) -> Double { 0 }
}
