import Tensors
import TestSupport
import Testing
import Tracing
import Transformers

@testable import ModelFiles

/// Small models of the families that can be written.
enum ExportSupport {
  typealias Family = ExportedModel.Family

  static func configuration(_ family: Family) -> Configuration {
    let isPair = family.tower == .encoderDecoder
    return family.configuration(
      vocabularySize: SmallTokenizer.size, width: 16, heads: 4, feedForward: 64, layers: 2,
      context: 12,
      tokens: .init(padding: 0, beginning: 3, ends: [1], decoderStart: isPair ? 3 : nil))
  }

  /// A model all of whose parameters are random, also biases and gains.
  static func model(
    _ configuration: Configuration, seed: UInt64 = 1, layout: Linear.WeightLayout = .outputInput
  ) throws -> Model {
    let parameters = Parameters(random: configuration, seed: seed, layout: layout)
    var generator = SeededGenerator(seed: seed)
    for index in parameters.values?.indices ?? 0..<0 {
      parameters.values?[index] = Float(generator.normal() * 0.3)
    }
    return try Model(configuration, parameters)
  }

  /// A classifier over the same encoder: its own head, the other's numbers everywhere else.
  static func classifier(over main: Model, labelCount: Int, seed: UInt64 = 2) throws -> Model {
    var c = main.configuration
    c.head = .classifier(labelCount: labelCount, hidden: .tanh)
    let model = try model(c, seed: seed)
    for slot in c.parameterSlots where slot.address.parts[0] == "encoder" {
      let source = try #require(main.parameters[slot.address])
      let target = try #require(model.parameters[slot.address])
      let (from, to) = (main.parameters.view(source), model.parameters.view(target))
      for cell in 0..<slot.shape.count { to[cell] = from[cell] }
    }
    return model
  }

  static func tokenizer(_ family: Family) -> [UInt8] {
    let isEncoder = family.tower == .encoder
    let ends = family.tower == .decoder ? [] : ["</s>"]
    return Array(SmallTokenizer.json(before: isEncoder ? ["<s>"] : [], after: ends).utf8)
  }

  /// Every parameter as [output, input], by its address.
  static func numbers(of model: Model) throws -> [String: [Float]] {
    var numbers: [String: [Float]] = [:]
    for slot in model.configuration.parameterSlots {
      let parameter = try #require(model.parameters[slot.address])
      let view = model.parameters.view(parameter)
      var values = view.array
      if parameter.layout == .inputOutput, slot.role == .weight {
        let (inputs, outputs) = (view.shape.rows, view.shape.columns)
        values = (0..<outputs).flatMap { output in
          (0..<inputs).map { values[$0 * outputs + output] }
        }
      }
      numbers[slot.address.path] = values
    }
    return numbers
  }
}
