import Tokenizers
import Transformers

/// What the models of a race are made of again: its tokenizer, its configurations, the numbers of a moment.
///
/// It never changes, and any thread may use it.
package final class RaceSource: Equatable, Sendable {
  /// What was asked for.
  package let setup: RaceSetup
  /// What cuts texts.
  package let tokenizer: Tokenizer
  /// The classes of texts.
  package let labels: [String]
  /// The ids of the sentence that is watched: what the first tower reads, what the decoder of a pair reads.
  package let ids: (source: [Int], target: [Int])
  private let configurations: [[Configuration]]

  init(
    _ setup: RaceSetup, _ data: TrainingData, _ configurations: [[Configuration]],
    ids: (source: [Int], target: [Int])
  ) {
    self.setup = setup
    self.configurations = configurations
    self.ids = ids
    tokenizer = data.tokenizer
    labels = data.labels
  }

  /// A lane's model as it was at a moment, under its first head.
  ///
  /// - Precondition: the checkpoint is one of the lane's.
  /// - Throws: ``ModelError``, which a lane's own numbers never cause.
  package func model(of lane: Int, at checkpoint: RaceMoment.Checkpoint) throws -> Model {
    let parameters = setup.lanes[lane].parameters(configurations[lane])
    guard let first = parameters.first, let values = first.values else {
      preconditionFailure("a lane's parameters are trainable")
    }
    precondition(values.count == checkpoint.values.count, "the checkpoint is another lane's")
    for index in values.indices { values[index] = checkpoint.values[index] }
    return try Model(configurations[lane][0], first)
  }

  package static func == (left: RaceSource, right: RaceSource) -> Bool { left === right }
}
