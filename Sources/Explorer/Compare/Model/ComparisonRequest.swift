import Transformers

/// One side of a comparison that is asked for: a model on a text, and what about it is other than it was
/// trained.
package struct SideRequest: Equatable, Sendable {
  /// The model and the text.
  package var open: OpenRequest
  /// The wiring that its parameters are put under; nil for its own.
  package var wiring: Configuration.Wiring?
  /// What its parameters are drawn from anew; nil for those that were learned.
  package var seed: UInt64?
  /// What is changed while it is computed.
  package var change: WhatIf?

  /// Makes a side.
  package init(
    _ open: OpenRequest, wiring: Configuration.Wiring? = nil, seed: UInt64? = nil,
    change: WhatIf? = nil
  ) {
    self.open = open
    self.wiring = wiring
    self.seed = seed
    self.change = change
  }
}

/// Two or three computations that are to be looked at side by side.
package struct ComparisonRequest: Equatable, Sendable {
  /// The sides; the others are compared with the first.
  package var sides: [SideRequest]
  /// Where to begin, an address or a cell; nil for the first step that differs.
  package var address: String?

  /// The most sides that are shown.
  package static let mostSides = 3

  /// Makes a request.
  package init(_ sides: [SideRequest], address: String? = nil) {
    // Where a walk would begin is no matter of what is compared.
    self.sides = sides.map {
      var side = $0
      side.open.address = nil
      return side
    }
    self.address = address
  }

  /// What its progress and its failure are told by.
  package var key: OpenRequest {
    var key = sides.first?.open ?? OpenRequest(model: "", text: "")
    key.address = address
    return key
  }
}
