import Lessons
import Screen

extension PlainLesson {
  // MARK: What the reader says

  mutating func take(_ line: String) -> [String] {
    switch line {
    case "q", "quit": return end()
    case "l", "L": return switchLanguage()
    case "help": return PlainLessonText.help(language).split(separator: "\n").map(String.init)
    case "again": return page
    case "s": return scene
    case "", "next": return goOn()
    case "back": return move(.stepBack)
    case "skip": return told { $0.perform(.skipStep) }
    case "hint": return told { $0.perform(.hint) }
    case "flip":
      _ = told { $0.perform(.flipChange) }
      return takeNotice() + scene
    case "restore": return move(.restoreScene)
    case "restart":
      explorer.begin { $0.perform(.restartLesson) + $0.perform(.restartLesson) }
      return takeNotice() + page
    case "lessons":
      explorer.begin { $0.leaveLesson() }
      return list
    default: break
    }
    if let keys = keys(of: line) { return told({ _ in [] }, keys: keys) }
    // A number that is none of the choices is no command of the explorer's either.
    if case .choose? = lesson?.item?.question?.kind, lesson?.isRevealed == false, Int(line) != nil {
      return prompt
    }
    return explore(line)
  }

  /// Goes on where that is possible; says what is asked where it is not.
  private mutating func goOn() -> [String] {
    guard let lesson, lesson.isRevealed || lesson.isAtEnd else { return prompt }
    return move(.goOn)
  }

  /// Goes to another step.
  private mutating func move(_ action: Action) -> [String] {
    lessonKeys()
    explorer.begin { $0.perform(action) }
    settle()
    return takeNotice() + page
  }

  /// Does something within the step and says what is new.
  private mutating func told(
    _ change: (inout State) -> [Effect], keys: [Key] = []
  ) -> [String] {
    let (oldWords, oldScene) = (words, scene)
    lessonKeys()
    explorer.begin(change)
    explorer.press(keys)
    settle()
    return news(since: oldWords) + (scene == oldScene ? [] : screenNow) + prompt
  }

  /// What is said now and was not before.
  private mutating func news(since old: [String]) -> [String] {
    var left = old
    let lines = words.filter { line in
      guard let place = left.firstIndex(of: line) else { return true }
      left.remove(at: place)
      return false
    }
    return takeNotice() + lines
  }

  /// The screen after something on it has changed.
  private var screenNow: [String] { [PlainLessonText.answerHere(language)] + scene }

  /// Gives the lesson the keys.
  private mutating func lessonKeys() {
    explorer.begin {
      $0.giveLessonKeys()
      return []
    }
  }

  /// Lets what follows from a change be done.
  private mutating func settle() { explorer.send(.input(.resized(state.screen))) }

  /// The keys that give an answer; nil where a line is none.
  private func keys(of line: String) -> [Key]? {
    guard let lesson, !lesson.isRevealed, let question = lesson.item?.question,
      let work = lesson.work
    else { return nil }
    func typed(_ text: String) -> [Key] { text.unicodeScalars.map(Key.character) }
    func erased(_ text: String) -> [Key] { text.map { _ in .backspace } }
    switch question.kind {
    case .choose(let choices):
      guard let number = Int(line), (1...choices.count).contains(number) else { return nil }
      return typed(line) + [.enter]
    case .number, .derive:
      guard LessonJudge.number(typed: line) != nil, work.fields.indices.contains(work.field) else {
        return nil
      }
      return erased(work.fields[work.field]) + typed(line) + [.enter]
    case .order(let items):
      let digits = line.filter { !" ,，、".contains($0) }
      guard digits.count == items.count, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else {
        return nil
      }
      return work.order.map { _ in .backspace } + typed(digits) + [.enter]
    case .point: return nil
    case .bring: return nil
    }
  }

  /// Lets the explorer have a line.
  private mutating func explore(_ line: String) -> [String] {
    let (old, wasRevealed) = (words, lesson?.isRevealed ?? true)
    var lines: [String] = []
    if state.place == .tokens {
      let text = line.hasPrefix("tokens ") ? String(line.dropFirst("tokens ".count)) : line
      explorer.begin {
        $0.giveExplorerKeys()
        $0.tokens.field = TextField(text)
        return []
      }
      settle()
      lines = PlainTokens(state).comparison
    } else if let keys = screenKeys(line) {
      explorer.begin {
        $0.giveExplorerKeys()
        return []
      }
      explorer.press(keys)
      lines = takeNotice() + scene
    } else if line != "here" {
      session.state = state
      lines = session.answer(line)
      let changed = session.state
      explorer.begin {
        $0 = changed
        $0.giveExplorerKeys()
        return []
      }
    }
    if lesson?.isRevealed == false, case .point? = lesson?.item?.question?.kind, line == "here" {
      explorer.begin {
        $0.giveExplorerKeys()
        return []
      }
      explorer.press([.enter])
    }
    let oldScene = scene
    settle()
    let isAnswered = lesson?.isRevealed == true && !wasRevealed
    lines += news(since: old).filter { !lines.contains($0) }
    if isAnswered, scene != oldScene { lines += screenNow }
    return lines + (isAnswered || lesson?.isRevealed == false ? prompt : [])
  }

  /// The keys of a line that names keys as on the screen, where it is no command: `H`, `> > n`, `n Enter`.
  private func screenKeys(_ line: String) -> [Key]? {
    let words = line.split(separator: " ").map(String.init)
    let isCommand = words.count == 1 && PlainSession.action(line, in: state.placeContext) != nil
    guard state.place == .explore, !words.isEmpty, !isCommand,
      !["f", "w", "b", "h", "?", "t", "g", "c"].contains(words[0])
    else { return nil }
    let keys = words.map { KeyName.keys($0) }
    guard keys.allSatisfy({ $0?.count == 1 }) else { return nil }
    return keys.flatMap { $0 ?? [] }
  }
}
