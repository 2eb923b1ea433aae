/// The words of a lesson in one language.
package struct LessonProse: Equatable, Sendable {
  /// The language: `en`, `zh`.
  package var language: String
  /// The lesson's name.
  package var title: String
  /// What it is about, one or two sentences.
  package var summary: String
  /// What a reader can do after it that they could not before, one line.
  package var ability: String
  /// The words of each step, by its id, in the order of the file.
  package var steps: [StepProse]

  /// Makes the words.
  package init(
    language: String, title: String, summary: String, ability: String, steps: [StepProse]
  ) {
    self.language = language
    self.title = title
    self.summary = summary
    self.ability = ability
    self.steps = steps
  }

  /// The words of a step.
  package subscript(step: String) -> StepProse? { steps.first { $0.id == step } }
}

/// The words of a step.
///
/// Placeholders stand in them as written: `{mean(…):.2f}`.
package struct StepProse: Equatable, Sendable {
  /// The step's id.
  package var id: String
  /// The revision of the step that they speak about.
  package var revision: Int
  /// What the step is called.
  package var title: String
  /// What is said, paragraph by paragraph.
  package var paragraphs: [LessonText]
  /// The rest, by what it is for.
  package var entries: [Entry]
  /// Where they begin in their file.
  package var position: LessonPosition

  /// A text with what it is for.
  package struct Entry: Equatable, Sendable {
    /// What it is for.
    package var role: Role
    /// The text.
    package var text: LessonText

    /// Makes an entry.
    package init(_ role: Role, _ text: LessonText) {
      self.role = role
      self.text = text
    }
  }

  /// What a text is for.
  package enum Role: Hashable, Sendable {
    /// The question.
    case ask
    /// An answer that can be chosen.
    case choice(String)
    /// Why it is right or wrong.
    case because(String)
    /// What is said to the right answer, why it is right.
    case right
    /// What is said to a mistake that was recognized.
    case mistake(String)
    /// What is said to any other wrong answer.
    case other
    /// A hint: 1 nudges, 2 gives the method, 3 works it out.
    case hint(Int)
    /// An item that is put in order.
    case item(String)
    /// What stands before the number of a line of a calculation.
    case line(String)
    /// The line that names a what-if above the explorer.
    case change
  }

  /// Makes the words of a step.
  package init(
    id: String, revision: Int = 1, title: String, paragraphs: [LessonText], entries: [Entry] = [],
    position: LessonPosition = LessonPosition()
  ) {
    self.id = id
    self.revision = revision
    self.title = title
    self.paragraphs = paragraphs
    self.entries = entries
    self.position = position
  }

  /// The text for something; nil where there is none.
  package func text(_ role: Role) -> LessonText? { entries.first { $0.role == role }?.text }
}

/// A text as it stands in a lesson's file, with where it stands.
package struct LessonText: Equatable, Sendable {
  /// The text, its lines joined; `*emphasis*`, `**strong**`, `code` and placeholders as written.
  package var source: String
  /// Where it begins.
  package var position: LessonPosition
  /// Where its further lines begin.
  package var breaks: [Break] = []

  /// The beginning of a line within a text.
  package struct Break: Equatable, Sendable {
    /// The character of the text, from 0.
    package var offset: Int
    /// The line of the file, from 1.
    package var line: Int
    /// The column there, from 1.
    package var column: Int

    /// Makes a beginning.
    package init(offset: Int, line: Int, column: Int) {
      self.offset = offset
      self.line = line
      self.column = column
    }
  }

  /// Where a character of the text stands in the file.
  ///
  /// - Parameter offset: Its number, from 0, counted in Unicode scalars.
  /// - Returns: Line and column.
  package func position(at offset: Int) -> LessonPosition {
    guard let last = breaks.last(where: { $0.offset <= offset }) else {
      var place = position
      place.column += offset
      return place
    }
    return LessonPosition(
      path: position.path, line: last.line, column: last.column + offset - last.offset)
  }

  /// Makes a text.
  package init(_ source: String, position: LessonPosition = LessonPosition()) {
    self.source = source
    self.position = position
  }
}
