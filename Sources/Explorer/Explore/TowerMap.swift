import Tracing
import Transformers

/// The blocks of a model as its towers show them: what enters, the layers' sublayers, what leaves.
package struct TowerMap: Equatable, Sendable {
  /// What a block is.
  package enum Kind: Equatable, Sendable {
    case embedding, selfAttention, crossAttention, feedForward, finalNorm, head

    /// Whether it is a sublayer, with a norm and a residual by the wiring.
    package var isSublayer: Bool {
      switch self {
      case .selfAttention, .crossAttention, .feedForward: true
      case .embedding, .finalNorm, .head: false
      }
    }
  }

  /// One block: steps that follow one another.
  package struct Block: Equatable, Sendable {
    /// What it is.
    package let kind: Kind
    /// The number of its tower, from 0.
    package let tower: Int
    /// The number of its layer, from 1; nil outside of layers.
    package let layer: Int?
    /// The numbers of its steps.
    package internal(set) var steps: Range<Int>
  }

  /// One tower.
  package struct Tower: Equatable, Sendable {
    /// Whether it is the encoder.
    package let isEncoder: Bool
    /// The numbers of its blocks; the last tower has the head.
    package internal(set) var blocks: Range<Int>
    /// How many layers it has.
    package internal(set) var layers = 0
  }

  /// The blocks, in the order of computation.
  package private(set) var blocks: [Block] = []
  /// The towers, in the order of computation.
  package private(set) var towers: [Tower] = []
  /// Where norms stand and what residuals add to.
  package let wiring: Configuration.Wiring

  /// Gathers the blocks of a walk.
  package init(_ steps: StepList, _ wiring: Configuration.Wiring) {
    self.wiring = wiring
    for (number, step) in steps.steps.enumerated() { add(number, step.address) }
  }

  private mutating func add(_ number: Int, _ address: Address) {
    let parts = address.parts
    let isTower = parts.first == "encoder" || parts.first == "decoder"
    if isTower || towers.isEmpty, towers.last?.isEncoder != (parts.first == "encoder") {
      towers.append(
        Tower(isEncoder: parts.first == "encoder", blocks: blocks.count..<blocks.count))
    }
    let tower = towers.count - 1
    let layer = isTower && parts.count > 2 ? Int(parts[1]) : nil
    let kind = Self.kind(parts, layer)
    if let last = blocks.last, last.kind == kind, last.layer == layer, last.tower == tower {
      blocks[blocks.count - 1].steps = last.steps.lowerBound..<number + 1
      return
    }
    blocks.append(Block(kind: kind, tower: tower, layer: layer, steps: number..<number + 1))
    towers[tower].blocks = towers[tower].blocks.lowerBound..<blocks.count
    towers[tower].layers = max(towers[tower].layers, layer ?? 0)
  }

  private static func kind(_ parts: [Substring], _ layer: Int?) -> Kind {
    if layer != nil {
      switch parts[2] {
      case "self-attention": return .selfAttention
      case "cross-attention": return .crossAttention
      default: return .feedForward
      }
    }
    guard parts.first == "encoder" || parts.first == "decoder" else { return .head }
    return parts.last == "output" ? .finalNorm : .embedding
  }

  /// The number of the block that holds a step.
  package func block(ofStep step: Int) -> Int {
    blocks.firstIndex { $0.steps.contains(step) } ?? 0
  }

  /// The block of the other tower that lies beside a block: the same sublayer of the same layer where there
  /// is one.
  package func acrossTowers(from number: Int) -> Int {
    guard towers.count > 1, blocks.indices.contains(number) else { return number }
    let block = blocks[number]
    let other = towers[block.tower == 0 ? 1 : 0]
    let layer = block.layer.map { min($0, other.layers) }
    let candidates = other.blocks.filter { blocks[$0].layer == layer }
    let kind = block.kind == .crossAttention ? Kind.selfAttention : block.kind
    return candidates.first { blocks[$0].kind == kind } ?? candidates.last
      ?? other.blocks.last ?? number
  }
}
