import Screen

/// Keys that do something somewhere.
package struct Binding: Sendable {
  /// What they do.
  package let action: Action
  /// The keys; the first is the one that is shown.
  package let keys: [Key]
  /// Where they do it.
  package let contexts: Set<Context>
  /// How important the key is in the footer, from 1; nil leaves it out there.
  package let rank: Int?

  init(_ action: Action, _ keys: [Key], in contexts: Set<Context>, rank: Int? = nil) {
    self.action = action
    self.keys = keys
    self.contexts = contexts
    self.rank = rank
  }
}
