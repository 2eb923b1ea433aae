import Tensors

/// Why a model cannot be written as a folder in the form of Hugging Face.
///
/// `description` is one line that says what was expected, what was found and what to do.
package enum ExportError: Error, Equatable, Sendable {
  /// A file could not be written.
  case file(ModelFileError)
  /// The model has a setting that the family does not have.
  case setting(family: ExportedModel.Family, name: String, model: String, allowed: String)
  /// A key of the configuration would have a value that cannot be.
  case value(family: ExportedModel.Family, ArchitectureError)
  /// A second head stands on another encoder than the first, by a tensor that differs.
  case twoEncoders(tensor: String)
  /// The model is of none of the families that can be written.
  case architecture(String)
}

extension ExportError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .file(let error): error.description
    case .setting(let family, let name, let model, let other):
      "cannot be written as \(family.rawValue): \(name) is \"\(model)\", where that architecture has "
        + "\"\(other)\"; export a model that agrees with it"
    case .value(let family, .value(_, let key, let expected, let found)):
      "cannot be written as \(family.rawValue): its \"\(key)\" would be \(found), where that "
        + "architecture has \(expected); export a model that agrees with it"
    case .value(let family, let error):
      "cannot be written as \(family.rawValue): \(error)"
    case .twoEncoders(let tensor):
      "the second head is not on the first one's encoder: tensor \"\(tensor)\" differs; "
        + "train both heads on one encoder"
    case .architecture(let name):
      "\(VisibleText.escaped(name)) cannot be written; what can is \(Self.families)"
    }
  }

  /// The classes that are written, as a list.
  private static var families: String {
    ExportedModel.Family.allCases.compactMap { $0.className(.tokens) }.joined(separator: ", ")
  }
}
