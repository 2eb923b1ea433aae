extension LessonLint {
  /// Checks what each step asks and shows.
  mutating func checkSteps() {
    var hasAsked = false
    for (number, step) in entry.lesson.steps.enumerated() {
      checkPrediction(step, hasAsked)
      checkScene(step, number)
      if let question = step.question {
        hasAsked = true
        check(question)
      }
    }
  }

  /// What changes before the reader's eyes should have been predicted.
  private mutating func checkPrediction(_ step: LessonStep, _ hasAsked: Bool) {
    let changes = step.actions.contains {
      switch $0 {
      case .whatIf, .broken: true
      default: false
      }
    }
    let isShow = changes || !step.reveal.isEmpty
    let isBroken = step.actions.contains { if case .broken = $0 { true } else { false } }
    let what = !step.reveal.isEmpty ? "then" : isBroken ? "break" : "what-if"
    switch (step.question != nil, isShow, step.waiver != nil) {
    case (false, true, false):
      add(
        place(ofStatement: [what], from: step.position),
        "step \(step.id): expected a question before \(what), found none; "
          + "let the reader predict, or say with unasked why not")
    case (false, true, true) where !hasAsked:
      add(
        place(ofStatement: ["unasked"], from: step.position),
        "unasked: expected a step before \(step.id) that asks, found none")
    case (_, false, true):
      add(
        place(ofStatement: ["unasked"], from: step.position),
        "unasked: expected in a step with then or what-if, found in \(step.id)")
    default: break
    }
  }

  private mutating func checkScene(_ step: LessonStep, _ number: Int) {
    guard entry.lesson.scene(at: number, isRevealed: true).subject == nil,
      !(step.actions + step.reveal).isEmpty || !step.claims.isEmpty || step.question != nil
    else { return }
    add(
      step.position,
      "step \(step.id): expected open, generate, tokens, compare or race here or in a step before, "
        + "found none")
  }

  // MARK: Questions

  private mutating func check(_ question: LessonQuestion) {
    switch question.kind {
    case .choose(let choices): check(choices, question.position)
    case .number: checkMistakes(question, "number")
    case .point: checkMistakes(question, "point")
    case .bring: checkKeys(question)
    case .order(let items): checkOrder(items, question)
    case .derive(let lines): checkLines(lines, question)
    }
  }

  private mutating func check(_ choices: [LessonQuestion.Choice], _ position: LessonPosition) {
    if !(2...6).contains(choices.count) {
      add(position, "ask choose: expected two to six choices, found \(choices.count)")
    }
    let right = choices.count { $0.rule == .right }
    let isFixed = choices.allSatisfy { $0.rule == .right || $0.rule == .wrong }
    if right > 1 || (isFixed && right == 0) {
      add(position, "ask choose: expected exactly one right choice, found \(right)")
    }
  }

  private mutating func checkMistakes(_ question: LessonQuestion, _ kind: String) {
    guard question.mistakes.count < 2 else { return }
    add(
      question.position,
      "ask \(kind): expected at least two mistakes, found \(question.mistakes.count)")
  }

  private mutating func checkKeys(_ question: LessonQuestion) {
    if question.solution.isEmpty {
      add(question.position, "ask bring: expected solve and its keys, found none")
    }
    if question.wrong.count < 2 {
      add(
        question.position, "ask bring: expected at least two wrong, found \(question.wrong.count)")
    }
    for (number, keys) in question.wrong.enumerated()
    where keys == question.solution || question.wrong[..<number].contains(keys) {
      add(
        place(
          ofStatement: ["wrong", "\"\(keys.joined(separator: " "))\""], from: question.position),
        "wrong: expected other keys than in solve and in other lines, found them again")
    }
  }

  private mutating func checkOrder(_ items: [String], _ question: LessonQuestion) {
    if items.count < 3 {
      add(question.position, "ask order: expected at least three items, found \(items.count)")
    }
    for mistake in question.mistakes {
      guard case .before(let first, let second) = mistake.sign else { continue }
      let place = place(ofStatement: ["mistake", mistake.id], from: question.position)
      let numbers = [first, second].map { id in items.firstIndex { isSame($0, id) } }
      guard let one = numbers[0], let other = numbers[1] else {
        let unknown = numbers[0] == nil ? first : second
        add(place, "mistake \(mistake.id): expected items of this question, found \(unknown)")
        continue
      }
      if one <= other {
        add(
          place,
          "mistake \(mistake.id): expected an item put before one that it must follow, "
            + "found \(first) before \(second), which is right")
      }
    }
  }

  private mutating func checkLines(
    _ lines: [LessonQuestion.Line], _ question: LessonQuestion
  ) {
    if !lines.contains(where: \.isBlank) {
      add(question.position, "ask derive: expected at least one blank, found none")
    }
    for mistake in question.mistakes {
      guard case .number(_, let line) = mistake.sign else { continue }
      let isBlank = lines.contains { $0.isBlank && $0.id == line }
      if !isBlank {
        add(
          place(ofStatement: ["mistake", mistake.id], from: question.position),
          "mistake \(mistake.id): expected a blank line of this question, found \(line ?? "none")")
      }
    }
  }
}
