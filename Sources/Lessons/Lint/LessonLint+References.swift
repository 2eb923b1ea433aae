extension LessonLint {
  /// Checks what the head of a lesson says: its place, the lessons and terms that it names.
  mutating func checkReferences() {
    checkPlace()
    let lesson = entry.lesson
    for id in lesson.after {
      let place = place(of: id, in: "after")
      if isSame(id, lesson.id) {
        add(place, "after: expected other lessons, found this one itself")
      } else if library[id] == nil {
        add(place, "after: expected a lesson that there is, found \(id)\(perhaps(id))")
      } else if LessonOrder.predecessors(of: id, in: library).contains(lesson.id) {
        add(
          place, "after: expected lessons that come before this one, found \(id), which is after it"
        )
      }
    }
    checkRecalls()
    let before = LessonOrder.predecessors(of: lesson.id, in: library)
    for id in lesson.terms {
      let place = place(of: id, in: "terms")
      if library.glossary[id] == nil {
        let nearest = nearestTerm(id).map { "; perhaps \($0)" } ?? ""
        add(place, "terms: expected ids of the file terms, found \(id)\(nearest)")
      } else if let other = LessonOrder.introducers(of: id, in: library).first(
        where: before.contains)
      {
        add(place, "terms: expected new ones, found \(id), which \(other) introduces")
      }
    }
  }

  private mutating func checkPlace() {
    let lesson = entry.lesson
    if let item = library.course.first(where: { $0.id.map { isSame($0, lesson.id) } ?? false }) {
      if item.part != lesson.part {
        add(
          place(of: nil, in: "part"),
          "part: expected \(item.part), as in the course, found \(lesson.part)")
      }
      if let number = item.number, number != lesson.number {
        add(
          place(of: nil, in: lesson.number == nil ? "lesson" : "number"),
          "number: expected \(number), as in the course, found \(lesson.number.map(String.init) ?? "none")"
        )
      }
    }
    // What stands beside the course's numbered lessons may have its own length.
    if lesson.number != nil, !(6...14).contains(lesson.steps.count) {
      add(
        place(of: nil, in: "lesson"),
        "lesson \(lesson.id): expected 6 to 14 steps, found \(lesson.steps.count)")
    }
  }

  private mutating func checkRecalls() {
    let before = LessonOrder.predecessors(of: entry.lesson.id, in: library)
    for recall in entry.lesson.recalls {
      let name = "\(recall.lesson)/\(recall.step)"
      let place = place(of: name, in: "recall")
      guard let other = library[recall.lesson] else {
        add(
          place, "recall: expected a lesson that there is, found \(name)\(perhaps(recall.lesson))")
        continue
      }
      guard before.contains(recall.lesson) else {
        add(place, "recall: expected a lesson that this one comes after, found \(name)")
        continue
      }
      guard let number = other.lesson.number(ofStep: recall.step) else {
        add(place, "recall: expected a step of \(recall.lesson), found \(recall.step)")
        continue
      }
      if other.lesson.steps[number].question == nil {
        add(place, "recall: expected a step that asks, found \(name), which does not")
      }
    }
  }

  private func perhaps(_ id: String) -> String {
    let nearest = LessonOrder.nearest(to: id, among: library.entries.map(\.lesson.id))
    return nearest.map { "; perhaps \($0)" } ?? ""
  }

  private func nearestTerm(_ id: String) -> String? {
    LessonOrder.nearest(to: id, among: library.glossary.terms.map(\.id))
  }
}
