import ModelFiles
import Tensors

/// Where progress in lessons is kept: a JSON file in the XDG state folder.
///
/// Written at every step, whole or not at all. What a later version wrote into it stays through reading and
/// writing, lessons and steps that this program does not have among it.
package struct LessonProgressFile: Equatable, Sendable {
  private let file: StateFile

  /// The file that an environment asks for: `$XDG_STATE_HOME/cutaway/lessons.json`, or
  /// `~/.local/state/cutaway/lessons.json`; nil where neither folder is known.
  package init?(environment: [String: String]) {
    guard let file = StateFile(name: "lessons.json", version: 1, environment: environment) else {
      return nil
    }
    self.file = file
  }

  /// The file's path.
  package var path: String { file.path }

  /// What was read.
  package struct Contents: Equatable, Sendable {
    /// What is kept.
    package var progress: LessonProgress
    /// Whether the file may be written.
    package var mayWrite: Bool
    /// What the reader should know: that a file was set aside.
    package var notice: String?

    /// Makes contents.
    package init(progress: LessonProgress, mayWrite: Bool, notice: String? = nil) {
      self.progress = progress
      self.mayWrite = mayWrite
      self.notice = notice
    }
  }

  /// Reads what was kept; a file that makes no sense is set aside and named.
  package func read() -> Contents {
    let contents = file.read()
    return Contents(
      progress: contents.json.map(LessonProgress.init(json:)) ?? LessonProgress(),
      mayWrite: contents.mayWrite, notice: contents.notice)
  }

  /// Writes what is to be kept: whole, or not at all.
  ///
  /// - Throws: ``FileError``.
  package func write(_ progress: LessonProgress) throws(FileError) {
    try file.write(progress.members)
  }

  /// Writes what has changed since a time; what another program has written meanwhile of other lessons stays.
  ///
  /// - Parameters:
  ///   - progress: What is to be kept.
  ///   - old: What it was at that time: as it was read, or written last.
  /// - Throws: ``FileError``.
  package func write(_ progress: LessonProgress, since old: LessonProgress) throws(FileError) {
    let contents = read()
    guard contents.mayWrite else { return }
    var merged = contents.progress
    merged.last = progress.last
    for id in Set(progress.lessons.keys).union(old.lessons.keys)
    where progress.lessons[id] != old.lessons[id] {
      merged.lessons[id] = progress.lessons[id]
    }
    try write(merged)
  }
}
