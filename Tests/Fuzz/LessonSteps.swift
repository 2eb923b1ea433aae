/// Fuzzes the reading of files of statements: steps of lessons, the course, the glossary.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLessonSteps(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let file = Array(UnsafeBufferPointer(start: start, count: count))
  read(file) { file throws(LessonProblem) in
    let lesson = try Lesson.read(file, path: "a/lesson.steps")
    precondition(!lesson.steps.isEmpty && isLessonID(lesson.id))
    for number in lesson.steps.indices {
      precondition(lesson.number(ofStep: lesson.steps[number].id) == number)
      _ = lesson.scene(at: number, isRevealed: true)
    }
  }
  read(file) { file throws(LessonProblem) in _ = try CourseItem.read(file, path: "course") }
  read(file) { file throws(LessonProblem) in
    let glossary = try Glossary.read(file, path: "terms")
    for term in glossary.terms {
      for (language, forms) in term.words {
        let finder = TermFinder(glossary, language: language)
        for form in forms {
          let count = form.unicodeScalars.count
          for use in finder.uses(in: form) { precondition(use.offset < count, "outside") }
        }
      }
    }
  }
  return 0
}

private func read(_ file: [UInt8], _ body: ([UInt8]) throws(LessonProblem) -> Void) {
  do { try body(file) } catch { check(error, file) }
}

/// A problem is one line that can be printed, and stands within the file.
private func check(_ problem: LessonProblem, _ file: [UInt8]) {
  let sentence = "\(problem)"
  for text in [sentence, problem.excerpt] {
    precondition(!text.unicodeScalars.contains(where: VisibleText.isHidden), "not printable")
    precondition(text.unicodeScalars.count < 3000, "too long")
  }
  let lines = file.count { $0 == UInt8(ascii: "\n") } + 1
  precondition((1...lines).contains(problem.position.line), "no such line")
  precondition((1...(file.count + 1)).contains(problem.position.column), "no such column")
}
