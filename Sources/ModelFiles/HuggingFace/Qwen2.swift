import Transformers

/// Qwen2: Llama with biases on queries, keys and values, and sometimes a window.
///
/// - Source: transformers, `configuration_qwen2.py`, `modeling_qwen2.py`; Yang et al. 2024, "Qwen2
///   Technical Report".
enum Qwen2: Architecture {
  static let modelTypes = ["qwen2"]
  static let classes: [(name: String, head: ArchitectureHead)] = [
    ("Qwen2ForCausalLM", .tokens), ("Qwen2Model", .none),
  ]

  static func blueprint(
    _ config: ConfigFile, head: ArchitectureHead, tensors: TensorNames
  ) throws(ArchitectureError) -> Blueprint {
    var c = try Llama.configuration(
      config, head: head,
      defaults: .init(
        vocabularySize: 151_936, feedForward: 22016, keyValueHeads: 32, context: 32768,
        tokens: .init()))
    c.hasQueryKeyValueBias = true
    c.hasAttentionOutputBias = false
    c.hasFeedForwardBias = false
    c.window = try window(config, layers: c.decoderLayerCount)
    return Blueprint(
      configuration: c, rules: Llama.rules(prefix: tensors.prefix("model."), tiesHead: c.tiesHead))
  }

  /// How far back all layers look; nil for all the way.
  ///
  /// Layers from `max_window_layers` on have the window, unless `layer_types` lists them one by one.
  private static func window(
    _ config: ConfigFile, layers: Int
  ) throws(ArchitectureError) -> Int? {
    var window: Int?
    if try config.flag("use_sliding_window", default: false),
      config.json["sliding_window"]?.isNull != true
    {
      window = try config.size("sliding_window", default: 4096)
    }
    let windowed = try windowedLayers(config, layers: layers, hasWindow: window != nil)
    guard windowed.contains(true) else { return nil }
    guard !windowed.contains(false), let window else {
      let isListed = config["layer_types"] != nil
      throw .unsupported(
        path: config.path, key: isListed ? "layer_types" : "max_window_layers",
        found: isListed ? "a list of several kinds" : "between 0 and the number of layers",
        supported: "the same for all layers")
    }
    return window
  }

  private static func windowedLayers(
    _ config: ConfigFile, layers: Int, hasWindow: Bool
  ) throws(ArchitectureError) -> [Bool] {
    guard let value = config["layer_types"] else {
      let first = try config.integer(
        "max_window_layers", default: 28, in: 0...ConfigFile.largestSize)
      return (0..<layers).map { hasWindow && $0 >= first }
    }
    guard let list = value.arrayValue, list.count == layers else {
      throw config.error("layer_types", expected: "a list of \(layers) strings", found: value)
    }
    return try list.map { value throws(ArchitectureError) in
      switch value.stringValue {
      case "full_attention": return false
      case "sliding_attention": return true
      default:
        throw .unsupported(
          path: config.path, key: "layer_types", found: "a list with \(ConfigFile.shown(value))",
          supported: "a list of \"full_attention\" or of \"sliding_attention\"")
      }
    }
  }
}
