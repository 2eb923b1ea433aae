import Lessons
import Screen
import Tracing

extension State {
  // MARK: Keys

  /// A key that means something of its own in a lesson; nil for one that means what it means everywhere.
  mutating func pressInLesson(_ key: Key) -> [Effect]? {
    guard isInLesson, overlay == nil else { return nil }
    if isLessonFocused { return goBack(with: key) ?? (answer(with: Keymap.plain(key)) ? [] : nil) }
    guard opening == nil, letters == .commands else { return nil }
    if Keymap.action(for: key, in: .lesson, letters: .commands) == .flipChange, canFlip {
      flipChange()
      return []
    }
    guard key == .enter, place == .explore, isPointing else { return nil }
    return pointAnswer()
  }

  /// At the end of a lesson the number of a step leads to it; nil for any other key.
  private mutating func goBack(with key: Key) -> [Effect]? {
    guard let lesson = learn?.lesson, lesson.isAtEnd,
      case .character(let scalar) = Keymap.plain(key),
      let number = Int(String(scalar)), number > 0, number <= lesson.items.count
    else { return nil }
    return enter(number - 1)
  }

  /// Whether the step wants a cell, which Enter answers with.
  var isPointing: Bool {
    guard let lesson = learn?.lesson, !lesson.isRevealed, case .point = lesson.item?.question?.kind
    else { return false }
    return true
  }

  /// What numbers are written with.
  private func isOfNumber(_ scalar: Unicode.Scalar) -> Bool {
    "0123456789.-−eE/".unicodeScalars.contains(scalar)
  }

  /// Lets a key choose, type or put in order; false where it does not.
  private mutating func answer(with key: Key) -> Bool {
    guard let lesson = learn?.lesson, !lesson.isRevealed, let question = lesson.item?.question,
      let work = lesson.work
    else { return false }
    var digit: Int?
    if case .character(let scalar) = key { digit = Int(String(scalar)) }
    switch question.kind {
    case .choose(let choices):
      guard let digit, digit >= 1, digit <= choices.count else { return false }
      changeWork { $0.choice = digit - 1 }
    case .order:
      if key == .backspace {
        changeWork { _ = $0.order.popLast() }
      } else if let digit, digit >= 1, digit <= work.mixed.count {
        let item = work.mixed[digit - 1]
        if !work.order.contains(item) { changeWork { $0.order.append(item) } }
      } else {
        return false
      }
    case .number, .derive:
      switch key {
      case .backspace: changeWork { $0.edit { $0 = String($0.dropLast()) } }
      case .character(let scalar) where isOfNumber(scalar):
        changeWork { $0.edit { $0.unicodeScalars.append(scalar == "-" ? "−" : scalar) } }
      default: return false
      }
    case .point, .bring: return false
    }
    learn?.lesson?.first = nil
    return true
  }

  /// Types a text that came in one piece.
  mutating func typeInLesson(_ text: String) {
    for scalar in text.unicodeScalars where isOfNumber(scalar) {
      _ = answer(with: .character(scalar))
    }
  }

  // MARK: Judging

  /// Judges the cell that the cursor is on.
  private mutating func pointAnswer() -> [Effect] {
    guard let walk = explore else { return [] }
    return judge(.here, at: CellName(walk.context(language, medium)).short)
  }

  /// Judges an answer; a right one ends the step.
  mutating func judge(_ answer: LessonAnswer, at place: String = "") -> [Effect] {
    guard let question = learn?.lesson?.item?.question else { return [] }
    guard let world = answer == .here ? screenWorld : lessonWorld else {
      return tellLesson(.stillOpening)
    }
    do {
      let verdict = try LessonJudge.verdict(on: answer, to: question, in: world)
      changeWork { work in
        work.tries += 1
        work.given = StepWork.Given(answer: answer, verdict: verdict, place: place)
        if let line = verdict.line { work.go(toLine: line, of: question) }
      }
      learn?.lesson?.first = nil
      return verdict == .right ? finish(.answered) : []
    } catch {
      notice = Notice(.problem, medium.shown("\(error)"))
      return []
    }
  }

  /// Judges the state of the explorer where the step is to bring it into one; tells a mistake when it begins.
  mutating func judgeState() -> [Effect] {
    guard let lesson = learn?.lesson, lesson.isShown, !lesson.isRevealed, let item = lesson.item,
      let question = item.question, case .bring = question.kind, let world = screenWorld,
      let verdict = try? LessonJudge.verdict(on: .here, to: question, in: world)
    else { return [] }
    var mistake: String?
    switch verdict {
    case .right:
      changeWork { work in
        work.tries += 1
        work.given = StepWork.Given(answer: .here, verdict: .right)
      }
      return finish(.answered)
    case .mistake(let id, _): mistake = id
    case .wrongChoice, .other: break
    }
    guard mistake != lesson.work?.standing else { return [] }
    changeWork { work in
      work.standing = mistake
      guard mistake != nil else { return }
      work.tries += 1
      work.given = StepWork.Given(answer: .here, verdict: verdict)
    }
    learn?.lesson?.first = nil
    return []
  }
}

extension LessonVerdict {
  /// The line of a calculation that is wrong, or the item of an order.
  var line: String? {
    switch self {
    case .mistake(_, let line), .other(let line): line
    case .right, .wrongChoice: nil
    }
  }
}

extension StepWork {
  /// Changes the number that is typed; what was judged before stays until the next answer.
  mutating func edit(_ change: (inout String) -> Void) {
    guard fields.indices.contains(field) else { return }
    change(&fields[field])
    fields[field] = String(fields[field].prefix(Self.longestNumber))
  }

  /// Goes to the blank of a line.
  mutating func go(toLine line: String, of question: LessonQuestion) {
    guard case .derive(let lines) = question.kind else { return }
    let blanks = lines.filter(\.isBlank)
    if let place = blanks.firstIndex(where: { $0.id == line }) { field = place }
  }
}
