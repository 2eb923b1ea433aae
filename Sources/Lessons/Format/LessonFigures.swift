import Tensors

/// What a lesson's placeholders said when somebody last looked at them: kept beside the lesson in a file called
/// `figures`, so that another model, or a placeholder that points elsewhere, is noticed.
///
/// One line for each: the step, the placeholder as written, what it is; with tabs between them.
package struct LessonFigures: Equatable, Sendable {
  /// A placeholder and what it said.
  package struct Figure: Equatable, Sendable {
    /// The step's id.
    package var step: String
    /// The placeholder's expression, as written.
    package var expression: String
    /// What it is: a number with six digits, or a text in quotes.
    package var value: String

    /// Makes a figure.
    package init(step: String, expression: String, value: String) {
      self.step = step
      self.expression = expression
      self.value = value
    }

    /// Whether another value is this one, but for what other machines round otherwise.
    package func agrees(with other: String) -> Bool {
      guard let mine = Self.number(value), let others = Self.number(other) else {
        return value.utf8.elementsEqual(other.utf8)
      }
      if mine == others || (mine.isNaN && others.isNaN) { return true }
      // Sums in another order differ in the last of seven digits; a race carries that through all of its steps.
      let tolerance = expression.contains("race") ? 0.02 : 0.001
      return abs(mine - others) <= tolerance * max(abs(mine), 0.01)
    }

    /// The number that a value is; nil for a text and for an infinity, which is what it is.
    private static func number(_ text: String) -> Double? {
      text.hasSuffix("∞") ? nil : Double(text.replacing("−", with: "-"))
    }
  }

  /// The name of the file.
  package static let name = "figures"

  /// The figures, in the order of the file.
  package var figures: [Figure]

  /// Makes a list.
  package init(_ figures: [Figure] = []) { self.figures = figures }

  /// Reads the file's text; a line that is none is left out, and so found missing.
  package init(reading text: String) {
    figures = text.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 3 else { return nil }
      return Figure(step: parts[0], expression: parts[1], value: parts[2])
    }
  }

  /// The file's text.
  package var text: String {
    figures.map { "\($0.step)\t\($0.expression)\t\($0.value)\n" }.joined()
  }

  /// What was kept of a placeholder; nil where nothing was.
  package func figure(step: String, expression: String) -> Figure? {
    figures.first {
      $0.step.utf8.elementsEqual(step.utf8) && $0.expression.utf8.elementsEqual(expression.utf8)
    }
  }
}
