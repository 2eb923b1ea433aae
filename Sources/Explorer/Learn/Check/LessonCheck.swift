import Lessons
import Screen

/// Checks lessons against the models that they speak about: in the explorer itself, without a terminal.
package struct LessonCheck {
  /// What a check brought.
  package struct Result {
    /// What is wrong, in the order of the files.
    package var problems: [LessonProblem] = []
    /// What the placeholders say.
    package var figures = LessonFigures()
    /// How many claims were borne out.
    package var claims = 0
    /// How many right and wrong answers were given.
    package var answers = 0
  }

  private let library: LessonLibrary
  private let state: State
  private let shelf = ModelShelf()

  /// Makes a check of lessons that belong together; a state says which models there are.
  package init(_ library: LessonLibrary, _ state: State) {
    self.library = library
    var state = state
    state.learn = LearnState(library: library)
    self.state = state
  }

  /// Checks a lesson.
  ///
  /// - Parameters:
  ///   - entry: The lesson.
  ///   - kept: What its placeholders said; nil where nothing is kept.
  ///   - plays: Whether answers are given, right and wrong ones.
  /// - Returns: What is wrong with it.
  package func check(_ entry: LessonEntry, kept: LessonFigures?, plays: Bool) -> Result {
    var result = Result(problems: LessonLint.problems(of: entry, in: library))
    // What cannot be read cannot be played either.
    guard result.problems.isEmpty || !plays else { return result }
    // What was opened for a step is still open for the next.
    var explorer = HeadlessExplorer(state, shelf: shelf)
    for language in entry.prose.keys.sorted() {
      explorer.begin {
        $0.language = DisplayLanguage(rawValue: language) ?? .english
        return []
      }
      for index in entry.lesson.steps.indices {
        var step = StepCheck(entry, index, language, explorer, result.figures)
        step.run(plays: plays, isFirst: language == entry.prose.keys.min())
        explorer = step.explorer
        result.problems += step.problems
        result.figures = step.figures
        result.claims += step.claims
        result.answers += step.answers
      }
    }
    if let kept { result.problems += Self.differences(entry, result.figures, kept) }
    result.problems = Self.inOrder(result.problems)
    return result
  }

  /// What placeholders say otherwise than they did.
  private static func differences(
    _ entry: LessonEntry, _ figures: LessonFigures, _ kept: LessonFigures
  ) -> [LessonProblem] {
    func problem(_ text: String) -> LessonProblem {
      LessonProblem(
        position: LessonPosition(path: entry.path + "/" + LessonFigures.name, line: 0, column: 0),
        text: text)
    }
    let advice = "look at the step, then run 'cutaway lessons check --record'"
    var problems: [LessonProblem] = []
    for figure in figures.figures {
      guard let old = kept.figure(step: figure.step, expression: figure.expression) else {
        problems.append(
          problem(
            "step \(figure.step): {\(figure.expression)} is \(figure.value) and new; \(advice)"))
        continue
      }
      guard !old.agrees(with: figure.value) else { continue }
      problems.append(
        problem(
          "step \(figure.step): {\(figure.expression)} was \(old.value) and is \(figure.value); "
            + advice))
    }
    for old in kept.figures
    where figures.figure(step: old.step, expression: old.expression) == nil {
      problems.append(
        problem("step \(old.step): {\(old.expression)} is in no text any more; \(advice)"))
    }
    return problems
  }

  /// By file and place, each once: what is wrong in both languages is said once.
  private static func inOrder(_ problems: [LessonProblem]) -> [LessonProblem] {
    var seen: [LessonProblem] = []
    for problem in problems.sorted(by: { $0.position < $1.position })
    where !seen.contains(problem) {
      seen.append(problem)
    }
    return seen
  }
}
