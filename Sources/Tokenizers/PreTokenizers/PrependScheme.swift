/// Where Metaspace puts its character before a piece that does not begin with it.
package enum PrependScheme: String, Sendable, CaseIterable {
  /// Before every piece.
  case always
  /// Before the piece that the source begins with.
  case first
  /// Nowhere.
  case never
}
