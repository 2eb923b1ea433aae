import Tensors
import Tokenizers
import Tracing

/// Steps of a tokenizer as lines of text.
enum StepText {
  /// One step: a heading line where the part changes, then what happened.
  static func lines(_ step: Step, after previous: Step?) -> [String] {
    var lines: [String] = []
    let isSame =
      previous?.stage == step.stage && previous?.component == step.component
      && previous?.piece == step.piece
    if !isSame {
      let piece = step.piece.map { ", piece \($0 + 1)" } ?? ""
      let component = step.component == step.stage.rawValue ? "" : ", \(step.component)"
      lines.append("\(step.stage.rawValue)\(component)\(piece)")
    }
    lines += happened(step).map { "  \($0)" }
    return lines
  }

  private static func happened(_ step: Step) -> [String] {
    switch step.reason {
    case .merge(let candidates, let chosen):
      let candidate = candidates[chosen]
      let (left, right) = (step.input[candidate.position], step.input[candidate.position + 1])
      let others = candidates.enumerated().filter { $0.offset != chosen }
        .map { "\(pair(step, $0.element)) \($0.element.rank)" }
      let against = others.isEmpty ? "" : ", before \(few(others))"
      return [
        "merge \(text(left, step)) + \(text(right, step)), rank \(candidate.rank)\(against)",
        "  → \(row(step.output, step))",
      ]
    case .longestMatch(let tried):
      let before = tried.isEmpty ? "" : "; no entries: \(few(tried.map { VisibleText.quoted($0) }))"
      return ["longest entry: \(row(step.output, step))\(before)"]
    case .bestPath(let score, let rejected):
      return ["best split \(Number.text(score)): \(row(step.output, step))"]
        + rejected.map { "  rejected \(Number.text($0.score)): \(row($0.tokens, step))" }
    default:
      return ["\(row(step.input, step)) → \(row(step.output, step))\(note(step.reason))"]
    }
  }

  private static func note(_ reason: Reason) -> String {
    switch reason {
    case .inVocabulary: "  (an entry as it stands)"
    case .bytes: "  (no entry: its bytes)"
    case .unknown: "  (no entry: unknown)"
    case .dropped: "  (no entry: dropped)"
    case .condensed: "  (too long to show each step)"
    default: ""
    }
  }

  private static func pair(_ step: Step, _ candidate: Reason.Candidate) -> String {
    "\(text(step.input[candidate.position], step)) + "
      + text(step.input[candidate.position + 1], step)
  }

  /// The first of many.
  private static func few(
    _ items: [String], limit: Int = 6, separator: String = ", "
  ) -> String {
    let more = items.count > limit ? "\(separator)… \(items.count - limit) more" : ""
    return items.prefix(limit).joined(separator: separator) + more
  }

  private static func row(_ segments: [Segment], _ step: Step) -> String {
    segments.isEmpty
      ? "nothing" : few(segments.map { text($0, step) }, limit: 200, separator: " ")
  }

  /// A segment and its id.
  ///
  /// Bytes are shown as they are (`\xE4`), not as vocabularies of
  /// byte-level BPE write them (`ä`).
  private static func text(_ segment: Segment, _ step: Step) -> String {
    let isToken =
      segment.id != nil && step.stage == .model
      && step.component == BytePairEncoding.byteLevelName
    let shown = isToken ? ByteAlphabet.read(segment.bytes) ?? segment.bytes : segment.bytes
    return VisibleText.quoted(shown) + (segment.id.map { "=\($0)" } ?? "")
  }
}
