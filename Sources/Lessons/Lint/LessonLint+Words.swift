extension LessonLint {
  /// Checks that each language has the words that the steps need, and no others.
  mutating func checkWords() {
    for language in Self.languages where entry.prose[language] == nil {
      add(
        LessonPosition(path: prosePath(language), line: 0, column: 0),
        "expected the words of \(entry.lesson.id) in this language, found no such file")
    }
    for (language, prose) in entry.prose.sorted(by: { $0.key < $1.key }) {
      checkOrder(of: prose, path: prosePath(language))
      for step in entry.lesson.steps {
        if let words = prose[step.id] { check(words, of: step) }
      }
    }
  }

  /// The same steps, in the same order.
  private mutating func checkOrder(of prose: LessonProse, path: String) {
    let ids = entry.lesson.steps.map(\.id)
    let missing = ids.filter { prose[$0] == nil }
    if !missing.isEmpty {
      add(
        LessonPosition(path: path),
        "expected all steps of lesson.steps, found none for \(missing.joined(separator: " "))")
    }
    for step in prose.steps where !ids.contains(step.id) {
      add(
        step.position, "step \(step.id): expected a step of lesson.steps, found no such step there")
    }
    let known = prose.steps.filter { ids.contains($0.id) }
    let expected = ids.filter { prose[$0] != nil }
    if let (found, due) = zip(known, expected).first(where: { !isSame($0.id, $1) }) {
      add(
        found.position,
        "step \(found.id): expected \(due) here, as in lesson.steps, found \(found.id)")
    }
  }

  private mutating func check(_ words: StepProse, of step: LessonStep) {
    if words.revision != step.revision {
      let lags = words.revision < step.revision
      add(
        words.position,
        "step \(step.id): expected revision \(step.revision), found \(words.revision); "
          + (lags
            ? "read what changed in lesson.steps and the other language, then count up here"
            : "count up in lesson.steps too"))
    }
    if words.paragraphs.isEmpty, step.question == nil {
      add(words.position, "step \(step.id): expected prose or a question, found neither")
    }
    let needed = Self.roles(of: step)
    let missing = needed.filter { words.text($0) == nil }
    if !missing.isEmpty {
      add(
        words.position,
        "step \(step.id): expected \(missing.map { "<!-- \($0) -->" }.joined(separator: " ")), "
          + "found none")
    }
    for entry in words.entries where !needed.contains(entry.role) {
      add(
        entry.text.position,
        "step \(step.id): expected what lesson.steps asks for, found <!-- \(entry.role) -->")
    }
    for entry in words.entries where entry.text.source.isEmpty {
      add(entry.text.position, "step \(step.id): expected a text for \(entry.role), found none")
    }
  }

  /// The texts that a step needs beside its prose.
  static func roles(of step: LessonStep) -> [StepProse.Role] {
    var roles: [StepProse.Role] = []
    let changes = (step.actions + step.reveal).contains { action in
      switch action {
      case .whatIf, .broken: true
      default: false
      }
    }
    if changes { roles.append(.change) }
    guard let question = step.question else { return roles }
    roles.append(.ask)
    switch question.kind {
    case .choose(let choices):
      roles += choices.flatMap { [.choice($0.id), .because($0.id)] }
    case .order(let items): roles += items.map { .item($0) }
    case .derive(let lines): roles += lines.map { .line($0.id) }
    case .number, .point, .bring: break
    }
    roles += (1...3).map { .hint($0) } + [.right]
    roles += question.mistakes.map { .mistake($0.id) }
    if case .choose = question.kind { return roles }
    return roles + [.other]
  }
}
