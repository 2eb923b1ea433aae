import Foundation
import TestSupport
import Testing
import Tracing
import Transformers

@testable import ModelFiles

/// Models written as folders of Hugging Face's form, and read again.
struct ExportTests {
  typealias Family = ExportedModel.Family

  @Test(arguments: Family.allCases)
  func `what is written is read as the same configuration and the same numbers`(
    family: Family
  ) throws {
    let folder = try TemporaryFolder()
    let model = try ExportSupport.model(ExportSupport.configuration(family))
    let exported = ExportedModel(
      family: family, models: [model], tokenizer: ExportSupport.tokenizer(family))
    try exported.write(to: folder.path)
    let loaded = try ModelFolder.open(folder.path)
    #expect(loaded.model.configuration == model.configuration)
    let isSame =
      try ExportSupport.numbers(of: loaded.model) == ExportSupport.numbers(of: model)
    #expect(isSame)
    #expect(loaded.unusedTensors == [])
    #expect(Family(architecture: loaded.architecture) == family)
    #expect(Family(tower: family.tower, wiring: family.wiring) == family)
  }

  @Test(arguments: Family.allCases)
  func `matrices that lie the other way round, and heads that are not tied, are kept`(
    family: Family
  ) throws {
    let folder = try TemporaryFolder()
    var c = ExportSupport.configuration(family)
    c.tiesHead = false
    c.sharesEmbeddings = family.tower != .encoderDecoder
    c.hasHeadBias = family.tower != .decoder
    let model = try ExportSupport.model(c, layout: .inputOutput)
    try ExportedModel(family: family, models: [model], tokenizer: []).write(to: folder.path)
    let loaded = try ModelFolder.open(folder.path)
    #expect(loaded.model.configuration == c)
    let isSame =
      try ExportSupport.numbers(of: loaded.model) == ExportSupport.numbers(of: model)
    #expect(isSame)
    // Written out, though nothing reads them: classes there want every tensor.
    let more = ["cls.predictions.bias", "lm_head.bias", "model.shared.weight"]
    #expect(loaded.unusedTensors.allSatisfy(more.contains))
    #expect(loaded.unusedTensors.count == (family.tower == .decoder ? 0 : 1))
  }

  /// The reference saved these files itself.
  @Test(arguments: ["bert", "roberta-prelayernorm", "openai-gpt", "gpt2", "bart", "mbart"])
  func `a model of the reference's is written with its names, shapes and numbers`(
    kind: String
  ) throws {
    let folder = try TemporaryFolder()
    let golden = try Golden(kind)
    let family = try #require(Family(rawValue: kind))
    try ExportedModel(family: family, models: [golden.model], tokenizer: []).write(to: folder.path)
    let (ours, theirs) = (
      try TensorSource(path: folder.path), try TensorSource(path: Golden.folder(kind))
    )
    #expect(ours.tensors.map(\.name).sorted() == theirs.tensors.map(\.name).sorted())
    for tensor in theirs.tensors {
      #expect(ours[tensor.name]?.shape == tensor.shape, "\(tensor.name)")
      let isSame =
        try ours.floats(of: tensor.name).array() == theirs.floats(of: tensor.name).array()
      #expect(isSame, "\(tensor.name)")
    }
    #expect(ours.metadata.map(\.value) == ["pt"])
  }

  @Test(arguments: Family.allCases)
  func `the same model gives the same bytes, and nothing is left beside them`(
    family: Family
  ) throws {
    let (first, second) = (try TemporaryFolder(), try TemporaryFolder())
    let model = try ExportSupport.model(ExportSupport.configuration(family))
    let exported = ExportedModel(
      family: family, models: [model], tokenizer: ExportSupport.tokenizer(family),
      extra: [("card.json", Array("{}".utf8))])
    try exported.write(to: first.path + "/")
    try exported.write(to: second.path)
    try exported.write(to: second.path)
    let generation = family.tower == .encoder ? [] : ["generation_config.json"]
    let names = try FileManager.default.contentsOfDirectory(atPath: first.path).sorted()
    #expect(
      names
        == (generation + [
          "card.json", "config.json", "model.safetensors", "special_tokens_map.json",
          "tokenizer.json", "tokenizer_config.json",
        ]).sorted())
    #expect(try FileManager.default.contentsOfDirectory(atPath: second.path).sorted() == names)
    for name in names {
      let isSame = FileManager.default.contentsEqual(
        atPath: "\(first.path)/\(name)", andPath: "\(second.path)/\(name)")
      #expect(isSame, "\(name)")
    }
  }

  @Test func `files that the model has not are taken away`() throws {
    let folder = try TemporaryFolder()
    for name in ["generation_config.json", "tokenizer.json", "tokenizer_config.json"] {
      try folder.add(name, Array("{}".utf8))
    }
    try folder.add("notes.txt", [])
    let model = try ExportSupport.model(ExportSupport.configuration(.bert))
    try ExportedModel(family: .bert, models: [model], tokenizer: []).write(to: folder.path)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        == ["config.json", "model.safetensors", "notes.txt"])
  }

  // MARK: Two heads

  @Test(arguments: [Family.bert, .robertaPreLayerNorm])
  func `two heads share one encoder in one folder, and each is opened by its name`(
    family: Family
  ) throws {
    let folder = try TemporaryFolder()
    let main = try ExportSupport.model(ExportSupport.configuration(family))
    let classifier = try ExportSupport.classifier(over: main, labelCount: 3)
    try ExportedModel(
      family: family, models: [main, classifier], labels: ["bad", "so-so", "good"],
      tokenizer: ExportSupport.tokenizer(family)
    ).write(to: folder.path)
    for (head, model, labels) in [
      (nil, main, []), (.tokens, main, []), (.labels, classifier, ["bad", "so-so", "good"]),
    ] as [(ArchitectureHead?, Model, [String])] {
      let loaded = try ModelFolder.open(folder.path, head: head)
      #expect(loaded.model.configuration == model.configuration)
      #expect(loaded.labels == labels)
      #expect(loaded.heads == [.tokens, .labels])
      let isSame =
        try ExportSupport.numbers(of: loaded.model) == ExportSupport.numbers(of: model)
      #expect(isSame)
    }
    let json = try JSONValue(contentsOf: folder.path + "/config.json")
    #expect(json["architectures"]?.arrayValue?.count == 1)
    #expect(json["num_labels"] == .integer(3))
    #expect(json["id2label"]?["2"] == .string("good"))
    #expect(json["label2id"]?["so-so"] == .integer(1))
  }

  @Test func `a classifier alone is written as one`() throws {
    let folder = try TemporaryFolder()
    let main = try ExportSupport.model(ExportSupport.configuration(.robertaPreLayerNorm))
    let classifier = try ExportSupport.classifier(over: main, labelCount: 2)
    try ExportedModel(
      family: .robertaPreLayerNorm, models: [classifier], labels: ["no", "yes"], tokenizer: []
    ).write(to: folder.path)
    let loaded = try ModelFolder.open(folder.path)
    #expect(loaded.architecture == "RobertaPreLayerNormForSequenceClassification")
    #expect(loaded.labels == ["no", "yes"])
    #expect(loaded.heads == [.labels])
    #expect(
      sentence { _ = try ModelFolder.open(folder.path, head: .tokens) }
        == "\(folder.path)/config.json: the model has a classifier, not a head for words; "
        + "ask for what it has")
  }

  @Test func `heads on two encoders are refused, and labels of one name are kept apart`() throws {
    let folder = try TemporaryFolder()
    let main = try ExportSupport.model(ExportSupport.configuration(.bert))
    let classifier = try ExportSupport.classifier(over: main, labelCount: 2)
    let written = ExportedModel(
      family: .bert, models: [main, classifier], labels: ["same", "same"], tokenizer: [])
    try written.write(to: folder.path)
    #expect(try ModelFolder.open(folder.path, head: .labels).labels == ["same", "same"])
    let parameter = try #require(classifier.parameters["encoder/2/feed-forward/up/bias"])
    classifier.parameters.view(parameter)[0] += 1
    #expect(
      sentence { try written.write(to: folder.path) }
        == "the second head is not on the first one's encoder: tensor "
        + "\"bert.encoder.layer.1.intermediate.dense.bias\" differs; train both heads on one encoder"
    )
  }

  @Test(
    arguments: [
      ("bert", [.tokens]), ("distilbert", [.tokens]), ("roberta", [.tokens]),
      ("t5-relu", [.tokens]),
      ("torch-preln", [.tokens]),
    ] as [(String, [ArchitectureHead])])
  func `the heads of a folder are told by its tensors`(
    kind: String, heads: [ArchitectureHead]
  ) throws {
    #expect(try Golden(kind).loaded.heads == heads)
    let names = TensorNames([
      "pre_classifier.weight", "classifier.weight", "vocab_transform.weight",
    ])
    #expect(Architectures.heads(of: DistilBERT.self, tensors: names) == [.tokens, .labels])
    #expect(Architectures.heads(of: BERT.self, tensors: TensorNames([])) == [.none])
  }

  @Test func `a head that a folder has not is refused`() {
    #expect(
      sentence { _ = try ModelFolder.open(Golden.folder("gpt2"), head: .labels) }
        == "\(Golden.folder("gpt2"))/config.json: the model has a head for words, not a classifier; "
        + "ask for what it has")
    #expect(
      "\(ArchitectureError.noHead(path: "c", wanted: .none, found: [.tokens, .labels]))"
        == "c: the model has a head for words and a classifier, not no head; ask for what it has")
  }
}
