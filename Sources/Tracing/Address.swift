/// The stable name of a node: parts joined by slashes, the same in every tower and every tool.
///
///     decoder/1/self-attention/scores
///
/// Layers count from 1. `Docs/Addresses.md` lists every address with its axes.
package struct Address: Hashable, Sendable {
  /// The address as written.
  package let path: String

  /// Wraps an address as written.
  package init(_ path: String) { self.path = path }

  /// The address one level below.
  package static func / (parent: Address, child: String) -> Address {
    Address(parent.path + "/" + child)
  }

  /// The parts between slashes.
  package var parts: [Substring] { path.split(separator: "/", omittingEmptySubsequences: false) }

  /// The last part.
  package var name: String { parts.last.map(String.init) ?? "" }
}

extension Address: CustomStringConvertible, ExpressibleByStringLiteral {
  /// The address as written.
  package var description: String { path }

  /// Wraps an address as written.
  package init(stringLiteral value: String) { path = value }
}
