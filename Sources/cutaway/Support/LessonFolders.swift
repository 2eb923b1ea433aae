import ArgumentParser
import Lessons

/// The lessons that a command speaks about: the built-in ones, and folders of others.
struct LessonFolders: ParsableArguments {
  @Option(
    name: .customLong("lessons"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("A folder with lessons besides the built-in ones.", valueName: "folder"))
  var folders: [String] = []

  /// All lessons.
  ///
  /// - Throws: ``LessonProblem``, ``FileError``.
  func library() throws -> LessonLibrary {
    try folders.reduce(LessonLibrary.builtIn()) { library, folder in
      library.adding(try LessonLibrary.folder(folder))
    }
  }
}
