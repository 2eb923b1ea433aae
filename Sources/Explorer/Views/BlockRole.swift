import Screen
import Tracing

/// Which part of a model an address belongs to, as a role of the theme.
struct BlockRole {
  /// The role.
  let role: Theme.Role

  init(_ address: Address) {
    let parts = address.parts
    if parts.last == "norm" || parts.last == "output-norm" {
      role = .norm
    } else if parts.last == "residual" {
      role = .residual
    } else if parts.contains("self-attention") || parts.contains("cross-attention") {
      role = .attention
    } else if parts.contains("feed-forward") {
      role = .feedForward
    } else if parts.first == "logits" || parts.first == "probabilities" || parts.first == "head" {
      role = .probability
    } else {
      role = .embedding
    }
  }
}
