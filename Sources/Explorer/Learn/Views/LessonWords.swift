import Lessons
import Screen

/// Makes what is drawn of a lesson's texts.
struct LessonWords {
  private let medium: Medium
  private let key: (String) -> String?

  init(_ medium: Medium, key: @escaping (String) -> String?) {
    self.medium = medium
    self.key = key
  }

  /// A text with its numbers: `…` where they cannot be computed yet, `?` where they cannot at all.
  func spans(_ text: LessonText, in world: LessonWorld?) -> [TextSpan] {
    guard let template = try? LessonTemplate(parsing: text.source) else {
      return [TextSpan(medium.drawable(text.source))]
    }
    let spans = world.flatMap { try? template.spans(in: $0, key: key) } ?? []
    return spans.map { TextSpan(medium.drawable($0.text), Theme.Role($0.style)) }
  }
}

extension Theme.Role {
  /// How a style of a lesson's text is drawn.
  init(_ style: LessonSpan.Style) {
    switch style {
    case .plain: self = .text
    case .emphasis: self = .emphasis
    case .strong: self = .heading
    case .code: self = .code
    case .number: self = .number
    }
  }
}
