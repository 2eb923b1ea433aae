import Tensors
import Transformers

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension ConfigFile {
  /// How queries and keys are turned, and how many positions that is made for.
  ///
  ///     transformers 5    rope_parameters: {rope_type, rope_theta, factor, …}
  ///     transformers 4    rope_theta, rope_scaling: {rope_type, factor, …}
  ///     before            rope_theta, rope_scaling: {type, factor}
  ///
  /// `context` is the value of `max_position_embeddings`.
  ///
  /// - Source: transformers, `modeling_rope_utils.py`.
  func rotary(
    width: Int, context: Int
  ) throws(ArchitectureError) -> (scheme: RotaryScheme, contextLength: Int) {
    let block = try RotaryBlock(self)
    let base = try block.number("rope_theta", default: number("rope_theta", default: 10000))
    var scheme = RotaryScheme(width: width, base: base)
    var contextLength = context
    switch try block.type() {
    case "default": break
    case "linear": scheme.scaling = .linear(factor: try block.number("factor"))
    case "dynamic":
      let factor = try block.number("factor")
      scheme.scaling = .dynamic(factor: factor, originalContext: context)
      contextLength = longer(context, factor)
    case "llama3":
      let low = try block.number("low_freq_factor")
      let high = try block.number("high_freq_factor", above: low)
      scheme.scaling = .llama3(
        factor: try block.number("factor"), lowFrequency: low, highFrequency: high,
        originalContext: try block.originalContext(context))
    case "yarn":
      let original = try block.originalContext(context)
      let factor = try block.number("factor", default: Double(context) / Double(original))
      scheme.scaling = .yarn(
        factor: factor, fastTurns: try block.number("beta_fast", default: 32, replacesZero: true),
        slowTurns: try block.number("beta_slow", default: 1, replacesZero: true),
        magnitude: try block.yarnMagnitude(factor: factor), originalContext: original,
        truncates: try block.flag("truncate", default: true))
      contextLength = max(context, longer(original, factor))
    case let other:
      throw .unsupported(
        path: path, key: "\(block.name).rope_type", found: VisibleText.quoted(other),
        supported: "default, linear, dynamic, llama3, yarn")
    }
    return (scheme, contextLength)
  }

  /// A context stretched by a factor, within bounds.
  private func longer(_ context: Int, _ factor: Double) -> Int {
    Int(min(max(Double(context) * factor, Double(context)), Double(Self.largestSize)))
  }

  fileprivate func number(_ key: String, default fallback: Double) throws(ArchitectureError)
    -> Double
  {
    guard let value = self[key] else { return fallback }
    return try positive(value, key: key)
  }

  fileprivate func positive(_ value: JSONValue, key: String) throws(ArchitectureError) -> Double {
    guard let number = value.doubleValue, number > 0, Float(number).isNormal else {
      throw error(key, expected: "a number above 0", found: value)
    }
    return number
  }
}

/// The part of the configuration that speaks of rotary positions.
private struct RotaryBlock {
  let file: ConfigFile
  /// The key that it stands under.
  let name: String
  private let json: JSONValue?

  init(_ file: ConfigFile) throws(ArchitectureError) {
    self.file = file
    let found = file.value(["rope_scaling", "rope_parameters"])
    name = found?.key ?? "rope_parameters"
    json = found?.value
    if let factor = self["partial_rotary_factor"] ?? file["partial_rotary_factor"],
      factor.doubleValue != 1
    {
      throw .unsupported(
        path: file.path, key: "partial_rotary_factor", found: ConfigFile.shown(factor),
        supported: "1 or absent")
    }
    guard let found else { return }
    guard let members = found.value.objectValue else {
      throw file.error(name, expected: "an object", found: found.value)
    }
    // A part for each kind of layer, as models with two kinds of attention have.
    if let member = members.first(where: { $0.value.objectValue != nil }) {
      throw .unsupported(
        path: file.path, key: "\(name).\(member.key)", found: "an object",
        supported: "the same for all layers")
    }
  }

  subscript(key: String) -> JSONValue? {
    guard let value = json?[key], !value.isNull else { return nil }
    return value
  }

  func type() throws(ArchitectureError) -> String {
    for key in ["rope_type", "type"] {
      guard let value = self[key] else { continue }
      guard let text = value.stringValue else {
        throw file.error("\(name).\(key)", expected: "a string", found: value)
      }
      return text
    }
    return "default"
  }

  /// A positive number; without a default it must be there.
  func number(
    _ key: String, default fallback: Double? = nil, replacesZero: Bool = false
  ) throws(ArchitectureError) -> Double {
    guard let value = self[key] else {
      if let fallback { return fallback }
      throw file.error("\(name).\(key)", expected: "a number above 0", found: nil)
    }
    if replacesZero, value.doubleValue == 0, let fallback { return fallback }
    return try file.positive(value, key: "\(name).\(key)")
  }

  func number(_ key: String, above least: Double) throws(ArchitectureError) -> Double {
    let number = try number(key)
    guard number > least else {
      throw file.error(
        "\(name).\(key)", expected: "a number above \(least)", found: self[key])
    }
    return number
  }

  func flag(_ key: String, default fallback: Bool) throws(ArchitectureError) -> Bool {
    guard let value = self[key] else { return fallback }
    guard let flag = value.booleanValue else {
      throw file.error("\(name).\(key)", expected: "true or false", found: value)
    }
    return flag
  }

  /// The context of training, before it was stretched.
  func originalContext(_ context: Int) throws(ArchitectureError) -> Int {
    let key = "original_max_position_embeddings"
    guard let value = file[key] ?? self[key] else { return context }
    guard let number = value.integerValue, number > 0, number <= ConfigFile.largestSize else {
      throw file.error(
        key, expected: "a whole number from 1 to \(ConfigFile.largestSize)", found: value)
    }
    return number
  }

  /// What YaRN multiplies cosine and sine by.
  ///
  ///     0.1·ln(factor) + 1, or the quotient of two such terms with weights of their own
  func yarnMagnitude(factor: Double) throws(ArchitectureError) -> Double {
    if self["attention_factor"] != nil { return try number("attention_factor") }
    func term(_ weight: Double) -> Double { factor <= 1 ? 1 : 0.1 * weight * log(factor) + 1 }
    guard let first = self["mscale"], let second = self["mscale_all_dim"],
      first.doubleValue != 0, second.doubleValue != 0
    else { return term(1) }
    return try term(number("mscale")) / term(number("mscale_all_dim"))
  }
}
