import Tensors

/// Why a recipe cannot be read.
package enum RecipeError: Error, Equatable, Sendable {
  /// Where a value stands.
  package enum Place: Equatable, Sendable {
    /// A line of a file, counted from 1.
    case line(path: String, number: Int)
    /// An option of the command line: `--set`.
    case option(String)
  }

  /// A line is not UTF-8.
  case encoding(Place)
  /// A line, or what follows an option, is no key with a value.
  case line(Place, found: String)
  /// There is no such key; `nearest` is the one that was probably meant.
  case key(Place, found: String, nearest: String?)
  /// A key has two values; `first` is where the other one stands.
  case twice(Place, key: String, first: Place)
  /// A value is not what the key may have.
  case value(Place, key: String, expected: String, found: String)
  /// A recipe has no value for a key that it must have.
  case missing(path: String, key: String, expected: String)
  /// `from` stands after other keys, or not in a file.
  case fromIsLate(Place)
  /// `from` names no recipe; `nearest` is the one that was probably meant.
  case noRecipe(Place, found: String, nearest: String?)
  /// Recipes take their values from each other in a circle.
  case circle(Place, found: String)
  /// Recipes take their values from each other over too many files.
  case tooDeep(Place, limit: Int)
  /// A word names neither a built-in recipe nor a file; `nearest` is the one that was probably meant.
  case unknown(found: String, nearest: String?, builtIn: [String])
}

extension RecipeError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .encoding(let place):
      "\(place): expected UTF-8, found other bytes; save the file as UTF-8"
    case .line(let place, let found):
      "\(place): expected key = value, found \(VisibleText.quoted(found))"
    case .key(let place, let found, let nearest):
      "\(place): key \(VisibleText.quoted(found)), expected "
        + (nearest.map { "a known one, perhaps \($0)" }
          ?? "one of \(RecipeKey.allCases.map(\.rawValue).joined(separator: ", "))")
        + ", found no such key"
    case .twice(let place, let key, let first):
      "\(place): key \(key), expected once, found again after \(first)"
    case .value(let place, let key, let expected, let found):
      "\(place): key \(key), expected \(expected), found \(VisibleText.quoted(found))"
    case .missing(let path, let key, let expected):
      "\(shown(path)): key \(key), expected \(expected), found nothing"
    case .fromIsLate(let place):
      "\(place): key from, expected as the first line of a recipe, found elsewhere"
    case .noRecipe(let place, let found, let nearest):
      "\(place): key from, expected a built-in recipe"
        + (nearest.map { " (perhaps \($0))" } ?? "")
        + " or a path with / or .recipe, found \(VisibleText.quoted(found))"
    case .circle(let place, let found):
      "\(place): key from, expected a recipe that does not lead back here, "
        + "found \(VisibleText.quoted(found))"
    case .tooDeep(let place, let limit):
      "\(place): key from, expected at most \(limit) recipes one after another, found one more"
    case .unknown(let found, let nearest, let builtIn):
      "\(VisibleText.quoted(found)): is neither a built-in recipe nor a file"
        + (nearest.map { "; did you mean \($0)?" } ?? "; give the path of a file.")
        + (builtIn.isEmpty ? "" : " Built in: \(builtIn.joined(separator: ", "))")
    }
  }
}

extension RecipeError {
  /// Whether the command line is wrong, not a file.
  package var isOnCommandLine: Bool {
    switch self {
    case .encoding(let place), .line(let place, _), .key(let place, _, _), .twice(let place, _, _),
      .value(let place, _, _, _), .fromIsLate(let place), .noRecipe(let place, _, _),
      .circle(let place, _), .tooDeep(let place, _):
      if case .option = place { true } else { false }
    case .missing: false
    case .unknown: true
    }
  }
}

extension RecipeError.Place: CustomStringConvertible {
  package var description: String {
    switch self {
    case .line(let path, let number): "\(shown(path)):\(number)"
    case .option(let name): name
    }
  }
}

/// A path, as far as anybody reads it: one that recipes put together may be of any length.
private func shown(_ path: String) -> String { VisibleText.escaped(path, limit: 300) }
