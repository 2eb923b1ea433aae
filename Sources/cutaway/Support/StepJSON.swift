import ModelFiles
import Tokenizers

/// Steps of a tokenizer as JSON.
enum StepJSON {
  static func value(of step: Step) -> JSONValue {
    var members = [
      JSONMember("stage", .string(step.stage.rawValue)),
      JSONMember("component", .string(step.component)),
    ]
    if let piece = step.piece { members.append(JSONMember("piece", .integer(piece))) }
    members += [
      JSONMember("input", list(step.input)), JSONMember("output", list(step.output)),
      JSONMember("reason", .object(reason(step.reason))),
    ]
    return .object(members)
  }

  /// Text as JSON has it: what is not UTF-8 is U+FFFD there.
  static func text(_ bytes: [UInt8]) -> JSONValue {
    .string(String(decoding: bytes, as: UTF8.self))
  }

  static func range(_ range: Range<Int>) -> JSONValue {
    .array([.integer(range.lowerBound), .integer(range.upperBound)])
  }

  private static func list(_ segments: [Segment]) -> JSONValue {
    .array(segments.map { .object(members(of: $0)) })
  }

  private static func members(of segment: Segment) -> [JSONMember] {
    var members = [
      JSONMember("text", text(segment.bytes)), JSONMember("source", range(segment.source)),
    ]
    if let id = segment.id { members.append(JSONMember("id", .integer(id))) }
    // Part of a character, say: the text alone would not tell which bytes.
    if String(validating: segment.bytes, as: UTF8.self) == nil {
      members.append(JSONMember("bytes", .array(segment.bytes.map { .integer(Int($0)) })))
    }
    return members
  }

  private static func reason(_ reason: Reason) -> [JSONMember] {
    func kind(_ name: String) -> JSONMember { JSONMember("kind", .string(name)) }
    switch reason {
    case .addedToken: return [kind("added token")]
    case .rewritten: return [kind("rewritten")]
    case .cut: return [kind("cut")]
    case .inVocabulary: return [kind("in vocabulary")]
    case .symbols: return [kind("symbols")]
    case .bytes: return [kind("bytes")]
    case .unknown: return [kind("unknown")]
    case .dropped: return [kind("dropped")]
    case .condensed: return [kind("condensed")]
    case .template: return [kind("template")]
    case .gathered: return [kind("gathered")]
    case .merge(let candidates, let chosen):
      let pairs = candidates.map { candidate in
        JSONValue.object([
          JSONMember("position", .integer(candidate.position)),
          JSONMember("rank", .integer(candidate.rank)),
        ])
      }
      return [
        kind("merge"), JSONMember("candidates", .array(pairs)),
        JSONMember("chosen", .integer(chosen)),
      ]
    case .longestMatch(let tried):
      return [kind("longest match"), JSONMember("tried", .array(tried.map(text)))]
    case .bestPath(let score, let rejected):
      let paths = rejected.map { path in
        JSONValue.object([
          JSONMember("score", .number(path.score)), JSONMember("tokens", list(path.tokens)),
        ])
      }
      return [
        kind("best path"), JSONMember("score", .number(score)),
        JSONMember("rejected", .array(paths)),
      ]
    }
  }
}
