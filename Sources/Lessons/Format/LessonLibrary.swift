import ModelFiles
import Tensors

/// Lessons with the course that they belong to and the words of the field.
package struct LessonLibrary: Equatable, Sendable {
  /// The lessons that there are, in the order of the course.
  package var entries: [LessonEntry]
  /// The field's words.
  package var glossary: Glossary
  /// The course: parts, lessons that there are and that are to come, and what is beside them.
  package var course: [CourseItem]

  /// Makes a library.
  package init(entries: [LessonEntry], glossary: Glossary = Glossary(), course: [CourseItem] = []) {
    self.entries = entries
    self.glossary = glossary
    self.course = course
    settle()
  }

  /// The lesson with an id.
  package subscript(id: String) -> LessonEntry? { entries.first { isSame($0.lesson.id, id) } }

  /// The lessons of both, in one course; where both have one of the same id, the other's.
  package func adding(_ other: LessonLibrary) -> LessonLibrary {
    // What the other made up for lessons that are in this course already is left out.
    let known = Set(course.compactMap(\.id))
    let items = other.course.filter { item in item.id.map { !known.contains($0) } ?? false }
    return LessonLibrary(
      entries: entries.filter { other[$0.lesson.id] == nil } + other.entries,
      glossary: glossary.adding(other.glossary), course: course + items)
  }

  // MARK: Order

  /// Gives each lesson a line of the course, and puts the lessons in the course's order.
  private mutating func settle() {
    for entry in entries where !course.contains(where: { $0.id == entry.lesson.id }) {
      course.append(
        CourseItem(
          number: nil, part: entry.lesson.part, id: entry.lesson.id,
          titles: entry.prose.mapValues(\.title)))
    }
    // Stable: what has no place of its own stands at the end of its part.
    course = course.enumerated().sorted {
      ($0.element.part, $0.offset) < ($1.element.part, $1.offset)
    }
    .map(\.element)
    var places: [String: Int] = [:]
    for (place, item) in course.enumerated() {
      if let id = item.id { places[id] = place }
    }
    entries.sort { places[$0.lesson.id, default: 0] < places[$1.lesson.id, default: 0] }
  }
}

// MARK: Reading

extension LessonLibrary {
  /// The lessons that are part of the program.
  ///
  /// - Throws: ``LessonProblem`` for the first thing that is not as it must be.
  package static func builtIn() throws(LessonProblem) -> LessonLibrary {
    var files: [String: [UInt8]] = [:]
    for path in BundledFile.paths where path.utf8.starts(with: "lessons/".utf8) {
      files[path] = BundledFile.bytes(path).map { Array($0) }
    }
    let reading = LessonLibraryReading(folder: "lessons", files: files)
    if let problem = reading.problems.first { throw problem }
    return reading.library
  }

  /// The lessons of a folder; it may also be the folder of a single lesson.
  ///
  /// - Throws: ``FileError``, or ``LessonProblem`` for the first thing that is not as it must be.
  package static func folder(_ path: String) throws -> LessonLibrary {
    let reading = try LessonLibraryReading(folder: path)
    if let problem = reading.problems.first { throw problem }
    return reading.library
  }
}
