import Explorer
import Lessons

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Lessons without a screen: answers from standard input, steps to standard output.
struct PlainLessonProgram {
  private var lesson: PlainLesson
  private let file: LessonProgressFile?
  private var written: LessonProgress?

  /// Makes the program; progress is kept in the file, if there is one.
  init(_ state: State, file: LessonProgressFile?) {
    lesson = PlainLesson(state)
    self.file = file
    written = lesson.progress
  }

  /// Runs until the reader ends it, or standard input does.
  mutating func run(_ id: String?, step: String?) throws {
    var output = Output()
    let isAsked = isatty(0) == 1 && isatty(1) == 1
    try say(lesson.begin(id, step: step), &output)
    var lines = TextLines()
    while !lesson.isDone {
      if isAsked { prompt() }
      guard let line = lines.next() else { break }
      let bytes = line.last == UInt8(ascii: "\r") ? line.dropLast() : line[...]
      try say(lesson.answer(String(decoding: bytes, as: UTF8.self)), &output)
    }
    try lines.check()
  }

  /// Says lines; what was reached is kept before the reader sees them.
  private mutating func say(_ lines: [String], _ output: inout Output) throws {
    if let file, let progress = lesson.progress, progress != written {
      // A folder that cannot be written is no reason to stop anybody.
      try? file.write(progress, since: written ?? LessonProgress())
      written = progress
    }
    for line in lines { try output.line(line) }
    try output.flush()
  }

  private func prompt() {
    let mark = Array("> ".utf8)
    _ = mark.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
  }
}
