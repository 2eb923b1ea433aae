import ModelFiles
import Tensors
import Transformers

/// What a race prints for other programs: one JSON object a line, each with its `kind`.
package enum RaceJSON {
  /// What is known before the first step.
  package static func start(_ report: RaceReport) -> JSONValue {
    .object([
      JSONMember("kind", .string("start")),
      JSONMember("task", .string(report.setup.shared.task.rawValue)),
      JSONMember("seed", seed(report.setup.shared.seed)),
      JSONMember("steps", .integer(report.setup.shared.steps)),
      JSONMember("batch", .integer(report.setup.shared.batch)),
      JSONMember("differences", .array(report.setup.differences.map { .string($0.rawValue) })),
      JSONMember(
        "runs",
        .array(
          report.setup.lanes.indices.map { index in
            .object(
              [JSONMember("run", .integer(index + 1))]
                + RaceSetup.Key.allCases.map {
                  JSONMember($0.rawValue, .string(report.setup.lanes[index].value(of: $0)))
                }
                + [
                  JSONMember("parameters", .integer(report.lanes[index].parameterCount)),
                  JSONMember("layers", .array(report.lanes[index].layers.map { .string($0) })),
                ])
          })),
      JSONMember("probe", probe(report.probe)),
    ])
  }

  /// Where a lane stands.
  package static func lane(_ report: RaceReport, _ index: Int) -> JSONValue {
    let lane = report.lanes[index]
    var members = [
      JSONMember("kind", .string("run")), JSONMember("run", .integer(index + 1)),
      JSONMember("step", .integer(lane.step)), JSONMember("loss", number(lane.loss.last)),
      JSONMember("gradient_norm", number(lane.gradient.last)),
      JSONMember("rate", .number(lane.rate)),
      JSONMember("gradient_norms", numbers(lane.gradients)),
      JSONMember("status", .string(status(lane.status))),
    ]
    if let last = lane.validation.last {
      members.append(
        JSONMember(
          "validation",
          .object([
            JSONMember("step", .integer(last.step)), JSONMember("loss", number(last.loss)),
          ])))
    }
    if let moment = lane.latest { members.append(JSONMember("moment", self.moment(moment))) }
    return .object(members)
  }

  /// What was measured at a step; without attentions.
  package static func moment(_ moment: RaceMoment) -> JSONValue {
    .object([
      JSONMember("step", .integer(moment.step)),
      JSONMember("gradient_norms", numbers(moment.gradients)),
      JSONMember("towers", .array(moment.profiles.map(profile))),
      JSONMember("outputs", .array(moment.outputs.map(output))),
    ])
  }

  /// How a lane stands, in words.
  package static func status(_ status: RaceReport.Status) -> String {
    switch status {
    case .running: "running"
    case .finished: "finished"
    case .diverged(let step, let what, let value):
      "diverged at step \(step): \(what == .loss ? "loss" : "gradient norm") is \(value)"
    }
  }

  // MARK: Parts

  static func seed(_ seed: UInt64) -> JSONValue {
    Int(exactly: seed).map { .integer($0) } ?? .string("\(seed)")
  }

  static func probe(_ probe: RaceProbe.Labels) -> JSONValue {
    .object([
      JSONMember("source", .array(probe.source.map { .string($0) })),
      JSONMember("target", .array(probe.target.map { .string($0) })),
    ])
  }

  static func number(_ number: Double?) -> JSONValue { number.map { .number($0) } ?? .null }

  static func numbers(_ numbers: [Double]) -> JSONValue { .array(numbers.map { .number($0) }) }

  static func output(_ output: RaceMoment.Output) -> JSONValue {
    .object([
      JSONMember("input", .string(output.input)), JSONMember("wanted", .string(output.wanted)),
      JSONMember("found", .string(output.found)),
    ])
  }

  static func profile(_ profile: TowerProfile) -> JSONValue {
    .object([
      JSONMember("tower", .string(profile.tower)), JSONMember("norms", numbers(profile.norms)),
      JSONMember("neighbours", numbers(profile.similarity.neighbours)),
      JSONMember("tokens", .array(profile.similarity.tokens.map(number))),
      JSONMember(
        "sublayers",
        .array(
          profile.sublayers.map { sublayer in
            .object([
              JSONMember("address", .string(sublayer.address.path)),
              JSONMember("mean", .number(sublayer.mean)),
              JSONMember("deviation", .number(sublayer.deviation)),
              JSONMember("addition", .number(sublayer.addition)),
              JSONMember("sum", .number(sublayer.sum)),
              JSONMember("entropies", numbers(sublayer.entropies)),
            ])
          })),
    ])
  }
}
