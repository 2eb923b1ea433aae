import Tracing

extension ModelTrace {
  /// The computation with something changed: what lies downstream is computed again.
  ///
  /// - Throws: ``InterventionError`` where a change names a node or cell that is not there.
  package func replay(_ interventions: [Intervention]) throws(InterventionError) -> ModelTrace {
    ModelTrace(
      trace: try trace.replay(interventions), configuration: configuration, encoder: encoder,
      decoder: decoder, states: states, logits: logits, probabilities: probabilities,
      targets: targets, loss: loss, draw: draw)
  }
}
