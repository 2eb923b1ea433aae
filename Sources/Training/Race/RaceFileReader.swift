import ModelFiles
import Tracing
import Transformers

/// Reads the parts of a race's file.
struct RaceFileReader {
  let path: String

  /// The most steps of a race.
  private static let mostSteps = 1 << 40
  /// The most numbers of an attention: nothing larger is watched.
  private static let mostWeights = 1 << 20

  func report(_ value: JSONValue) throws -> RaceReport {
    let lanes = try array(value["runs"], "runs")
    guard RaceSetup.laneCounts.contains(lanes.count) else {
      throw problem("runs", "2 to 4 of them, found \(lanes.count)")
    }
    let measure = try whole(value["measure"], "measure")
    guard measure <= Self.mostSteps else { throw problem("measure", "a number of steps") }
    var setups: [RaceSetup.Lane] = []
    var reports: [RaceReport.Lane] = []
    for (index, lane) in lanes.enumerated() {
      let name = "runs[\(index)]"
      setups.append(try setup(lane, name))
      reports.append(try self.lane(lane, name))
    }
    for (index, setup) in setups.enumerated() where !setup.sharesData(with: setups[0]) {
      throw problem(
        "runs[\(index)].recipe", "the task, texts, batches, steps and seed of the first run")
    }
    var report = RaceReport(
      setup: RaceSetup(lanes: setups, measureEvery: max(1, measure)), lanes: reports)
    report.probe = RaceProbe.Labels(
      source: try strings(value["probe"]?["source"], "probe.source"),
      target: try strings(value["probe"]?["target"], "probe.target"))
    report.changes = try array(value["changes"], "changes").enumerated().map {
      try change($1, "changes[\($0)]", lanes: lanes.count)
    }
    return report
  }

  private func setup(_ value: JSONValue, _ name: String) throws -> RaceSetup.Lane {
    let text = try string(value["recipe"], "\(name).recipe")
    var recipe = try Recipe(Array(text.utf8), path: path)
    recipe.wiring = try word(value["wiring"], "\(name).wiring", Configuration.Wiring.self)
    return RaceSetup.Lane(
      recipe,
      normalization: try word(value["norm"], "\(name).norm", Configuration.Normalization.self),
      initialization: try word(
        value["initialization"], "\(name).initialization", Parameters.Initialization.self))
  }

  private func lane(_ value: JSONValue, _ name: String) throws -> RaceReport.Lane {
    var lane = RaceReport.Lane()
    lane.status = try status(value["status"], "\(name).status")
    lane.step = try whole(value["step"], "\(name).step")
    lane.parameterCount = try whole(value["parameters"], "\(name).parameters")
    lane.rate = try number(value["rate"], "\(name).rate")
    lane.layers = try strings(value["layers"], "\(name).layers")
    lane.loss = try curve(value["loss"], "\(name).loss")
    lane.gradient = try curve(value["gradient"], "\(name).gradient")
    lane.validation = try array(value["validation"], "\(name).validation").map { pair in
      let parts = try array(pair, "\(name).validation")
      guard parts.count == 2 else { throw problem("\(name).validation", "a step and a loss") }
      return RaceReport.Validation(
        step: try whole(parts[0], "\(name).validation"),
        loss: try number(parts[1], "\(name).validation"))
    }
    lane.firstGradients = try numbers(value["first_gradients"], "\(name).first_gradients")
    lane.gradients = try numbers(value["gradients"], "\(name).gradients")
    lane.moments = try array(value["moments"], "\(name).moments").enumerated().map {
      try moment($1, "\(name).moments[\($0)]")
    }
    lane.latest = lane.moments.last
    return lane
  }

  private func status(_ value: JSONValue?, _ name: String) throws -> RaceReport.Status {
    if let word = value?.stringValue {
      if word.utf8.elementsEqual("running".utf8) { return .running }
      if word.utf8.elementsEqual("finished".utf8) { return .finished }
      throw problem(name, "running, finished, or a step, a quantity and its value")
    }
    let parts = try array(value, name)
    guard parts.count == 3 else {
      throw problem(name, "running, finished, or a step, a quantity and its value")
    }
    return .diverged(
      step: try whole(parts[0], name), what: try word(parts[1], name, RaceReport.Quantity.self),
      value: try string(parts[2], name))
  }

  private func change(_ value: JSONValue, _ name: String, lanes: Int) throws -> RaceChange {
    let lane = try whole(value["run"], "\(name).run")
    guard lane < lanes else { throw problem("\(name).run", "one of \(lanes) runs") }
    let step = try whole(value["step"], "\(name).step")
    if let rate = value["rate"] {
      let rate = try number(rate, "\(name).rate")
      guard rate > 0, rate <= 10 else { throw problem("\(name).rate", "a number above 0 to 10") }
      return RaceChange(step: step, lane: lane, .rate(rate))
    }
    return RaceChange(
      step: step, lane: lane, .warmUp(try whole(value["warm-up"], "\(name).warm-up")))
  }

  private func curve(_ value: JSONValue?, _ name: String) throws -> RaceCurve {
    RaceCurve(
      stride: try whole(value?["stride"], "\(name).stride"),
      points: try numbers(value?["points"], "\(name).points").map(Float.init),
      count: try whole(value?["count"], "\(name).count"),
      last: try value?["last"].flatMap { $0.isNull ? nil : try number($0, "\(name).last") })
  }

  private func moment(_ value: JSONValue, _ name: String) throws -> RaceMoment {
    var attentions: [RaceMoment.Attention] = []
    if let attention = value["attention"], !attention.isNull {
      attentions = [try self.attention(attention, "\(name).attention")]
    }
    return RaceMoment(
      step: try whole(value["step"], "\(name).step"),
      profiles: try array(value["towers"], "\(name).towers").map {
        try profile($0, "\(name).towers")
      },
      attentions: attentions,
      outputs: try array(value["outputs"], "\(name).outputs").map { output in
        RaceMoment.Output(
          input: try string(output["input"], "\(name).outputs"),
          wanted: try string(output["wanted"], "\(name).outputs"),
          found: try string(output["found"], "\(name).outputs"))
      },
      gradients: try numbers(value["gradients"], "\(name).gradients"), checkpoint: nil)
  }

  private func attention(_ value: JSONValue, _ name: String) throws -> RaceMoment.Attention {
    let (heads, queries, keys) = (
      try whole(value["heads"], "\(name).heads"), try whole(value["queries"], "\(name).queries"),
      try whole(value["keys"], "\(name).keys")
    )
    let address = Address(try string(value["address"], "\(name).address"))
    guard address.parts.count == 3, ["encoder", "decoder"].contains(address.parts[0]) else {
      throw problem("\(name).address", "that of an attention, as encoder/1/self-attention")
    }
    let weights = try numbers(value["weights"], "\(name).weights").map(Float.init)
    guard max(heads, queries, keys) <= Self.mostWeights,
      heads.multipliedReportingOverflow(by: queries).partialValue
        .multipliedReportingOverflow(by: keys).partialValue == weights.count
    else { throw problem("\(name).weights", "heads × queries × keys numbers") }
    return RaceMoment.Attention(
      address: address, heads: heads, queries: queries, keys: keys, weights: weights)
  }

  private func profile(_ value: JSONValue, _ name: String) throws -> TowerProfile {
    let tower = try string(value["tower"], "\(name).tower")
    return TowerProfile(
      tower: tower, norms: try numbers(value["norms"], "\(name).norms"),
      sublayers: try array(value["sublayers"], "\(name).sublayers").map { sublayer in
        TowerProfile.Sublayer(
          address: Address(try string(sublayer["address"], "\(name).sublayers")),
          mean: try number(sublayer["mean"], "\(name).sublayers"),
          deviation: try number(sublayer["deviation"], "\(name).sublayers"),
          addition: try number(sublayer["addition"], "\(name).sublayers"),
          sum: try number(sublayer["sum"], "\(name).sublayers"),
          entropies: try numbers(sublayer["entropies"], "\(name).sublayers"))
      },
      similarity: Similarity(
        tower: tower, neighbours: try numbers(value["neighbours"], "\(name).neighbours"),
        tokens: try array(value["tokens"], "\(name).tokens").map {
          $0.isNull ? nil : try number($0, "\(name).tokens")
        }))
  }

  // MARK: Values

  private func problem(_ key: String, _ expected: String) -> RaceFileError {
    .value(path: path, key: key, expected: expected)
  }

  private func array(_ value: JSONValue?, _ key: String) throws(RaceFileError) -> [JSONValue] {
    guard case .array(let values)? = value else { throw problem(key, "a list") }
    return values
  }

  private func string(_ value: JSONValue?, _ key: String) throws(RaceFileError) -> String {
    guard let text = value?.stringValue else { throw problem(key, "a text") }
    return text
  }

  private func strings(_ value: JSONValue?, _ key: String) throws(RaceFileError) -> [String] {
    var texts: [String] = []
    for text in try array(value, key) { texts.append(try string(text, key)) }
    return texts
  }

  private func whole(_ value: JSONValue?, _ key: String) throws(RaceFileError) -> Int {
    guard let number = value?.integerValue, (0...Self.mostSteps).contains(number) else {
      throw problem(key, "a whole number from 0 to \(Self.mostSteps)")
    }
    return number
  }

  /// A number; what JSON has no number for stands as a word.
  private func number(_ value: JSONValue, _ key: String) throws(RaceFileError) -> Double {
    if let number = value.doubleValue { return number }
    switch value.stringValue {
    case "NaN": return .nan
    case "Infinity": return .infinity
    case "-Infinity": return -.infinity
    default: throw problem(key, "a number")
    }
  }

  private func number(_ value: JSONValue?, _ key: String) throws(RaceFileError) -> Double {
    guard let value else { throw problem(key, "a number") }
    return try number(value as JSONValue, key)
  }

  private func numbers(_ value: JSONValue?, _ key: String) throws(RaceFileError) -> [Double] {
    var numbers: [Double] = []
    for number in try array(value, key) { numbers.append(try self.number(number, key)) }
    return numbers
  }

  private func word<Word: RawRepresentable & CaseIterable>(
    _ value: JSONValue?, _ key: String, _ type: Word.Type
  ) throws(RaceFileError) -> Word where Word.RawValue == String {
    let text = try string(value, key)
    guard let word = Word(rawValue: text) else {
      throw problem(
        key, "one of \(Word.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return word
  }
}
