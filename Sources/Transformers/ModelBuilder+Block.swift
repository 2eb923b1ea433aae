import Tensors
import Tracing

extension ModelBuilder {
  /// Puts a sublayer f into the residual stream, with the norm where the wiring has it.
  ///
  ///     post      x ← norm(x + f(x))
  ///     pre       x ← x + f(norm(x))
  ///     sandwich  x ← x + norm₂(f(norm₁(x)))
  ///     wrong     y = norm(x), x ← y + f(y)
  ///     none      x ← x + f(x)
  ///
  /// - Source: Vaswani et al. 2017, §3.1 (post); Xiong et al. 2020, "On Layer Normalization in the
  ///   Transformer Architecture", figure 1 (pre); Ding et al. 2021, "CogView", §2.4 (sandwich).
  mutating func buildSublayer(
    _ address: Address, _ x: NodeID,
    _ sublayer: (inout ModelBuilder, NodeID) throws(ShapeError) -> NodeID
  ) throws(ShapeError) -> NodeID {
    let axes = trace.axes(of: x)
    func add(_ builder: inout ModelBuilder, _ stream: NodeID, _ change: NodeID) throws(ShapeError)
      -> NodeID
    {
      let change = try builder.dropout(address, change)
      return try builder.trace.compute(
        address / "residual", Add(.residual), stream, change, axes: axes)
    }
    switch configuration.wiring {
    case .post:
      let sum = try add(&self, x, sublayer(&self, x))
      return try norm(address / "norm", sum)
    case .pre:
      let normalized = try norm(address / "norm", x)
      return try add(&self, x, sublayer(&self, normalized))
    case .sandwich:
      let normalized = try norm(address / "norm", x)
      let change = try norm(address / "output-norm", sublayer(&self, normalized))
      return try add(&self, x, change)
    case .wrong:
      let normalized = try norm(address / "norm", x)
      return try add(&self, normalized, sublayer(&self, normalized))
    case .none:
      return try add(&self, x, sublayer(&self, x))
    }
  }

  /// The feed-forward network, applied to every position by itself.
  ///
  ///     output = act(x·W_up + b)·W_output + b            or, gated,
  ///     output = (act(x·W_gate) · x·W_up)·W_output
  ///
  /// - Source: Vaswani et al. 2017, §3.3, equation 2; gated: Shazeer 2020, "GLU Variants Improve
  ///   Transformer", §2.
  mutating func buildFeedForward(_ address: Address, _ x: NodeID) throws(ShapeError) -> NodeID {
    let inner = axes(.position, .feature)
    let activation = Self.operation(configuration.activation)
    var hidden: NodeID
    if configuration.isGated {
      let gate = try linear(address / "gate", x, axes: inner)
      let up = try linear(address / "up", x, axes: inner)
      let activated = try trace.compute(address / "activation", activation, gate, axes: inner)
      hidden = try trace.compute(address / "gated", Gate(), activated, up, axes: inner)
    } else {
      let up = try linear(address / "up", x, axes: inner)
      hidden = try trace.compute(address / "activation", activation, up, axes: inner)
    }
    return try linear(
      address / "output", hidden, axes: axes(.position, .channel), inputAxis: .feature)
  }
}
