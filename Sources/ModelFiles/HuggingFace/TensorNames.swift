/// The names of the tensors that a model's files have or are to have.
///
/// An architecture asks them where its configuration does not say all: whether a head is there,
/// whether the base model was saved by itself.
struct TensorNames {
  private let names: [String]
  private let known: Set<ExactString>

  /// Gathers names.
  init(_ names: [String]) {
    self.names = names
    known = Set(names.map(ExactString.init))
  }

  /// Gathers the names of files.
  init(_ source: TensorSource) { self.init(source.tensors.map(\.name)) }

  /// Whether there is a tensor of a name.
  func contains(_ name: String) -> Bool { known.contains(ExactString(name)) }

  /// What the base model's tensors begin with: its name, or nothing where it was saved by itself.
  func prefix(_ base: String) -> String {
    names.contains { $0.hasPrefix(base) } ? base : ""
  }
}
