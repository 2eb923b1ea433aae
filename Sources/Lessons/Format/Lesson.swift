/// A lesson without its words: what the explorer does, what is claimed, what is asked.
///
/// The words stand in one Markdown file for each language (``LessonProse``), by the ids of the steps.
package struct Lesson: Equatable, Sendable {
  /// What it is called in files and on the command line: `scores-to-weights`.
  package var id: String
  /// The part of the course, from 1.
  package var part: Int
  /// Its place in the course, from 1; nil for one that is none of the course's numbered lessons.
  package var number: Int?
  /// The lessons whose terms it uses; theirs count too.
  package var after: [String]
  /// The terms that it introduces, by their ids in the glossary.
  package var terms: [String]
  /// Numbers that no model computes, each with where it is from.
  package var facts: [LessonFact]
  /// Steps of earlier lessons that are asked again before it begins.
  package var recalls: [StepReference]
  /// Whether the steps that ask are put in an order drawn from a seed; the first and the last stay.
  package var isShuffled: Bool
  /// The steps, in their order.
  package var steps: [LessonStep]

  /// Makes a lesson.
  package init(
    id: String, part: Int, number: Int? = nil, after: [String] = [], terms: [String] = [],
    facts: [LessonFact] = [], recalls: [StepReference] = [], isShuffled: Bool = false,
    steps: [LessonStep]
  ) {
    self.id = id
    self.part = part
    self.number = number
    self.after = after
    self.terms = terms
    self.facts = facts
    self.recalls = recalls
    self.isShuffled = isShuffled
    self.steps = steps
  }
}

/// A number that no model computes: a year, a figure of a paper.
package struct LessonFact: Equatable, Sendable {
  /// What it is called in placeholders.
  package var name: String
  /// The number.
  package var value: Double
  /// Where it is from.
  package var source: String

  /// Makes a fact.
  package init(name: String, value: Double, source: String) {
    self.name = name
    self.value = value
    self.source = source
  }
}

/// A step of a lesson, named from elsewhere: `query-key-value/score-by-hand`.
package struct StepReference: Hashable, Sendable {
  /// The lesson's id.
  package var lesson: String
  /// The step's id.
  package var step: String

  /// Makes a reference.
  package init(lesson: String, step: String) {
    self.lesson = lesson
    self.step = step
  }
}
