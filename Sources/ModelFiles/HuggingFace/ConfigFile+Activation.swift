import Tensors
import Transformers

extension ConfigFile {
  /// Hugging Face's names of the activations that are computed here.
  ///
  /// The tanh forms differ among themselves in the order of operations alone, and `gelu_fast` in a
  /// constant cut after ten digits, more than a `Float` has.
  ///
  /// - Source: transformers, `activations.py`, `ACT2CLS`.
  static let activations: [(name: String, activation: Configuration.Activation)] = [
    ("gelu", .gelu),
    ("gelu_python", .gelu),
    ("gelu_new", .geluTanh),
    ("gelu_pytorch_tanh", .geluTanh),
    ("gelu_python_tanh", .geluTanh),
    ("gelu_fast", .geluTanh),
    ("gelu_accurate", .geluTanh),
    ("relu", .relu),
    ("silu", .silu),
    ("swish", .silu),
    ("tanh", .tanh),
  ]

  /// The activation that a key names.
  func activation(
    _ key: String, default fallback: String,
    among known: [(name: String, activation: Configuration.Activation)] = activations
  ) throws(ArchitectureError) -> Configuration.Activation {
    try activation(named: text(key, default: fallback), key: key, among: known)
  }

  /// The activation of a name that a key's value has.
  func activation(
    named name: String, key: String,
    among known: [(name: String, activation: Configuration.Activation)] = activations
  ) throws(ArchitectureError) -> Configuration.Activation {
    guard let found = known.first(where: { $0.name == name }) else {
      throw .unsupported(
        path: path, key: key, found: VisibleText.quoted(name),
        supported: known.map(\.name).joined(separator: ", "))
    }
    return found.activation
  }
}
