import Tensors
import Transformers

/// Why a model's configuration and tensors make no model here.
///
/// Every case names the file; `description` is one line that says where, what was expected, what was
/// found and what to do. Text out of a file stands in it escaped.
package enum ArchitectureError: Error, Equatable, Sendable {
  /// The configuration names no architecture, neither in `architectures` nor in `model_type`.
  case unnamed(path: String, supported: [String])
  /// The architecture is none of those that are read.
  case unknown(path: String, found: String, supported: [String])
  /// A key's value cannot be.
  case value(path: String, key: String, expected: String, found: String)
  /// A key asks for something that is not computed here.
  case unsupported(path: String, key: String, found: String, supported: String)
  /// The settings do not fit together.
  case configuration(path: String, ConfigurationError)
  /// A tensor that the configuration asks for is not in the file.
  case missingTensor(path: String, tensor: String, expected: [Int])
  /// A tensor has another shape than the configuration asks for.
  case tensorShape(path: String, tensor: String, expected: [Int], found: [Int])
  /// The files have no tensors for the head that was asked for.
  case noHead(path: String, wanted: ArchitectureHead, found: [ArchitectureHead])
}

extension ArchitectureError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unnamed(let path, let supported):
      "\(shown(path)): neither \"architectures\" nor \"model_type\" names an architecture; "
        + "add one of \(supported.joined(separator: ", "))"
    case .unknown(let path, let found, let supported):
      "\(shown(path)): architecture \(quoted(found)) is not supported; "
        + "use one of \(supported.joined(separator: ", "))"
    case .value(let path, let key, let expected, let found):
      "\(shown(path)): \(quoted(key)): expected \(expected), found \(found); correct the file"
    case .unsupported(let path, let key, let found, let supported):
      "\(shown(path)): \(quoted(key)) is \(found), which is not supported; "
        + "use a model where it is \(supported)"
    case .configuration(let path, let error): "\(shown(path)): \(error); correct the file"
    case .missingTensor(let path, let tensor, let expected):
      "\(shown(path)): has no tensor \(quoted(tensor)) (config.json asks for one of shape "
        + "\(expected)); check that both files are of one model"
    case .tensorShape(let path, let tensor, let expected, let found):
      "\(shown(path)): tensor \(quoted(tensor)) has shape \(found), where config.json asks for "
        + "\(expected); check that both files are of one model"
    case .noHead(let path, let wanted, let found):
      "\(shown(path)): the model has \(list(found)), not \(wanted.text); ask for what it has"
    }
  }
}

private func list(_ heads: [ArchitectureHead]) -> String {
  heads.map(\.text).joined(separator: " and ")
}

extension ArchitectureHead {
  /// The head in words with their article.
  package var text: String {
    switch self {
    case .none: "no head"
    case .tokens: "a head for words"
    case .labels: "a classifier"
    }
  }
}

private func shown(_ path: String) -> String { VisibleText.escaped(path) }

private func quoted(_ text: String) -> String { VisibleText.quoted(text) }
