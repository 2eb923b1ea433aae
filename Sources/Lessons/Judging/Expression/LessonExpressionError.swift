import Tensors
import Tracing

/// Why an expression of a lesson cannot be read, or has no value in a world.
package struct LessonExpressionError: Error, Equatable, Sendable {
  /// Where in the text, in characters, from 1.
  package var column: Int
  /// What is wrong.
  package var problem: Problem

  /// What is wrong with an expression.
  package enum Problem: Equatable, Sendable {
    // MARK: How it is written

    /// Something else should stand here.
    case syntax(expected: String, found: String)
    /// An operator touches what stands beside it.
    case spaces(around: String)
    /// Something that was opened has no end.
    case unclosed(String, end: String)
    /// There is no such function.
    case function(String, nearest: [String])
    /// A side stands before a function, not before the address in it.
    case sidedFunction(side: String, String)
    /// A function has another number of arguments.
    case arguments(String, expected: String, found: Int)
    /// A number where a text is wanted, and the like.
    case kind(expected: String, found: String)
    /// A word that is none of those that can stand here.
    case word(what: String, String, allowed: [String])
    /// It is longer than any is.
    case tooLong(what: String, bytes: Int, limit: Int)
    /// Parentheses in parentheses, or a sum of very many numbers.
    case tooDeep(limit: Int)
    /// A placeholder's format is none.
    case format(String)
    /// A brace that begins no placeholder.
    case brace
    /// No action has this name.
    case action(String)

    // MARK: What it is read from

    /// The reference does not name cells of the computation.
    case reference(CellReferenceError)
    /// A name that is neither an address nor a fact, where there is no computation either.
    case name(String, facts: [String])
    /// There is no such computation on the screen.
    case side(LessonWorld.Side)
    /// A slice has no other number of axes or cells than it must have.
    case cells(expected: String, found: String)
    /// A whole number in a range is wanted.
    case whole(what: String, found: Double, allowed: ClosedRange<Int>?)
    /// Two slices of different sizes.
    case counts(Int, Int)
    /// The axis is none of the node's.
    case axis(Axis, of: Address, found: [Axis])
    /// There is no race on the screen.
    case noRace
    /// Nothing was measured there yet.
    case notMeasured(what: String, step: Int)
    /// No tokenizer has this name.
    case tokenizer(String)
    /// Nothing was written.
    case nothingWritten
    /// What stands at a place has no name.
    case noLabel(Axis, of: Address)
  }

  /// Makes an error.
  package init(_ problem: Problem, at column: Int) {
    self.column = column
    self.problem = problem
  }

  /// The same error in a text in which this one's stands further right.
  package func shifted(by columns: Int) -> LessonExpressionError {
    LessonExpressionError(problem, at: column + columns)
  }
}

extension LessonExpressionError: CustomStringConvertible {
  /// One line: the column, what is wrong, what was expected.
  package var description: String { "column \(column): \(problem)" }
}

extension LessonExpressionError.Problem: CustomStringConvertible {
  /// One line: what is wrong, what was expected, what to do.
  package var description: String {
    switch self {
    case .syntax(let expected, let found): "expected \(expected), found \(found)"
    case .spaces(let sign): "'\(sign)' stands between spaces: x \(sign) y"
    case .unclosed(let begin, let end): "\(begin) has no end: expected \(end)"
    case .function(let name, let nearest):
      "there is no function \(VisibleText.quoted(name, limit: 40))" + Self.meant(nearest)
    case .sidedFunction(let side, let name):
      "'\(side):' stands before an address: \(name)(\(side):ADDRESS)"
    case .arguments(let name, let expected, let found):
      "'\(name)' takes \(expected), found \(found)"
    case .kind(let expected, let found): "expected \(expected), found \(found)"
    case .word(let what, let word, let allowed):
      "\(VisibleText.quoted(word, limit: 40)) is no \(what): expected \(Self.listed(allowed))"
    case .tooLong(let what, let bytes, let limit):
      "\(bytes) bytes are too long for \(what): at most \(limit)"
    case .tooDeep(let limit): "nested too deeply: at most \(limit) levels"
    case .format(let text):
      "\(VisibleText.quoted(text, limit: 40)) is no format: expected .2f, .1%, d or .1e"
    case .brace: "'}' begins no placeholder: write '\\}' for a brace"
    case .action(let name):
      "there is no action \(VisibleText.quoted(name, limit: 40)): "
        + "'cutaway lessons list --actions' names them"
    case .reference(let error): VisibleText.defused("\(error)", limit: 400)
    case .name(let name, let facts):
      "\(VisibleText.quoted(name, limit: 40)) is neither an address nor a fact of this lesson"
        + (facts.isEmpty ? "" : "; its facts are \(Self.listed(facts, "and"))")
    case .side(.now): "no computation is on the screen: open a model first"
    case .side(.before): "nothing is changed here, so there is no 'before'"
    case .side(.compared(let side)):
      "no comparison on the screen has a side '\(["a", "b", "c"][min(max(side, 0), 2)])'"
    case .cells(let expected, let found): "expected \(expected), found \(found)"
    case .whole(let what, let found, let allowed):
      "\(what) must be a whole number"
        + (allowed.map { " between \($0.lowerBound) and \($0.upperBound)" } ?? "")
        + ", is \(Number.text(found))"
    case .counts(let first, let second):
      "expected two slices with equally many numbers, found \(first) and \(second)"
    case .axis(let axis, let address, let found):
      VisibleText.defused(
        "\(address): has no axis '\(axis.rawValue)'; "
          + (found.isEmpty
            ? "it is a single number"
            : "its axes are \(found.map(\.rawValue).joined(separator: ", "))"))
    case .noRace: "no race is on the screen"
    case .notMeasured(let what, let step): "\(what) is not known yet at step \(step)"
    case .tokenizer(let name): "no tokenizer is called \(VisibleText.quoted(name, limit: 40))"
    case .nothingWritten: "nothing was written: only a pair's decoder or a writing model does"
    case .noLabel(let axis, let address):
      VisibleText.defused("\(address): what stands along '\(axis.rawValue)' has no names")
    }
  }

  private static func meant(_ nearest: [String]) -> String {
    nearest.isEmpty ? "" : "; did you mean \(listed(nearest))?"
  }

  static func listed(_ words: [String], _ last: String = "or") -> String {
    guard words.count > 1, let end = words.last else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(last) " + end
  }
}
