import Tensors

/// Why a language could not be read, or no text of it be drawn.
package enum LanguageError: Error, Equatable, Sendable {
  /// The file itself could not be read.
  case file(FileError)
  /// There is no such language; `nearest` is the one that was probably meant.
  case unknown(found: String, nearest: String?, builtIn: [String])
  /// A line of the grammar is not what it should be; line 0 stands for the file as a whole.
  case grammar(path: String, line: Int, LanguageProblem)
  /// No text came about; `rule` failed most often, first written at `line`.
  case impossible(path: String, line: Int, rule: String, tries: Int)
  /// No text that was drawn belongs to what was asked for.
  case noneOf(path: String, wanted: String, tries: Int)
}

extension LanguageError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .file(let error): error.description
    case .unknown(let found, let nearest, let builtIn):
      "\(VisibleText.quoted(found)) is no language"
        + (nearest.map { "; did you mean '\($0)'" } ?? "")
        + ". Built in: \(builtIn.joined(separator: ", ")); a grammar file is given by its path"
    case .grammar(let path, let line, let problem):
      "\(VisibleText.escaped(path)):\(line == 0 ? "" : "\(line):") \(problem)"
    case .impossible(let path, let line, let rule, let tries):
      "\(VisibleText.escaped(path)):\(line): no text in \(tries) tries, most often because rule "
        + "\(VisibleText.quoted(rule)) found nothing that fits; loosen its conditions"
    case .noneOf(let path, let wanted, let tries):
      "\(VisibleText.escaped(path)): none of \(tries) texts belongs to \(wanted); "
        + "the language has too few of them"
    }
  }
}
