extension LessonLint {
  /// Finds terms that are used before the lesson that introduces them.
  mutating func checkTerms() {
    let before = LessonOrder.predecessors(of: entry.lesson.id, in: library)
    var known = Set(entry.lesson.terms)
    for id in before { known.formUnion(library[id]?.lesson.terms ?? []) }
    for (language, prose) in entry.prose.sorted(by: { $0.key < $1.key }) {
      let finder = TermFinder(library.glossary, language: language)
      var told: Set<String> = []
      for text in texts(of: prose, language) {
        for use in finder.uses(in: text.source)
        where !known.contains(use.term) && told.insert(use.term).inserted {
          let introducers = LessonOrder.introducers(of: use.term, in: library)
          add(
            text.position(at: use.offset),
            "term \(use.term): expected a term that this lesson or one that it comes after "
              + "introduces, found \(use.form), which "
              + (introducers.isEmpty
                ? "no lesson introduces" : "\(introducers.joined(separator: " and ")) introduces"))
        }
      }
    }
  }

  /// All texts of a language, with where they stand.
  func texts(of prose: LessonProse, _ language: String) -> [LessonText] {
    let path = prosePath(language)
    let source = entry.sources[path]
    func whole(_ text: String, _ beginning: String, skipping: Int) -> LessonText {
      LessonText(
        text,
        position: LessonPosition(
          path: path, line: source?.line(beginning: beginning) ?? 1, column: skipping + 1))
    }
    let first = Array(prose.summary.unicodeScalars.prefix(20))
    let head = [
      whole(prose.title, "# ", skipping: 2),
      whole(prose.summary, text(first), skipping: 0),
      whole(prose.ability, "- <!-- can", skipping: 0),
    ]
    return head
      + prose.steps.flatMap { step in
        [LessonText(step.title, position: columns(step.position, 3))] + step.paragraphs
          + step.entries.map(\.text)
      }
  }

  private func columns(_ position: LessonPosition, _ count: Int) -> LessonPosition {
    LessonPosition(path: position.path, line: position.line, column: position.column + count)
  }
}
