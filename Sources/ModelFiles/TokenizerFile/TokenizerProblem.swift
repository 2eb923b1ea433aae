import Tensors
import Tokenizers

/// Why a `tokenizer.json` makes no tokenizer here; every case has its place in the file.
package enum TokenizerProblem: Error, Equatable, Sendable {
  /// A value cannot be.
  case value(place: String, expected: String, found: String)
  /// A value asks for something that is not done here.
  case unsupported(place: String, found: String, supported: String)
  /// A component is none that is done here.
  case component(place: String, found: String, supported: [String])
  /// An option is not known, so that nobody can tell what it changes.
  case unknownOption(place: String, option: String)
  /// A regular expression is none of those that are done here.
  case regularExpression(place: String, found: String)
  /// The pre-tokenizer ByteLevel stands where its bytes would be seen as characters.
  case byteLevel(place: String, reader: String)
  /// Two entries of the vocabulary are the same text.
  case entryTwice(place: String, found: String, first: Int)
  /// Two entries of the vocabulary have one id.
  case idTwice(place: String, id: Int)
  /// The vocabulary is larger than is read.
  case vocabularyTooLarge(place: String)
  /// Two added tokens are the same text.
  case addedTokenTwice(place: String, found: String, first: Int)
  /// A name stands for no entry of the vocabulary.
  case noEntry(place: String, found: String)
  /// A template names a special token that is not described beside it.
  case noSpecialToken(place: String, found: String)
  /// An id stands for another token than the file says beside it.
  case otherToken(place: String, id: Int, expected: String, found: String)
}

extension TokenizerProblem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .value(let place, let expected, let found):
      "\(place.isEmpty ? "" : "\(place): ")expected \(expected), found \(found); correct the file"
    case .unsupported(let place, let found, let supported):
      "\(place): \(found) is not supported; use a tokenizer where it is \(supported)"
    case .component(let place, let found, let supported):
      "\(place): \(VisibleText.quoted(found)) is not supported; use a tokenizer with one of "
        + supported.joined(separator: ", ")
    case .unknownOption(let place, let option):
      "\(place.isEmpty ? "" : "\(place): ")has an option \(VisibleText.quoted(option)), which is not known here; "
        + "take it out if it changes nothing"
    case .regularExpression(let place, let found):
      "\(place): the regular expression \(VisibleText.quoted(found)) is not supported; "
        + "use a tokenizer with a pattern in common use"
    case .byteLevel(let place, let reader):
      "\(place): ByteLevel is supported only as the last pre-tokenizer, before a BPE model, "
        + "found \(reader) after it; use a tokenizer where it is so"
    case .entryTwice(let place, let found, let first):
      "\(place): \(VisibleText.quoted(found)) is entry \(first) already; correct the file"
    case .idTwice(let place, let id):
      "\(place): two entries have the id \(id); correct the file"
    case .vocabularyTooLarge(let place):
      "\(place): the entries take 2 GiB or more; use a smaller vocabulary"
    case .addedTokenTwice(let place, let found, let first):
      "\(place): \(VisibleText.quoted(found)) is added_tokens[\(first)] already; correct the file"
    case .noEntry(let place, let found):
      "\(place): expected an entry of the vocabulary, found \(VisibleText.quoted(found)); "
        + "correct the file"
    case .noSpecialToken(let place, let found):
      "\(place): expected a token that special_tokens describes, found "
        + "\(VisibleText.quoted(found)); correct the file"
    case .otherToken(let place, let id, let expected, let found):
      "\(place): expected the id of \(VisibleText.quoted(expected)), found \(id), which is "
        + "\(found); correct the file"
    }
  }
}
