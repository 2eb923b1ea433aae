import Tracing
import Transformers

/// One side of a comparison, computed.
package struct ComparedSide: Sendable {
  /// What was asked for.
  package let request: SideRequest
  /// The model on its text.
  package let subject: Subject
  /// Whether its wiring is another than its parameters were learned under.
  package let isRewired: Bool
  /// Norms that the wiring asks for and the parameters lack: gains of 1, biases of 0.
  package let added: [ParameterSlot]
  /// Where the computation was changed; nil where it was not.
  package let changed: Address?

  /// The names of each computed node: its address and those that follow it (`encoder/1/output`).
  let names: [NodeID: [Address]]

  /// Joins what was asked for and what was computed.
  package init(
    request: SideRequest, subject: Subject, isRewired: Bool = false, added: [ParameterSlot] = [],
    changed: Address? = nil
  ) {
    self.request = request
    self.subject = subject
    self.isRewired = isRewired
    self.added = added
    self.changed = changed
    names = Dictionary(grouping: subject.trace.addresses()) { $0.node }
      .mapValues { $0.map(\.address) }
  }

  /// The wiring that was computed.
  package var wiring: Configuration.Wiring { subject.configuration.wiring }

  /// The letter that stands for a side: A, B, C.
  package static func letter(_ side: Int) -> String {
    ["A", "B", "C"].indices.contains(side) ? ["A", "B", "C"][side] : "\(side + 1)"
  }
}
