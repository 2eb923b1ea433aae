import Kernels
import ModelFiles
import Tensors
import Tracing
import Transformers

/// A race as a file: what was asked for, what was changed, what was measured; without the parameters, which
/// follow from the rest.
package enum RaceFile {
  private static let format = "cutaway-race"
  private static let version = 1
  /// The most moments of a lane that a file keeps.
  private static let mostMoments = 16
  /// The most bytes of a file that is read.
  private static let mostBytes = 1 << 26

  // MARK: Writing

  /// The file of a race.
  package static func bytes(of report: RaceReport) -> [UInt8] {
    JSONWriter.bytes(
      of: .object([
        JSONMember("format", .string(format)), JSONMember("version", .integer(version)),
        JSONMember("measure", .integer(report.setup.measureEvery)),
        JSONMember("probe", RaceJSON.probe(report.probe)),
        JSONMember("changes", .array(report.changes.map(change))),
        JSONMember("runs", .array(report.lanes.indices.map { lane(report, $0) })),
      ]), notFinite: .string)
  }

  private static func lane(_ report: RaceReport, _ index: Int) -> JSONValue {
    let (setup, lane) = (report.setup.lanes[index], report.lanes[index])
    var recipe = setup.recipe
    recipe.wiring = .pre
    // The last counts too: what was kept is kept whole when it is written again.
    let last = lane.moments.count - 1
    let every = max(1, (max(0, last) + mostMoments - 2) / (mostMoments - 1))
    let kept = lane.moments.enumerated()
      .filter { $0.offset == last || ($0.offset % every == 0 && last - $0.offset >= every) }
      .map(\.element)
    return .object([
      JSONMember("recipe", .string(recipe.text)),
      JSONMember("wiring", .string(setup.recipe.wiring.rawValue)),
      JSONMember("norm", .string(setup.normalization.rawValue)),
      JSONMember("initialization", .string(setup.initialization.rawValue)),
      JSONMember("status", status(lane.status)), JSONMember("step", .integer(lane.step)),
      JSONMember("parameters", .integer(lane.parameterCount)),
      JSONMember("rate", .number(lane.rate)),
      JSONMember("layers", .array(lane.layers.map { .string($0) })),
      JSONMember("loss", curve(lane.loss)), JSONMember("gradient", curve(lane.gradient)),
      JSONMember(
        "validation",
        .array(lane.validation.map { .array([.integer($0.step), short($0.loss)]) })),
      JSONMember("first_gradients", shorts(lane.firstGradients)),
      JSONMember("gradients", shorts(lane.gradients)),
      JSONMember("moments", .array(kept.map(moment))),
    ])
  }

  private static func status(_ status: RaceReport.Status) -> JSONValue {
    switch status {
    case .running: .string("running")
    case .finished: .string("finished")
    case .diverged(let step, let what, let value):
      .array([.integer(step), .string(what.rawValue), .string(value)])
    }
  }

  private static func change(_ change: RaceChange) -> JSONValue {
    let (key, value): (String, JSONValue) =
      switch change.value {
      case .rate(let rate): ("rate", .number(rate))
      case .warmUp(let steps): ("warm-up", .integer(steps))
      }
    return .object([
      JSONMember("step", .integer(change.step)), JSONMember("run", .integer(change.lane)),
      JSONMember(key, value),
    ])
  }

  private static func curve(_ curve: RaceCurve) -> JSONValue {
    .object([
      JSONMember("stride", .integer(curve.stride)), JSONMember("count", .integer(curve.count)),
      JSONMember("last", RaceJSON.number(curve.last)),
      JSONMember("points", .array(curve.points.map { short(Double($0)) })),
    ])
  }

  private static func moment(_ moment: RaceMoment) -> JSONValue {
    // The last attention is the one that is shown first.
    let attention = moment.attentions.last
    return .object([
      JSONMember("step", .integer(moment.step)),
      JSONMember("gradients", shorts(moment.gradients)),
      JSONMember("towers", shortened(.array(moment.profiles.map(RaceJSON.profile)))),
      JSONMember("outputs", .array(moment.outputs.map(RaceJSON.output))),
      JSONMember(
        "attention",
        attention.map { attention in
          .object([
            JSONMember("address", .string(attention.address.path)),
            JSONMember("heads", .integer(attention.heads)),
            JSONMember("queries", .integer(attention.queries)),
            JSONMember("keys", .integer(attention.keys)),
            JSONMember("weights", .array(attention.weights.map { short(Double($0), digits: 3) })),
          ])
        } ?? .null),
    ])
  }

  /// A value whose numbers have few digits.
  private static func shortened(_ value: JSONValue) -> JSONValue {
    switch value {
    case .number(let number): short(number, digits: 5)
    case .array(let values): .array(values.map(shortened))
    case .object(let members):
      .object(members.map { JSONMember($0.key, shortened($0.value)) })
    case .null, .boolean, .integer, .string: value
    }
  }

  /// A number with few digits.
  private static func short(_ number: Double, digits: Int = 6) -> JSONValue {
    guard number.isFinite, number != 0 else { return .number(number) }
    let power = digits - 1 - Int(floor(log10(abs(number))))
    guard abs(power) < 22 else { return .number(number) }
    let unit = pow(10, Double(abs(power)))
    return .number(
      power >= 0 ? (number * unit).rounded() / unit : (number / unit).rounded() * unit)
  }

  private static func shorts(_ numbers: [Double]) -> JSONValue { .array(numbers.map { short($0) }) }

  // MARK: Reading

  /// Reads a race from the file at a path.
  ///
  /// - Throws: ``RaceFileError``, or ``ModelFileError`` where it cannot be read or is no JSON.
  package static func read(_ path: String) throws -> RaceReport {
    let value = try JSONValue(contentsOf: path, limit: mostBytes)
    let reader = RaceFileReader(path: path)
    guard (value["format"]?.stringValue ?? "").utf8.elementsEqual(format.utf8) else {
      throw RaceFileError.noRace(path: path)
    }
    guard let found = value["version"]?.integerValue, found == version else {
      throw RaceFileError.version(
        path: path, expected: version, found: value["version"]?.integerValue)
    }
    return try reader.report(value)
  }
}

/// Why a file is no race.
package enum RaceFileError: Error, Equatable, Sendable {
  /// It says not that it is one.
  case noRace(path: String)
  /// It is of another version.
  case version(path: String, expected: Int, found: Int?)
  /// Something in it is not what it should be.
  case value(path: String, key: String, expected: String)
}

extension RaceFileError: CustomStringConvertible {
  /// One line: the file, what was expected, what was found.
  package var description: String {
    switch self {
    case .noRace(let path):
      "\(VisibleText.escaped(path)): this is no race; cutaway race --save FILE writes one"
    case .version(let path, let expected, let found):
      "\(VisibleText.escaped(path)): version, expected \(expected), found "
        + (found.map(String.init) ?? "none")
    case .value(let path, let key, let expected):
      "\(VisibleText.escaped(path)): \(key), expected \(expected)"
    }
  }
}
