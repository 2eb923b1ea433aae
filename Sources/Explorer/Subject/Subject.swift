import ModelFiles
import Tensors
import Tracing
import Transformers

/// A model on a text, computed: what a walk goes through.
///
/// Two subjects are equal if they are the same object. The trace belongs to one thread at a time: a worker
/// makes the subject and hands it over.
package final class Subject: Equatable {
  /// What the model is called on screen.
  package let name: String
  /// What was asked for.
  package let request: OpenRequest
  /// The model, which others may use too.
  package let opened: OpenModel
  /// Its tokenizer and vocabulary; nil where the folder has none.
  package let reader: ModelText?
  /// The computation.
  package let model: ModelTrace
  /// The steps of the walk.
  package let steps: StepList
  /// The blocks of the towers.
  package let map: TowerMap
  /// What the reader should know: that the text was cut, say.
  package let notices: [String]
  /// Small pictures of its heads.
  package let atlas = AttentionAtlas()
  /// What pictures need of the whole computation.
  package private(set) lazy var figures = SubjectFigures(self)

  /// The model and where it came from.
  package var loaded: LoadedModel { opened.loaded }
  /// The computation's trace.
  package var trace: Trace { model.trace }
  /// What its steps are called, in the order of the steps.
  package private(set) lazy var stepNames = steps.steps.map { StepName(trace[$0.node]) }
  /// What it computes with.
  package var configuration: Configuration { model.configuration }

  /// Joins what was opened and computed.
  package init(
    name: String, request: OpenRequest, opened: OpenModel, reader: ModelText?,
    model: ModelTrace, notices: [String]
  ) {
    self.name = name
    self.request = request
    self.opened = opened
    self.reader = reader
    self.model = model
    self.notices = notices
    steps = StepList(model.trace)
    map = TowerMap(steps, model.configuration.wiring)
  }

  /// Makes sure that a place, as people write it, is one of this walk.
  ///
  /// - Throws: ``CellReferenceError``.
  package func check(_ place: String) throws(CellReferenceError) {
    let reference = try CellReference(parsing: place)
    guard trace.node(at: reference.address) != nil else {
      throw .noNode(reference.address, nearest: trace.nearestAddresses(to: reference.address))
    }
    if !reference.indices.isEmpty { _ = try trace.cell(reference) }
  }

  package static func == (left: Subject, right: Subject) -> Bool { left === right }
}

// Made by one thread and handed to another, which alone uses it from then on.
extension Subject: @unchecked Sendable {}
