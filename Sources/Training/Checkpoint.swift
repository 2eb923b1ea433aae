import ModelFiles
import Tensors
import Transformers

/// Everything that training needs to go on as if it had not been interrupted: parameters, Adam's two
/// moments of each, the number of steps.
///
/// A safetensors file with `value:NAME`, `first:NAME` and `second:NAME` for every parameter. The data needs
/// no place in it: batches follow from the recipe's seed and the step.
package enum Checkpoint {
  /// What the file is called in a run's folder.
  package static let fileName = "checkpoint.safetensors"
  private static let stepKey = "step"

  private enum Part: String, CaseIterable {
    case value, first, second

    func name(_ tensor: String) -> String { "\(rawValue):\(tensor)" }
  }

  /// Saves a trainer's state.
  ///
  /// - Parameters:
  ///   - trainer: What is saved.
  ///   - path: The file's path; an old file stays until the new one is whole.
  /// - Throws: ``ModelFileError`` where the file cannot be written.
  package static func save(_ trainer: Trainer, to path: String) throws(ModelFileError) {
    let tensors = trainer.model.parameters.stored
    var writer = try SafetensorsWriter(
      path: path,
      tensors: Part.allCases.flatMap { part in
        tensors.filter { part == .value || $0.isTrained }
          .map { .floats(part.name($0.name), shape: $0.shape.array) }
      }, metadata: [("program", "cutaway"), (stepKey, "\(trainer.state.stepCount)")])
    for part in Part.allCases {
      for tensor in tensors where part == .value || tensor.isTrained {
        guard let numbers = numbers(part, of: tensor, trainer) else { continue }
        try writer.write(UnsafeBufferPointer(start: numbers, count: tensor.shape.count))
      }
    }
    try writer.commit()
  }

  /// Puts a saved state into a trainer of the same model.
  ///
  /// - Throws: ``CheckpointError`` where the file belongs to another model, ``ModelFileError`` where it
  ///   cannot be read.
  package static func load(_ path: String, into trainer: Trainer) throws {
    let file = try SafetensorsFile(path: path)
    let text = file.metadata.first { $0.key == stepKey }?.value
    guard let step = text.flatMap({ Int($0) }), step >= 0 else {
      throw CheckpointError.step(path: path, found: text)
    }
    for tensor in trainer.model.parameters.stored {
      for part in Part.allCases where part == .value || tensor.isTrained {
        let name = part.name(tensor.name)
        guard let found = file[name] else {
          throw CheckpointError.missing(path: path, tensor: name)
        }
        guard found.shape == tensor.shape.array else {
          throw CheckpointError.shape(
            path: path, tensor: name, expected: tensor.shape.array, found: found.shape)
        }
        guard let target = numbers(part, of: tensor, trainer) else { continue }
        try file.floats(of: name).withFloats { floats in
          guard let source = floats.baseAddress else { return }
          target.update(from: source, count: tensor.shape.count)
        }
      }
    }
    trainer.state.stepCount = step
  }

  /// Where a part's numbers of a tensor lie.
  private static func numbers(
    _ part: Part, of tensor: Parameters.StoredTensor, _ trainer: Trainer
  ) -> UnsafeMutablePointer<Float>? {
    guard part != .value else { return tensor.values }
    guard let block = trainer.model.parameters.values?.baseAddress else { return nil }
    let offset = tensor.values - block
    return (part == .first ? trainer.state.first : trainer.state.second) + offset
  }
}

/// Why a checkpoint does not belong to a run.
package enum CheckpointError: Error, Equatable, Sendable {
  /// The file does not say how many steps were made.
  case step(path: String, found: String?)
  /// A tensor is not in it.
  case missing(path: String, tensor: String)
  /// A tensor has another shape than the recipe's model has.
  case shape(path: String, tensor: String, expected: [Int], found: [Int])
}

extension CheckpointError: CustomStringConvertible {
  /// One line: the file, what was expected, what was found, what to do.
  package var description: String {
    switch self {
    case .step(let path, let found):
      "\(VisibleText.escaped(path)): no number of steps in its metadata"
        + (found.map { " (\(VisibleText.quoted($0)))" } ?? "")
        + "; this is no checkpoint of cutaway"
    case .missing(let path, let tensor):
      "\(VisibleText.escaped(path)): tensor \(tensor) is missing; "
        + "the checkpoint belongs to another recipe"
    case .shape(let path, let tensor, let expected, let found):
      "\(VisibleText.escaped(path)): tensor \(tensor) has shape \(found), the recipe's model "
        + "\(expected); the checkpoint belongs to another recipe"
    }
  }
}
