import ModelFiles
import Tensors
import Tracing
import Transformers

/// A tiny model of one kind with the numbers that PyTorch and Hugging Face computed for it.
///
/// `Tests/Fixtures/goldens/README.md` says what each tensor is and how it was made.
struct Golden {
  /// Every kind, named as its folder.
  static let kinds = [
    "bart", "bert", "distilbert", "gpt2", "llama-gqa", "marian", "mbart", "openai-gpt", "qwen2",
    "roberta", "roberta-prelayernorm", "t5-gated-gelu", "t5-relu", "torch-postln", "torch-preln",
  ]

  let kind: String
  let loaded: LoadedModel
  private let tensors: TensorSource

  /// Numbers of the reference.
  struct Numbers {
    let shape: [Int]
    let values: [Float]
  }

  init(_ kind: String) throws {
    try self.init(kind, folder: Self.folder(kind))
  }

  init(_ kind: String, folder: String) throws {
    self.kind = kind
    loaded = try ModelFolder.open(folder)
    tensors = try TensorSource(path: folder + "/golden.safetensors")
  }

  static func folder(_ kind: String) -> String {
    // HuggingFace, ModelFilesTests, Tests.
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    return parts.joined(separator: "/") + "/Fixtures/goldens/\(kind)"
  }

  var model: Model { loaded.model }
  var configuration: Configuration { model.configuration }

  /// The names of all tensors that begin so.
  func names(_ prefix: String) -> [String] {
    tensors.tensors.map(\.name).filter { $0.hasPrefix(prefix) }
  }

  func numbers(_ name: String) throws -> Numbers {
    Numbers(shape: try tensors.tensor(name).shape, values: try tensors.floats(of: name).array())
  }

  private func rows(_ names: String...) throws -> [[Int]]? {
    guard let name = names.first(where: { tensors[$0] != nil }) else { return nil }
    let width = try tensors.tensor(name).shape[1]
    let all = try tensors.integers(of: name)
    return stride(from: 0, to: all.count, by: width).map { Array(all[$0..<$0 + width]) }
  }

  /// What the reference was given, or some rows of it; targets as its architecture compares them.
  func input(rows batch: [Int]? = nil) throws -> ModelInput {
    var labels = try rows("in.labels")
    // A causal model's labels are its ids: each position is to say the next one.
    if configuration.tower == .decoder { labels = labels?.map { $0.dropFirst() + [-100] } }
    func pick<Row>(_ rows: [Row]?) -> [Row]? { batch.flatMap { rows?.picking($0) } ?? rows }
    return ModelInput(
      ids: pick(try rows("in.input_ids", "in.src")) ?? [],
      mask: pick(try rows("in.attention_mask", "in.src_pad")?.map { $0.map { $0 == 1 } }),
      tokenTypes: pick(try rows("in.token_type_ids")),
      targetIDs: pick(try rows("in.decoder_input_ids", "in.tgt")),
      targetMask: pick(try rows("in.decoder_attention_mask")?.map { $0.map { $0 == 1 } }),
      targets: pick(labels))
  }
}

// MARK: Names

extension Golden {
  /// A tensor of the reference and the address that has the same numbers.
  typealias Pair = (tensor: String, address: String)

  /// What enters each layer, and what leaves the towers.
  var states: [Pair] {
    let c = configuration
    let isTorch = loaded.architecture == "torch_transformer"
    let towers: [(prefix: String, tower: String, layers: Int)] =
      switch c.tower {
      case .encoder: [("", "encoder", c.encoderLayerCount)]
      case .decoder: [("", "decoder", c.decoderLayerCount)]
      case .encoderDecoder:
        [("enc.", "encoder", c.encoderLayerCount), ("dec.", "decoder", c.decoderLayerCount)]
      }
    return towers.flatMap { prefix, tower, layers -> [Pair] in
      // The last one has passed the final norm, except in `torch-*`, which has that besides.
      (0...layers).map { layer in
        let name =
          layer == 0 ? "embedding" : layer == layers && !isTorch ? "output" : "\(layer)/output"
        return ("\(prefix)hidden.\(layer)", "\(tower)/\(name)")
      } + (isTorch ? [("\(prefix)final", "\(tower)/output")] : [])
    }
  }

  /// The weights of every attention.
  var attentions: [Pair] {
    let c = configuration
    let places: [(prefix: String, address: String, layers: Int)] =
      switch c.tower {
      case .encoder: [("", "encoder/#/self-attention", c.encoderLayerCount)]
      case .decoder: [("", "decoder/#/self-attention", c.decoderLayerCount)]
      case .encoderDecoder:
        [
          ("enc.", "encoder/#/self-attention", c.encoderLayerCount),
          ("dec.", "decoder/#/self-attention", c.decoderLayerCount),
          ("cross.", "decoder/#/cross-attention", c.decoderLayerCount),
        ]
      }
    return places.flatMap { prefix, address, layers -> [Pair] in
      (0..<layers).map { layer in
        let weights = address.replacing("#", with: "\(layer + 1)") + "/weights"
        return ("\(prefix)attn.\(layer)", weights)
      }
    }
  }
}

extension Array {
  /// The elements at these places.
  func picking(_ indices: [Int]) -> [Element] { indices.map { self[$0] } }
}

/// The largest difference between our numbers and the reference's that was met so far.
struct WorstDifference {
  /// What is allowed: `absolute + relative·|reference|`.
  let absolute: Double
  let relative: Double
  /// The difference in units of what is allowed.
  private(set) var ratio = 0.0
  private(set) var place = "nothing was compared"
  private(set) var count = 0

  init(absolute: Double, relative: Double) {
    self.absolute = absolute
    self.relative = relative
  }

  mutating func compare(_ ours: Float, _ reference: Float, at place: @autoclosure () -> String) {
    count += 1
    let allowed = absolute + relative * Double(abs(reference))
    let difference = Double(abs(ours - reference)) / allowed
    // A NaN is worse than anything.
    guard difference > ratio || difference.isNaN else { return }
    ratio = difference.isNaN ? .infinity : difference
    self.place = "\(place()): ours \(ours), reference \(reference)"
  }

  /// Whether everything is within what is allowed.
  var isSmall: Bool { ratio <= 1 && count > 0 }
}
