/// What can be seen of a race: a value that is replaced as a whole.
package struct RaceReport: Equatable, Sendable {
  /// How a lane stands.
  package enum Status: Equatable, Sendable {
    /// It goes on.
    case running
    /// All steps are done.
    case finished
    /// A number was none.
    case diverged(step: Int, what: Quantity, value: String)
  }

  /// What diverged.
  package enum Quantity: String, CaseIterable, Equatable, Sendable {
    case loss
    case gradient
  }

  /// One lane.
  package struct Lane: Equatable, Sendable {
    /// How it stands.
    package internal(set) var status = Status.running
    /// Steps done.
    package internal(set) var step = 0
    /// The training loss of every step.
    package internal(set) var loss = RaceCurve()
    /// The norm of the whole gradient in every step, before clipping.
    package internal(set) var gradient = RaceCurve()
    /// The validation loss with the step it was measured after.
    package internal(set) var validation: [Validation] = []
    /// The learning rate of the last step.
    package internal(set) var rate = 0.0
    /// The names of the layers whose gradients are measured.
    package internal(set) var layers: [String] = []
    /// The gradient norm of each layer in the first step, before anything was learned.
    package internal(set) var firstGradients: [Double] = []
    /// The gradient norm of each layer in the last step.
    package internal(set) var gradients: [Double] = []
    /// The moments that are kept, in order; the first is at step 0.
    package internal(set) var moments: [RaceMoment] = []
    /// The last moment measured.
    package internal(set) var latest: RaceMoment?
    /// How many numbers the model has learned or will.
    package internal(set) var parameterCount = 0

    /// Makes a lane in which nothing happened yet.
    package init() {}
  }

  /// A loss on texts that are not learned from.
  package struct Validation: Equatable, Sendable {
    package let step: Int
    package let loss: Double

    /// Joins a loss with its step.
    package init(step: Int, loss: Double) {
      self.step = step
      self.loss = loss
    }
  }

  /// What was asked for.
  package let setup: RaceSetup
  /// The lanes, as in the setup.
  package internal(set) var lanes: [Lane]
  /// What was changed while it went, in order.
  package internal(set) var changes: [RaceChange] = []
  /// The tokens of the sentence that is watched: what the first tower reads, what a decoder writes.
  package internal(set) var probe = RaceProbe.Labels()
  /// What models of kept moments are made of; nil in a race that was read from a file.
  package internal(set) var source: RaceSource?

  /// The last step that any lane did.
  package var step: Int { lanes.map(\.step).max() ?? 0 }
  /// Whether no lane goes on.
  package var isOver: Bool { lanes.allSatisfy { $0.status != .running } }
}

/// A setting of a lane that was changed while it trained.
package struct RaceChange: Equatable, Sendable {
  /// What may be changed.
  package enum Value: Equatable, Sendable {
    /// The learning rate at its peak.
    case rate(Double)
    /// In how many steps the rate rises.
    case warmUp(Int)
  }

  /// After how many steps it was changed.
  package let step: Int
  /// Which lane.
  package let lane: Int
  /// What became of it.
  package let value: Value

  /// Makes a change.
  package init(step: Int, lane: Int, _ value: Value) {
    self.step = step
    self.lane = lane
    self.value = value
  }
}
