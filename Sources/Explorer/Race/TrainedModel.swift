import ModelFiles
import Synchronization
import Training

/// A model that a race trained, as it was at a moment: in no file, but to be walked through like any other.
package final class TrainedModel: Equatable, Sendable {
  /// What it is called: its run and the step.
  package let name: String
  private let source: RaceSource
  private let lane: Int
  private let checkpoint: RaceMoment.Checkpoint
  private let opened = Mutex<OpenModel?>(nil)

  /// Names a run's model at a moment.
  init(_ source: RaceSource, lane: Int, at checkpoint: RaceMoment.Checkpoint, name: String) {
    self.source = source
    self.lane = lane
    self.checkpoint = checkpoint
    self.name = name
  }

  /// The model; made when it is first asked for.
  ///
  /// - Throws: ``ModelError``, which a run's own numbers never cause.
  func open() throws -> OpenModel {
    try opened.withLock { opened in
      if let opened { return opened }
      let model = try source.model(of: lane, at: checkpoint)
      let made = OpenModel(
        loaded: LoadedModel(
          model: model, architecture: "", place: .path(""), labels: [], heads: [], files: [],
          tensorFiles: [], unusedTensors: []), tokenizer: source.tokenizer)
      opened = made
      return made
    }
  }

  package static func == (left: TrainedModel, right: TrainedModel) -> Bool {
    left.source == right.source && left.lane == right.lane && left.checkpoint == right.checkpoint
  }
}
