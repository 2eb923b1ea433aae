import Transformers

/// A block as a diagram of lines, in slots that all wirings share, so that only what moves changes its place.
struct BlockDiagram {
  /// What stands on a line.
  enum Part: Equatable {
    /// Nothing: the stream goes on, beside a branch or alone.
    case stream(hasBranch: Bool)
    /// Where the branch leaves.
    case fork
    /// A norm in the stream.
    case normInStream
    /// A norm in the branch; a second one of the sublayer or the first.
    case normInBranch(isOutput: Bool)
    /// The sublayer's function.
    case function(TowerMap.Kind)
    /// Where the branch comes back: the residual.
    case join(TowerMap.Kind)
  }

  /// What can stand on a line of a sublayer, from top to bottom.
  enum Slot: CaseIterable {
    case normBefore, fork, normIn, function, normOut, join, normAfter
  }

  /// Whether a wiring has something of its own in a slot.
  static func uses(_ slot: Slot, _ wiring: Configuration.Wiring) -> Bool {
    switch slot {
    case .normBefore: wiring == .wrong
    case .normIn: wiring == .pre || wiring == .sandwich
    case .normOut: wiring == .sandwich
    case .normAfter: wiring == .post
    case .fork, .function, .join: true
    }
  }

  /// The slots that any of the wirings uses.
  static func slots(of wirings: [Configuration.Wiring]) -> [Slot] {
    Slot.allCases.filter { slot in wirings.contains { uses(slot, $0) } }
  }

  /// What a wiring has in a slot of a sublayer.
  static func part(
    _ slot: Slot, _ wiring: Configuration.Wiring, _ sublayer: TowerMap.Kind
  ) -> Part {
    let isUsed = uses(slot, wiring)
    switch slot {
    case .normBefore, .normAfter: return isUsed ? .normInStream : .stream(hasBranch: false)
    case .fork: return .fork
    case .normIn: return isUsed ? .normInBranch(isOutput: false) : .stream(hasBranch: true)
    case .function: return .function(sublayer)
    case .normOut: return isUsed ? .normInBranch(isOutput: true) : .stream(hasBranch: true)
    case .join: return .join(sublayer)
    }
  }
}
