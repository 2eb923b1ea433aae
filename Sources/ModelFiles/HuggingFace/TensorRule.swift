import Tracing

/// Where a model's file has a parameter: one line of an architecture's table of names.
///
///     TensorRule("decoder/#/self-attention/queries", "transformer.h.#.attn.c_attn").part(0, of: 3).turned
///
/// A `#` stands for the layer, counted from 1 in our addresses and from 0 in files. A module's rule
/// covers its `weight` (which we call weight, gain or table by what it is) and its `bias`. Further
/// names are tried in their order where the file lacks the first.
struct TensorRule {
  /// The address of a module, or of a parameter if `isTensor`.
  let address: String
  /// The names of the same in files; modules without their last part.
  let names: [String]
  /// Whether the names are those of a tensor, not of a module.
  let isTensor: Bool
  /// Which of several equal parts of the tensor's outputs it is.
  private(set) var part = 0
  /// How many parts the tensor's outputs have.
  private(set) var parts = 1
  /// Whether a weight lies as [input, output].
  private(set) var isTurned = false
  /// Whether it is a buffer: a list stored as a matrix of one row, which training leaves alone.
  private(set) var isBuffer = false

  /// Names a module.
  init(_ address: String, _ names: String...) {
    self.init(address, names, isTensor: false)
  }

  /// Names a tensor in full.
  init(tensor address: String, _ names: [String]) {
    self.init(address, names, isTensor: true)
  }

  private init(_ address: String, _ names: [String], isTensor: Bool) {
    self.address = address
    self.names = names
    self.isTensor = isTensor
  }

  /// The same, being one of several parts that lie side by side in one tensor.
  func part(_ part: Int, of parts: Int) -> TensorRule {
    var rule = self
    rule.part = part
    rule.parts = parts
    return rule
  }

  /// The same with the weight as [input, output], as `Conv1D` stores it.
  var turned: TensorRule {
    var rule = self
    rule.isTurned = true
    return rule
  }

  /// The same, being a buffer: stored as a matrix of one row, and left alone by training.
  var asBuffer: TensorRule {
    var rule = self
    rule.isBuffer = true
    return rule
  }
}

/// The table of names of one architecture.
struct TensorTable {
  private var rules: [String: TensorRule] = [:]

  /// Makes a table; a later rule for the same address replaces an earlier one.
  init(_ rules: [TensorRule]) {
    for rule in rules { self.rules[rule.address] = rule }
  }

  /// The rule for a parameter and the names it may have, likeliest first; nil if there is no rule.
  func rule(for address: Address) -> (rule: TensorRule, names: [String])? {
    var parts = address.parts
    var layer: Int?
    for index in parts.indices {
      guard let number = Int(parts[index]) else { continue }
      layer = number - 1
      parts[index] = "#"
    }
    let pattern = parts.joined(separator: "/")
    if let rule = rules[pattern] { return (rule, numbered(rule.names, layer)) }
    guard let kind = parts.popLast(), let rule = rules[parts.joined(separator: "/")],
      !rule.isTensor
    else { return nil }
    // Before 2020 norms had a gamma and a beta.
    let endings =
      kind == "bias" ? ["bias", "beta"] : kind == "gain" ? ["weight", "gamma"] : ["weight"]
    let names = numbered(rule.names, layer).flatMap { name in
      // `in_proj_weight` joins with a line instead of a dot.
      endings.map { name.hasSuffix("_") ? name + $0 : "\(name).\($0)" }
    }
    return (rule, names)
  }

  private func numbered(_ names: [String], _ layer: Int?) -> [String] {
    guard let layer else { return names }
    return names.map { name in
      name.split(separator: "#", omittingEmptySubsequences: false).joined(separator: "\(layer)")
    }
  }
}
