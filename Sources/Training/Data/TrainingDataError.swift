import Tensors

/// Why a language does not serve a recipe.
package enum TrainingDataError: Error, Equatable, Sendable {
  /// The language has no such field.
  case field(name: String, language: String, known: [String])
  /// Fewer texts fit into the model's context than a batch has rows.
  case tooFewExamples(found: Int, batch: Int)
  /// A translation needs two fields.
  case pair(found: Int)
  /// A model does not do the task.
  case task(String, tower: String)
  /// No family of models has the wiring.
  case wiring(String)
  /// The language gives its texts no class.
  case noLabels(language: String)
}

extension TrainingDataError: CustomStringConvertible {
  /// One line: what the recipe asks for, what the language has, what to do.
  package var description: String {
    switch self {
    case .field(let name, let language, let known):
      "the recipe's key fields names \(VisibleText.quoted(name)), which the language "
        + "\(VisibleText.quoted(language)) does not have; it has \(known.joined(separator: ", "))"
    case .tooFewExamples(let found, let batch):
      "\(found) texts fit into the model's context, fewer than the \(batch) of a batch; "
        + "raise context or examples, or lower batch"
    case .pair(let found):
      "the task translation needs two fields, a source and a target; found \(found)"
    case .task(let task, let tower):
      "the task \(task) is not what this model does: its tower is \(tower)"
    case .wiring(let wiring):
      "no family of models that can be saved has the wiring \(VisibleText.quoted(wiring)); "
        + "expected pre or post"
    case .noLabels(let language):
      "the language \(VisibleText.quoted(language)) gives its texts no attribute "
        + "\"\(TrainingData.labelAttribute)\", which the task opinions needs"
    }
  }
}
