import ModelFiles
import Training

/// What a run prints for other programs: one JSON object a line, each with its `kind`.
struct TrainingJSON {
  /// What is known before the first step.
  static func start(_ run: TrainingRun, folder: String?, threads: Int) -> JSONValue {
    .object([
      JSONMember("kind", .string("start")), JSONMember("recipe", .string(run.recipe.name)),
      JSONMember("parameters", .integer(run.parameterCount)),
      JSONMember("step", .integer(run.step)), JSONMember("steps", .integer(run.recipe.steps)),
      JSONMember("threads", .integer(threads)), JSONMember("out", text(folder)),
    ])
  }

  /// A step: what it learned from, and how it moved the parameters.
  static func step(_ report: StepReport, seconds: Double) -> JSONValue {
    var members = [
      JSONMember("kind", .string("step")), JSONMember("step", .integer(report.step)),
      JSONMember("loss", .number(report.loss)),
    ]
    if report.losses.count > 1 {
      members.append(JSONMember("losses", .array(report.losses.map { .number($0) })))
    }
    members += [
      JSONMember("rate", .number(report.rate)), JSONMember("tokens", .integer(report.tokens)),
      JSONMember("gradient_norm", .number(report.gradientNorm)),
    ]
    if !report.groups.isEmpty {
      members.append(JSONMember("groups", .array(report.groups.map(group))))
    }
    if !report.similarities.isEmpty {
      members.append(JSONMember("similarities", .array(report.similarities.map(similarity))))
    }
    return .object(members + [time(seconds)])
  }

  /// The mean loss over the validation examples.
  static func validation(_ loss: Double, step: Int, seconds: Double) -> JSONValue {
    .object([
      JSONMember("kind", .string("validation")), JSONMember("step", .integer(step)),
      JSONMember("loss", .number(loss)), time(seconds),
    ])
  }

  /// A checkpoint that was saved on the way.
  static func checkpoint(in folder: String, step: Int, seconds: Double) -> JSONValue {
    .object([
      JSONMember("kind", .string("checkpoint")), JSONMember("step", .integer(step)),
      JSONMember("out", .string(folder)), time(seconds),
    ])
  }

  /// The end, and where everything is.
  static func end(
    step: Int, reason: String, folder: String?, hasModel: Bool, seconds: Double
  ) -> JSONValue {
    .object([
      JSONMember("kind", .string("end")), JSONMember("step", .integer(step)),
      JSONMember("reason", .string(reason)), JSONMember("out", text(folder)),
      JSONMember("model", text(hasModel ? folder : nil)), time(seconds),
    ])
  }

  private static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

  /// Seconds since the program began to train, to the millisecond.
  private static func time(_ seconds: Double) -> JSONMember {
    JSONMember("seconds", .number((seconds * 1000).rounded() / 1000))
  }

  private static func group(_ group: StepReport.Group) -> JSONValue {
    .object([
      JSONMember("name", .string(group.name)),
      JSONMember("gradient_norm", .number(group.gradientNorm)),
      JSONMember("update_ratio", .number(group.updateRatio)),
    ])
  }

  private static func similarity(_ similarity: Similarity) -> JSONValue {
    .object([
      JSONMember("tower", .string(similarity.tower)),
      JSONMember("neighbours", .array(similarity.neighbours.map { .number($0) })),
      JSONMember("tokens", .array(similarity.tokens.map { $0.map { .number($0) } ?? .null })),
    ])
  }
}
