import Foundation
import ModelFiles
import TestSupport
import Transformers

/// The folder of a small model with a tokenizer, written by the program's own library; gone when it is.
final class TextModel {
  typealias Family = ExportedModel.Family

  let path: String

  /// Writes the folder.
  ///
  /// - Parameters:
  ///   - family: What the model is.
  ///   - labels: The labels of a second head; none for a single head.
  ///   - hasTokenizer: Whether there is a `tokenizer.json`.
  /// - Throws: What writing the folder throws.
  init(_ family: Family, labels: [String] = [], hasTokenizer: Bool = true) throws {
    path = FileManager.default.temporaryDirectory.path + "/cutaway-text-\(UUID().uuidString)"
    let isPair = family.tower == .encoderDecoder
    let c = family.configuration(
      vocabularySize: SmallTokenizer.size, width: 16, heads: 4, feedForward: 64, layers: 1,
      context: 12,
      tokens: .init(padding: 0, beginning: 3, ends: [1], decoderStart: isPair ? 3 : nil))
    let parameters = Parameters(random: c, seed: 7, deviation: 0.4)
    var models = [try Model(c, parameters)]
    if !labels.isEmpty {
      var second = c
      second.head = .classifier(labelCount: labels.count, hidden: .tanh)
      // The encoder's numbers come first and from the same seed.
      models.append(
        try Model(second, Parameters(random: second, seed: 7, deviation: 0.4)))
    }
    let isEncoder = family.tower == .encoder
    let json = SmallTokenizer.json(
      before: isEncoder ? ["<s>"] : [], after: family.tower == .decoder ? [] : ["</s>"])
    try ExportedModel(
      family: family, models: models, labels: labels,
      tokenizer: hasTokenizer ? Array(json.utf8) : [],
      extra: [("card.json", Array("{}".utf8))]
    ).write(to: path)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Runs a command on the model.
  func run(_ command: String, _ arguments: String...) throws -> Program.Result {
    try Program.run([command, "--model", path] + arguments)
  }
}
