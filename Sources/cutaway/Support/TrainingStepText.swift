import ModelFiles
import Tensors
import Tokenizers
import Tracing

/// Steps of a tokenizer's training as lines of text and as JSON.
enum TrainingStepText {
  static func lines(_ step: TrainingStep) -> [String] {
    func quoted(_ bytes: [UInt8]) -> String { VisibleText.quoted(bytes) }
    switch step.change {
    case .begin(let entries):
      let some = entries.prefix(8).map { quoted($0.bytes) }.joined(separator: " ")
      return ["\(step.number)  \(entries.count) entries to begin with: \(some)…"]
    case .merge(let candidates, let chosen, let entry, let changedWords):
      let pair = candidates[chosen]
      let others = candidates.enumerated().filter { $0.offset != chosen }.map {
        "\(quoted($0.element.left)) + \(quoted($0.element.right)) \(score($0.element))"
      }
      let next = others.isEmpty ? "" : "; next \(others.joined(separator: ", "))"
      return [
        "\(step.number)  \(quoted(pair.left)) + \(quoted(pair.right)) \(score(pair)) → "
          + "\(quoted(entry.bytes)) \(entry.id), in \(counted(changedWords, "word"))\(next)"
      ]
    case .estimate(let iteration, let logLikelihood, let before, let after):
      return [
        "\(step.number)  estimate \(iteration): log-likelihood \(Number.text(logLikelihood, digits: 7)), "
          + "\(before) → \(after) entries"
      ]
    case .prune(let examples, let before, let after):
      let some = examples.prefix(4)
        .map { "\(quoted($0.bytes)) costs \(Number.text($0.loss))" }.joined(separator: ", ")
      return ["\(step.number)  prune: \(before) → \(after) entries; \(some)"]
    }
  }

  /// A number of things: `1 word`, `2 words`.
  static func counted(_ count: Int, _ thing: String) -> String {
    "\(count) \(thing)\(count == 1 ? "" : "s")"
  }

  /// A count alone where it is what pairs are ordered by.
  private static func score(_ candidate: TrainingStep.Candidate) -> String {
    candidate.score == Double(candidate.count)
      ? "\(candidate.count)×" : "\(candidate.count)×, score \(Number.text(candidate.score))"
  }

  static func value(of step: TrainingStep) -> JSONValue {
    func entry(_ bytes: [UInt8], _ id: Int) -> JSONValue {
      .object([JSONMember("text", StepJSON.text(bytes)), JSONMember("id", .integer(id))])
    }
    var members = [JSONMember("number", .integer(step.number))]
    switch step.change {
    case .begin(let entries):
      members += [
        JSONMember("kind", .string("begin")),
        JSONMember("entries", .array(entries.map { entry($0.bytes, $0.id) })),
      ]
    case .merge(let candidates, let chosen, let new, let changedWords):
      let pairs = candidates.map { candidate in
        JSONValue.object([
          JSONMember("left", StepJSON.text(candidate.left)),
          JSONMember("right", StepJSON.text(candidate.right)),
          JSONMember("count", .integer(candidate.count)),
          JSONMember("score", .number(candidate.score)),
        ])
      }
      members += [
        JSONMember("kind", .string("merge")), JSONMember("candidates", .array(pairs)),
        JSONMember("chosen", .integer(chosen)), JSONMember("entry", entry(new.bytes, new.id)),
        JSONMember("changed_words", .integer(changedWords)),
      ]
    case .estimate(let iteration, let logLikelihood, let before, let after):
      members += [
        JSONMember("kind", .string("estimate")), JSONMember("iteration", .integer(iteration)),
        JSONMember("log_likelihood", .number(logLikelihood)),
        JSONMember("entries_before", .integer(before)),
        JSONMember("entries_after", .integer(after)),
      ]
    case .prune(let examples, let before, let after):
      let pruned = examples.map { example in
        JSONValue.object([
          JSONMember("text", StepJSON.text(example.bytes)),
          JSONMember("loss", .number(example.loss)),
        ])
      }
      members += [
        JSONMember("kind", .string("prune")), JSONMember("examples", .array(pruned)),
        JSONMember("entries_before", .integer(before)),
        JSONMember("entries_after", .integer(after)),
      ]
    }
    return .object(members)
  }
}
