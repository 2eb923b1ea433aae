import Lessons
import Screen
import Tensors

/// Makes what is drawn of a lesson's texts.
struct LessonWords {
  private let medium: Medium
  private let isWaiting: Bool
  private let key: (String) -> String?

  /// Prepares texts for a medium.
  ///
  /// - Parameters:
  ///   - medium: What it can show.
  ///   - isWaiting: Whether what cannot be computed may be soon.
  ///   - key: The key of an action by its name.
  init(_ medium: Medium, isWaiting: Bool, key: @escaping (String) -> String?) {
    self.medium = medium
    self.isWaiting = isWaiting
    self.key = key
  }

  /// A text with its numbers: `…` where they cannot be computed yet, `?` where they cannot at all.
  func spans(_ text: LessonText, in world: LessonWorld?) -> [TextSpan] {
    guard let template = try? LessonTemplate(parsing: text.source) else {
      return [TextSpan(medium.drawable(text.source))]
    }
    var spans: [TextSpan] = []
    for piece in template.pieces {
      let span = span(piece, in: world)
      guard let last = spans.indices.last, spans[last].role == span.role else {
        spans.append(span)
        continue
      }
      spans[last].text += span.text
    }
    return spans
  }

  private func span(_ piece: LessonTemplate.Piece, in world: LessonWorld?) -> TextSpan {
    let failure = TextSpan(world == nil || isWaiting ? "…" : "?", .faint)
    switch piece {
    case .text(let text, let style): return TextSpan(medium.drawable(text), Theme.Role(style))
    case .key(let name, _): return key(name).map { TextSpan($0, .key) } ?? failure
    case .value(let expression, let format, let style, _):
      guard let world else { return failure }
      if expression.kind == .text {
        guard let text = try? expression.text(in: world) else { return failure }
        return TextSpan(medium.drawable(VisibleText.defused(text)), Theme.Role(style))
      }
      guard let number = try? expression.number(in: world) else { return failure }
      return TextSpan(medium.drawable(format.text(number)), .number)
    }
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
