import Tracing
import Transformers

@testable import Explorer
@testable import ModelFiles

/// Small models of random numbers, of wirings and positions that no file at hand has.
enum RandomSubject {
  /// A decoder of two layers on six ids.
  static func decoder(
    _ wiring: Configuration.Wiring, _ positions: Configuration.Positions = .none,
    window: Int? = nil
  ) throws -> Subject {
    var configuration = Configuration(
      tower: .decoder, vocabularySize: 11, dModel: 8, headCount: 4, dFF: 12, layerCount: 2,
      wiring: wiring, positions: positions, activation: .gelu)
    configuration.window = window
    return try subject(configuration, [5, 2, 7, 3, 9, 4])
  }

  /// A model of a configuration on ids.
  static func subject(
    _ configuration: Configuration, _ ids: [Int], target: [Int]? = nil
  ) throws -> Subject {
    let model = try Model(
      configuration, Parameters(random: configuration, seed: 3, deviation: 0.5))
    let input = ModelInput(ids: [ids], targetIDs: target.map { [$0] })
    let trace = try model.plan(TraceShape(input), options: TraceOptions())
    trace.load(input)
    trace.trace.run()
    let isDecoder = configuration.tower == .decoder
    trace.trace.labels = TokenLabels(
      source: isDecoder ? [] : [ids.map { "\($0)" }],
      target: [(isDecoder ? ids : target ?? []).map { "\($0)" }], answers: [])
    let loaded = LoadedModel(
      model: model, architecture: "random", place: .path("random"), labels: [], heads: [],
      files: [], tensorFiles: [], unusedTensors: [])
    return Subject(
      name: "random", request: OpenRequest(model: "random", text: ""), opened: OpenModel(loaded: loaded, tokenizer: nil),
      reader: nil, model: trace, notices: [])
  }
}
