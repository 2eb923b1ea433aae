import Tensors
import Tracing
import Training
import Transformers

/// What is said of a computation as a whole, tower by tower.
package struct RunFigures: Sendable {
  /// One tower.
  package struct Tower: Sendable {
    /// Norms, what enters and what is added by each sublayer, how alike states are.
    package let profile: TowerProfile
    /// How far embedding + Σ sublayers is from the recorded stream after each layer, the largest distance.
    package let identity: IdentityError
  }

  /// The towers, the encoder first.
  package let towers: [Tower]

  /// Measures a computation.
  package init(_ subject: Subject) {
    towers = TowerProfile.towers(of: subject.model).map {
      Tower(profile: $0, identity: IdentityError(of: $0.tower, in: subject.model))
    }
  }

  /// A tower by its name.
  package func tower(_ name: String) -> Tower? { towers.first { $0.profile.tower == name } }
}

/// How far the sum of the embedding and of what every sublayer adds is from the residual stream.
///
/// ``Identity`` shows it for one position, summand by summand; this is the largest distance of them all.
package struct IdentityError: Equatable, Sendable {
  /// The largest distance over all positions and channels, after each layer.
  package let errors: [Double]
  /// Whether none of them is more than rounding.
  package let holds: Bool

  /// Adds a tower up.
  init(of tower: String, in model: ModelTrace) {
    let trace = model.trace
    let root = Address(tower)
    guard let entry = trace.node(at: root / "embedding") else {
      (errors, holds) = ([], true)
      return
    }
    var sum = Self.numbers(trace.values(of: entry))
    var errors: [Double] = []
    var holds = true
    var additions = 0
    var layer = 1
    while let output = trace.node(at: root / "\(layer)" / "output") {
      for name in ["self-attention", "cross-attention", "feed-forward"] {
        guard let residual = trace.node(at: root / "\(layer)" / name / "residual") else { continue }
        Self.add(trace.operands(of: residual)[1], to: &sum)
        additions += 1
      }
      let stream = trace.values(of: output)
      let columns = stream.shape.columns
      var (error, magnitude) = (0.0, 1.0)
      for row in 0..<stream.shape.rows {
        let states = stream.row(row)
        for column in 0..<columns {
          let value = Double(states[column])
          error = max(error, abs(sum[row * columns + column] - value))
          magnitude = max(magnitude, abs(value))
        }
      }
      errors.append(error)
      // As for ``Identity``: every addition rounds by 2⁻²⁴ of what it makes.
      holds = holds && error <= 1e-6 * magnitude * Double(max(1, additions))
      layer += 1
    }
    self.errors = errors
    self.holds = holds
  }

  private static func numbers(_ view: View) -> [Double] {
    var numbers: [Double] = []
    numbers.reserveCapacity(view.shape.count)
    for row in 0..<view.shape.rows {
      let states = view.row(row)
      for column in 0..<view.shape.columns { numbers.append(Double(states[column])) }
    }
    return numbers
  }

  private static func add(_ view: View, to sum: inout [Double]) {
    let columns = view.shape.columns
    guard view.shape.count == sum.count else { return }
    for row in 0..<view.shape.rows {
      let states = view.row(row)
      for column in 0..<columns { sum[row * columns + column] += Double(states[column]) }
    }
  }
}
