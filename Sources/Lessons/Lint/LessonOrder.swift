import Training

/// Which lessons come before which, and where a term is introduced.
enum LessonOrder {
  /// The lessons that a lesson comes after, directly or through others.
  static func predecessors(of id: String, in library: LessonLibrary) -> Set<String> {
    var found: Set<String> = []
    var open = library[id]?.lesson.after ?? []
    while let next = open.popLast() {
      guard found.insert(next).inserted else { continue }
      open += library[next]?.lesson.after ?? []
    }
    // Lessons in a circle are told so; none comes after itself.
    found.remove(id)
    return found
  }

  /// The lessons that introduce a term.
  static func introducers(of term: String, in library: LessonLibrary) -> [String] {
    library.entries.filter { $0.lesson.terms.contains(term) }.map(\.lesson.id)
  }

  /// The id that was probably meant.
  static func nearest(to id: String, among ids: [String]) -> String? {
    nearestWord(to: id, among: ids)
  }
}
