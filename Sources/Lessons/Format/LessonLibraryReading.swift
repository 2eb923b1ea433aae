import Tensors

/// What was read of a folder of lessons: those that could be, and what is wrong with the others.
package struct LessonLibraryReading: Equatable, Sendable {
  /// The lessons that could be read.
  package private(set) var library: LessonLibrary
  /// What kept others from being read.
  package private(set) var problems: [LessonProblem] = []

  /// Reads a folder of lessons, or the folder of a single one.
  ///
  /// - Throws: ``FileError`` where a file cannot be read.
  package init(folder: String) throws(FileError) {
    var root = folder
    while root.utf8.count > 1, root.utf8.last == UInt8(ascii: "/") { root.removeLast() }
    let names = Folder.names(in: root)
    var files: [String: [UInt8]] = [:]
    if names.contains("lesson.steps") {
      try Self.readLesson(root, names, into: &files)
    } else {
      for name in names where name == "course" || name == "terms" {
        files["\(root)/\(name)"] = try SmallFile.read(
          path: "\(root)/\(name)", limit: LessonSource.limit)
      }
      for name in names where name.utf8.first != UInt8(ascii: ".") {
        let path = "\(root)/\(name)"
        let inside = Folder.names(in: path)
        if inside.contains("lesson.steps") { try Self.readLesson(path, inside, into: &files) }
      }
    }
    self.init(folder: root, files: files)
    if library.entries.isEmpty, problems.isEmpty {
      problems.append(
        LessonProblem(
          path: folder,
          "expected folders with a file lesson.steps, found none; name a folder of lessons"))
    }
  }

  private static func readLesson(
    _ folder: String, _ names: [String], into files: inout [String: [UInt8]]
  ) throws(FileError) {
    for name in names where name == "lesson.steps" || language(name) != nil {
      let path = "\(folder)/\(name)"
      files[path] = try SmallFile.read(path: path, limit: LessonSource.limit)
    }
  }

  /// The language whose words a file has; nil for another file.
  private static func language(_ name: String) -> String? {
    guard name.utf8.count > 3, name.utf8.suffix(3).elementsEqual(".md".utf8) else { return nil }
    let stem = String(name.dropLast(3))
    return isLanguageCode(stem) ? stem : nil
  }

  /// Reads files that are in memory, by their paths.
  init(folder: String, files: [String: [UInt8]]) {
    library = LessonLibrary(entries: [])
    var lessons: [String: (steps: [UInt8]?, prose: [String: [UInt8]])] = [:]
    var glossary = Glossary()
    var course: [CourseItem] = []
    for (path, bytes) in files.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex
      let parent = String(path[..<slash])
      let name = String(path[slash...].dropFirst())
      do throws(LessonProblem) {
        switch name {
        case "course" where parent == folder: course = try CourseItem.read(bytes, path: path)
        case "terms" where parent == folder: glossary = try Glossary.read(bytes, path: path)
        case "lesson.steps": lessons[parent, default: (nil, [:])].steps = bytes
        default:
          if let language = Self.language(name) {
            lessons[parent, default: (nil, [:])].prose[language] = bytes
          }
        }
      } catch { problems.append(error) }
    }
    var entries: [LessonEntry] = []
    for (path, lesson) in lessons.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
    {
      guard let steps = lesson.steps else { continue }
      do throws(LessonProblem) {
        let entry = try LessonEntry.read(path: path, steps: steps, prose: lesson.prose)
        if let other = entries.first(where: { isSame($0.lesson.id, entry.lesson.id) }) {
          throw LessonProblem(
            path: path,
            "expected each lesson once, found \(entry.lesson.id) in "
              + "\(VisibleText.escaped(other.path, limit: 300)) too; rename one of them")
        }
        entries.append(entry)
      } catch { problems.append(error) }
    }
    library = LessonLibrary(entries: entries, glossary: glossary, course: course)
  }
}
