import Tensors

/// A text of a lesson: words in styles, and placeholders that the running model fills.
///
///     The weight is {encoder/1/self-attention/weights[head 1, query 2, key 3]:.2f}; press {key nextHead}.
///
/// `*emphasis*`, `**strong**` and `` `code` `` may touch what stands beside them, as in Chinese. A backslash
/// takes the meaning from `* { } \` and from a backtick.
package struct LessonTemplate: Equatable, Sendable {
  /// The most bytes of a text.
  package static let mostBytes = 10_000

  /// A part of a text.
  package enum Piece: Equatable, Sendable {
    /// Words.
    case text(String, LessonSpan.Style)
    /// What is computed: a number in a format, or a text, which has the style of what stands around it.
    case value(LessonExpression, LessonNumberFormat, LessonSpan.Style, column: Int)
    /// The key of an action.
    case key(String, column: Int)
  }

  /// The parts, in order.
  package let pieces: [Piece]
  /// Where digits are typed, in characters, from 1: outside placeholders and names, each run once.
  package let typedDigits: [Int]

  /// Reads a text.
  ///
  /// - Throws: ``LessonExpressionError`` with the column in the text.
  package init(parsing text: String) throws(LessonExpressionError) {
    let bytes = text.utf8.count
    guard bytes <= Self.mostBytes else {
      throw LessonExpressionError(
        .tooLong(what: "a text", bytes: bytes, limit: Self.mostBytes), at: 1)
    }
    var parser = LessonTemplateParser(text)
    try parser.parse()
    pieces = parser.pieces
    typedDigits = parser.typedDigits
  }

  /// The cells that its placeholders name, in the order written.
  package var expressions: [(expression: LessonExpression, column: Int)] {
    pieces.compactMap { piece in
      if case .value(let expression, _, _, let column) = piece { (expression, column) } else { nil }
    }
  }

  /// The text, filled from a world.
  ///
  /// - Parameters:
  ///   - world: What numbers and texts are read from.
  ///   - key: The key of an action by its name; nil where there is no such action.
  /// - Returns: The text in stretches of one style, none of them empty.
  /// - Throws: ``LessonExpressionError`` with the column in the text.
  package func spans(
    in world: LessonWorld, key: (String) -> String?
  ) throws(LessonExpressionError) -> [LessonSpan] {
    var spans: [LessonSpan] = []
    for piece in pieces {
      switch piece {
      case .text(let text, let style): Self.add(LessonSpan(text, style), to: &spans)
      case .key(let name, let column):
        guard let found = key(name) else {
          throw LessonExpressionError(.action(name), at: column)
        }
        Self.add(LessonSpan(VisibleText.defused(found), .code), to: &spans)
      case .value(let expression, let format, let style, let column):
        do throws(LessonExpressionError) {
          if expression.kind == .text {
            // What a model or a tokenizer says is from outside; labels were made visible before.
            let text = VisibleText.defused(try expression.text(in: world))
            Self.add(LessonSpan(text, style), to: &spans)
          } else {
            let text = format.text(try expression.number(in: world))
            Self.add(LessonSpan(text, .number), to: &spans)
          }
        } catch {
          throw error.shifted(by: column - 1)
        }
      }
    }
    return spans
  }

  private static func add(_ span: LessonSpan, to spans: inout [LessonSpan]) {
    guard !span.text.isEmpty else { return }
    if let last = spans.indices.last, spans[last].style == span.style {
      spans[last].text += span.text
    } else {
      spans.append(span)
    }
  }
}
