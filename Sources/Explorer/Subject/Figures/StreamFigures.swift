import Tensors
import Tracing

/// How long the states of a residual stream are, and how much each turns away from the one before.
package struct StreamFigures: Sendable {
  /// The states in order.
  package let states: [StreamState]
  /// How many positions there are.
  package let positions: Int
  /// The Euclidean norm of each state at each position.
  package let norms: [[Double]]
  /// The cosine of the angle to the state before; NaN for the first and where a state is zero.
  package let cosines: [[Double]]

  /// Measures a tower's stream; nil where there is none.
  init?(_ subject: Subject, _ tower: String) {
    states = StreamState.all(of: tower, in: subject)
    guard let first = states.first else { return nil }
    let plane = Plane(subject.trace[first.node].shape)
    positions = plane.rows
    var norms: [[Double]] = []
    var cosines: [[Double]] = []
    var before: [Float] = []
    for state in states {
      let values = subject.trace.values(of: state.node)
      var lengths: [Double] = []
      var angles: [Double] = []
      for row in 0..<plane.rows {
        let x = values.row(row)
        var square = 0.0
        var product = 0.0
        for column in 0..<plane.columns {
          square += Double(x[column]) * Double(x[column])
          if !before.isEmpty {
            product += Double(x[column]) * Double(before[row * plane.columns + column])
          }
        }
        lengths.append(square.squareRoot())
        let old = norms.last?[row] ?? 0
        let lengthsProduct = old * square.squareRoot()
        angles.append(lengthsProduct > 0 ? product / lengthsProduct : .nan)
      }
      norms.append(lengths)
      cosines.append(angles)
      before = values.array
    }
    self.norms = norms
    self.cosines = cosines
  }

  /// The number of the last state that was computed no later than a node.
  package func index(at node: NodeID) -> Int {
    states.lastIndex { $0.node <= node } ?? 0
  }
}
