import Tensors
import Tracing

/// A parameter that a configuration asks for: its address and its shape.
package struct ParameterSlot: Equatable, Sendable {
  /// What kind of parameter it is, which says how it is initialized and which way round it may lie.
  package enum Role: Equatable, Sendable {
    /// The matrix of a projection; its shape is given as [output, input].
    case weight
    /// What a projection or a norm adds.
    case bias
    /// What a norm multiplies by.
    case gain
    /// A table of rows to look up.
    case table
  }

  /// The parameter's address: that of the node that uses it, and `weight`, `bias`, `gain` or `table`.
  package let address: Address
  /// The sizes that it must have.
  package let shape: Shape
  /// What kind of parameter it is.
  package let role: Role
}

extension Configuration {
  /// Every parameter of a model of this configuration, each once, in the order of use.
  package var parameterSlots: [ParameterSlot] {
    var slots = SlotList(configuration: self)
    if tower != .decoder {
      slots.addTower("encoder", layers: encoderLayerCount, looksAtEncoder: false)
    }
    if tower != .encoder {
      slots.addTower(
        "decoder", layers: decoderLayerCount, looksAtEncoder: tower == .encoderDecoder)
    }
    slots.addHead()
    return slots.slots
  }

  /// The address of the table that turns a tower's token ids into vectors.
  package func tokenTableAddress(of tower: String) -> Address {
    let owner = self.tower == .encoderDecoder && sharesEmbeddings ? "encoder" : tower
    return Address("\(owner)/token-embedding/table")
  }

  /// The tower whose output goes to the head.
  package var lastTower: String { tower == .encoder ? "encoder" : "decoder" }
}

private struct SlotList {
  let configuration: Configuration
  var slots: [ParameterSlot] = []
  private var known: Set<Address> = []

  init(configuration: Configuration) { self.configuration = configuration }

  private mutating func add(_ address: Address, _ shape: Shape, _ role: ParameterSlot.Role) {
    guard known.insert(address).inserted else { return }
    slots.append(ParameterSlot(address: address, shape: shape, role: role))
  }

  private mutating func addLinear(
    _ address: Address, from inputs: Int, to outputs: Int, bias: Bool
  ) {
    add(address / "weight", [outputs, inputs], .weight)
    if bias { add(address / "bias", [outputs], .bias) }
  }

  private mutating func addNorm(_ address: Address, _ kind: Configuration.Normalization? = nil) {
    add(address / "gain", [configuration.dModel], .gain)
    if (kind ?? configuration.normalization) == .layerNorm {
      add(address / "bias", [configuration.dModel], .bias)
    }
  }

  mutating func addTower(_ tower: String, layers: Int, looksAtEncoder: Bool) {
    let c = configuration
    add(c.tokenTableAddress(of: tower), [c.vocabularySize, c.dModel], .table)
    switch c.positions {
    case .learned(let count, _), .learnedSkippingPadding(let count, _):
      add(Address("\(tower)/position-embedding/table"), [count, c.dModel], .table)
    case .relativeBias(let buckets, _):
      add(Address("\(tower)/relative-bias/table"), [buckets, c.headCount], .table)
    case .none, .sinusoidal, .rotary, .alibi: break
    }
    if c.tokenTypeCount > 0, tower == "encoder" {
      add(
        Address("\(tower)/token-type-embedding/table"), [c.tokenTypeCount, c.dModel], .table)
    }
    if c.hasEmbeddingNorm { addNorm(Address("\(tower)/embedding")) }
    for layer in 0..<layers {
      let block = Address("\(tower)/\(layer + 1)")
      addAttention(block / "self-attention")
      if looksAtEncoder { addAttention(block / "cross-attention") }
      let feedForward = block / "feed-forward"
      addSublayerNorms(feedForward)
      if c.isGated {
        addLinear(feedForward / "gate", from: c.dModel, to: c.dFF, bias: c.hasFeedForwardBias)
      }
      addLinear(feedForward / "up", from: c.dModel, to: c.dFF, bias: c.hasFeedForwardBias)
      addLinear(feedForward / "output", from: c.dFF, to: c.dModel, bias: c.hasFeedForwardBias)
    }
    if c.hasFinalNorm { addNorm(Address("\(tower)/output")) }
  }

  private mutating func addSublayerNorms(_ sublayer: Address) {
    if configuration.wiring != .none { addNorm(sublayer / "norm") }
    if configuration.wiring == .sandwich { addNorm(sublayer / "output-norm") }
  }

  private mutating func addAttention(_ attention: Address) {
    let c = configuration
    addSublayerNorms(attention)
    let bias = c.hasQueryKeyValueBias
    addLinear(attention / "queries", from: c.dModel, to: c.headCount * c.dHead, bias: bias)
    addLinear(attention / "keys", from: c.dModel, to: c.keyValueHeadCount * c.dHead, bias: bias)
    addLinear(attention / "values", from: c.dModel, to: c.keyValueHeadCount * c.dHead, bias: bias)
    addLinear(
      attention / "output", from: c.headCount * c.dHead, to: c.dModel,
      bias: c.hasAttentionOutputBias)
  }

  mutating func addHead() {
    let c = configuration
    switch c.head {
    case .none: return
    case .languageModel: break
    case .maskedLanguageModel:
      addLinear("head/dense", from: c.dModel, to: c.dModel, bias: true)
      addNorm("head/norm", .layerNorm)
    case .classifier(let labels, let hidden):
      if hidden != nil { addLinear("head/dense", from: c.dModel, to: c.dModel, bias: true) }
      addLinear("logits", from: c.dModel, to: labels, bias: c.hasHeadBias)
      return
    }
    if !c.tiesHead { add("logits/weight", [c.vocabularySize, c.dModel], .weight) }
    if c.hasHeadBias { add("logits/bias", [c.vocabularySize], .bias) }
  }
}
