import Lessons
import Screen

extension State {
  /// Whether a lesson is open: the explorer has a part of the screen then.
  package var isInLesson: Bool { learn?.lesson != nil }

  /// Whether the open lesson has the keys.
  package var isLessonFocused: Bool {
    guard let lesson = learn?.lesson else { return false }
    return lesson.focus == .lesson || place == .lessons
  }

  /// Whether the explorer, in a lesson, has the keys.
  var isFreePlay: Bool { isInLesson && !isLessonFocused }

  // MARK: Coming here

  /// Goes to the list of lessons; in a lesson, gives the keys to the other part of the screen.
  mutating func learnHere() -> [Effect] {
    overlay = nil
    guard let learn else { return [.openLessons] }
    if let lesson = learn.lesson {
      let goesOut = lesson.focus == .lesson && place != .lessons
      self.learn?.lesson?.focus = goesOut ? .explorer : .lesson
      return []
    }
    guard place != .lessons else { return leaveLessons() }
    let effects = giveUpOpening()
    keepScreens()
    place = .lessons
    return effects
  }

  /// Begins with the lessons: their end is the program's.
  package mutating func beginWithLessons() { learn?.cameFrom = .lessons }

  /// Keeps what the explorer shows, for when the reader comes back.
  private mutating func keepScreens() {
    learn?.cameFrom = place
    learn?.kept = KeptScreens(
      explore: explore, walkReturn: walkReturn, generate: generate, generateReturn: generateReturn,
      compare: compare, comparedFrom: comparedFrom, tokens: tokens)
  }

  /// Shows the list of lessons, before the first message.
  package mutating func showLessons() -> [Effect] {
    place == .lessons ? [] : isInLesson ? leaveLesson() : learnHere()
  }

  /// Takes the lessons in that were asked for, and shows their list.
  mutating func receive(_ lessons: LearnState, notice line: String?) -> [Effect] {
    if learn == nil { learn = lessons }
    notice = line.map { Notice(.problem, $0) }
    guard learn?.lesson == nil, place != .lessons else { return [] }
    return learnHere()
  }

  /// Opens a lesson where the reader has left it, or at a step.
  ///
  /// - Parameters:
  ///   - id: The lesson's id.
  ///   - step: The step's id; nil for where the reader has left it.
  /// - Returns: What is to be done; nothing where there is no such lesson or step, and the reader is told.
  package mutating func learn(lesson id: String, step: String? = nil) -> [Effect] {
    guard var learn, let entry = learn.library[id] else {
      notice = Notice(.problem, LearnText.noLesson(language, medium.shown(id, limit: 60)))
      return []
    }
    let old = learn.progress.lessons[id]
    let record = old ?? LessonRecord(step: entry.lesson.steps.first?.id ?? "", seed: learn.seed)
    if old == nil { learn.seed &+= 1 }
    let lesson = OpenLesson(entry, in: learn.library, record)
    guard !lesson.items.isEmpty else { return [] }
    var number = 0
    if let step {
      guard let found = lesson.number(of: step) else {
        notice = Notice(.problem, LearnText.noStep(language, medium.shown(step, limit: 60)))
        return []
      }
      number = found
    } else if let old, old.isFinished {
      number = lesson.recallCount
    } else if let old, old.recallDone {
      let resumed = entry.lesson.steps[old.resumption(in: entry.lesson)].id
      number = lesson.number(of: resumed) ?? lesson.recallCount
    } else {
      // Of the questions that are asked again, the first that is open.
      number =
        lesson.works.prefix(lesson.recallCount).firstIndex { $0.outcome == nil }
        ?? lesson.recallCount
    }
    learn.progress.lessons[id] = record
    learn.lesson = lesson
    learn.list.selected = id
    learn.list.isSearching = false
    self.learn = learn
    let effects = giveUpOpening()
    if place != .lessons { keepScreens() }
    place = .lessons
    overlay = nil
    return effects + enter(number) + followLesson()
  }

  // MARK: Going away

  /// Closes the lesson and shows the list; what was reached is kept.
  mutating func leaveLesson() -> [Effect] {
    learn?.lesson = nil
    explore?.isPlaying = false
    generate?.stop()
    place = .lessons
    arrange()
    var effects = giveUpOpening()
    if race?.isRunning == true {
      race?.isRunning = false
      effects.append(.race(.pause))
    }
    return effects
  }

  /// Goes back from the list of lessons.
  mutating func leaveLessons() -> [Effect] {
    place = learn?.cameFrom ?? .home
    guard let kept = learn?.kept else { return [] }
    learn?.kept = nil
    (explore, walkReturn) = (kept.explore, kept.walkReturn)
    (generate, generateReturn) = (kept.generate, kept.generateReturn)
    (compare, comparedFrom) = (kept.compare, kept.comparedFrom)
    // What was trained meanwhile stays.
    let trained = tokens.trained
    tokens = kept.tokens
    tokens.trained = trained
    return []
  }

  /// Goes back to a place, or, where that was a lesson's, gives the keys back to the lesson.
  mutating func goBack(to place: Place) {
    if place == .lessons, isInLesson {
      learn?.lesson?.focus = .lesson
    } else {
      self.place = place
    }
  }

  /// Whether going back from this place gives the keys back to the lesson.
  var leadsBackToLesson: Bool {
    guard isFreePlay else { return false }
    switch place {
    case .home: return home.pane == .text
    case .tokens: return tokens.cameFrom == .lessons
    case .compare: return comparedFrom?.place == .lessons
    case .race: return raceReturn == .lessons && race?.moment == nil
    // What is open there is closed first.
    case .explore, .generate, .models, .lessons: return false
    }
  }

  // MARK: Steps

  /// Goes to a step of the open lesson; behind the last is the end.
  mutating func enter(_ number: Int) -> [Effect] {
    guard var learn, var lesson = learn.lesson else { return [] }
    lesson.number = min(max(0, number), lesson.items.count)
    // What is told is read before what is asked is answered.
    lesson.first = 0
    lesson.focus = .lesson
    lesson.asksToRestart = false
    notice = nil
    let id = lesson.entry.lesson.id
    let old = learn.progress
    var record = old.lessons[id] ?? LessonRecord(step: "", seed: lesson.seed)
    if let item = lesson.item {
      if !item.isRecall {
        record.recallDone = true
        record.enter(item.step.id, of: lesson.entry.lesson)
      }
    } else {
      record.isFinished = true
    }
    learn.progress.lessons[id] = record
    learn.progress.last = id
    learn.lesson = lesson
    self.learn = learn
    let effects: [Effect] = learn.progress == old ? [] : [.saveLessons(learn.progress)]
    return effects + enterScene(isForced: true)
  }

  /// Ends a step: its answer is known from now on.
  mutating func finish(_ outcome: StepWork.Outcome) -> [Effect] {
    guard var learn, var lesson = learn.lesson, let item = lesson.item else { return [] }
    lesson.works[lesson.number].outcome = outcome
    lesson.works[lesson.number].standing = nil
    lesson.focus = .lesson
    lesson.first = nil
    learn.lesson = lesson
    let id = lesson.entry.lesson.id
    learn.progress.lessons[id]?.steps[item.key] = lesson.works[lesson.number].status
    let effects: [Effect] = [.saveLessons(learn.progress)]
    self.learn = learn
    return effects + enterScene(isForced: false)
  }

  /// Begins the lesson again, as if it had never been open.
  mutating func restartLesson() -> [Effect] {
    guard let lesson = learn?.lesson else { return [] }
    guard lesson.asksToRestart else {
      learn?.lesson?.asksToRestart = true
      return tellLesson(.askRestart, Keymap.label(.restartLesson, in: .lesson))
    }
    learn?.progress.lessons[lesson.entry.lesson.id] = nil
    return learn(lesson: lesson.entry.lesson.id)
  }
}

extension OpenLesson {
  /// The number of one of the lesson's own steps, by its id.
  func number(of step: String) -> Int? {
    items.firstIndex { !$0.isRecall && $0.step.id.utf8.elementsEqual(step.utf8) }
  }
}
