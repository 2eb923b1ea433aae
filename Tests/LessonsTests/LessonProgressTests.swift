import Foundation
import Lessons
import Testing

@Suite struct LessonProgressTests {
  private func withFile(_ body: (LessonProgressFile) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "cutaway-progress-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = try #require(LessonProgressFile(environment: ["XDG_STATE_HOME": folder + "/a"]))
    #expect(file.path == folder + "/a/cutaway/lessons.json")
    try body(file)
  }

  private func put(_ text: String, at path: String) throws {
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  private let progress = LessonProgress(
    lessons: [
      "tokens": LessonRecord(
        step: "b", seed: .max,
        steps: ["a": .answered(tries: 3), "b": .seen, "c": .shown, "d": .skipped], isFinished: true,
        recallDone: true, order: ["a", "b", "c", "d"]),
      "decoder": LessonRecord(step: "x"),
    ], last: "tokens")

  @Test func `what is written is read again`() throws {
    try withFile { file in
      #expect(
        file.read() == LessonProgressFile.Contents(progress: LessonProgress(), mayWrite: true))
      try file.write(progress)
      #expect(file.read() == LessonProgressFile.Contents(progress: progress, mayWrite: true))
      #expect(
        try text(file.path) == #"{"version":1,"last":"tokens","lessons":{"#
          + #""decoder":{"step":"x","seed":"0","finished":false,"recalled":false,"order":[],"steps":{}},"#
          + #""tokens":{"step":"b","seed":"18446744073709551615","finished":true,"recalled":true,"#
          + #""order":["a","b","c","d"],"steps":{"a":{"answered":3},"b":"seen","c":"shown","d":"skipped"}}}}"#
      )
    }
  }

  @Test func `two that write at once keep each other's lessons`() throws {
    try withFile { file in
      try file.write(progress)
      let read = file.read().progress
      // Another program goes on with one lesson and begins another, this one forgets one.
      var other = read
      other.lessons["decoder"]?.step = "y"
      other.lessons["embeddings"] = LessonRecord(step: "a")
      try file.write(other, since: read)
      var mine = read
      mine.lessons["tokens"] = nil
      mine.last = "decoder"
      try file.write(mine, since: read)
      let both = file.read().progress
      #expect(both.lessons.keys.sorted() == ["decoder", "embeddings"])
      #expect(both.lessons["decoder"]?.step == "y")
      #expect(both.last == "decoder")
    }
  }

  @Test func `what a later version wrote stays through a write`() throws {
    try withFile { file in
      try put(
        #"{"version":1,"theme":[1,null],"last":"later","lessons":{"later":{"step":"q","seed":"1","#
          + #""mood":{"a":1},"steps":{"q":"seen","r":{"drawn":2}}},"other":{"place":3},"#
          + #""tokens":{"step":"a","steps":{}},"É":7}}"#, at: file.path)
      var contents = file.read()
      #expect(contents.mayWrite && contents.notice == nil)
      #expect(contents.progress.lessons.keys.sorted() == ["later", "tokens"])
      #expect(contents.progress.lessons["later"]?.steps == ["q": .seen])
      contents.progress.lessons["tokens"]?.step = "b"
      contents.progress.last = "tokens"
      try file.write(contents.progress)
      #expect(
        try text(file.path) == #"{"version":1,"last":"tokens","lessons":{"#
          + #""later":{"step":"q","seed":"1","finished":false,"recalled":false,"order":[],"#
          + #""steps":{"q":"seen","r":{"drawn":2}},"mood":{"a":1}},"#
          + #""tokens":{"step":"b","seed":"0","finished":false,"recalled":false,"order":[],"steps":{}},"#
          + #""other":{"place":3},"É":7},"theme":[1,null]}"#)
      // What is known now takes the place of what was not.
      contents.progress.lessons["later"]?.steps["r"] = .shown
      contents.progress.lessons["other"] = LessonRecord(step: "s")
      try file.write(contents.progress)
      let again = file.read().progress
      #expect(again.lessons["later"]?.steps == ["q": .seen, "r": .shown])
      #expect(again.lessons["other"]?.step == "s")
    }
  }

  @Test func `a value that is not what it should be is written anew`() throws {
    try withFile { file in
      try put(
        #"{"version":1,"last":7,"lessons":{"a":{"step":"b","seed":"18446746073709551615","#
          + #""finished":1,"order":["b","B",2],"steps":[]}}}"#, at: file.path)
      let progress = file.read().progress
      #expect(progress == LessonProgress(lessons: ["a": LessonRecord(step: "b", order: ["b"])]))
      try file.write(progress)
      #expect(file.read().progress == progress)
    }
  }

  @Test func `a lesson that is begun anew is forgotten`() throws {
    try withFile { file in
      try file.write(progress)
      var contents = file.read()
      contents.progress.lessons["tokens"] = nil
      try file.write(contents.progress)
      #expect(file.read().progress.lessons.keys.sorted() == ["decoder"])
    }
  }

  @Test func `a file that makes no sense is kept aside and named`() throws {
    try withFile { file in
      try put("{\"version\":1,", at: file.path)
      let contents = file.read()
      #expect(contents.progress == LessonProgress() && contents.mayWrite)
      let notice = try #require(contents.notice)
      #expect(notice.hasPrefix("\(file.path): not what it should be ("))
      #expect(notice.hasSuffix("; kept as \(file.path).corrupt"))
      #expect(try text(file.path + ".corrupt") == "{\"version\":1,")
      try file.write(progress)
      #expect(file.read().progress == progress)
      try put("[]", at: file.path)
      #expect(
        file.read().notice
          == "\(file.path): not what it should be (expected an object); kept as \(file.path).corrupt-2"
      )
    }
  }

  @Test func `a file of a later format is read and not overwritten`() throws {
    try withFile { file in
      try put(#"{"version":2,"lessons":{"tokens":{"step":"a"}}}"#, at: file.path)
      let contents = file.read()
      #expect(!contents.mayWrite)
      #expect(contents.progress.lessons["tokens"] == LessonRecord(step: "a"))
    }
  }

  @Test func `more than could be read again is not written`() throws {
    try withFile { file in
      try file.write(progress)
      var large = progress
      for number in 0..<20_000 {
        large.lessons["lesson-\(number)"] = LessonRecord(step: "a")
      }
      do {
        try file.write(large)
        Issue.record("was written")
      } catch {
        #expect("\(error)".contains("where at most 1048576 are read"))
      }
      #expect(file.read().progress == progress)
    }
  }

  // MARK: Lessons that change

  private func lesson(_ steps: String...) -> Lesson {
    Lesson(id: "l", part: 1, steps: steps.map { LessonStep(id: $0) })
  }

  @Test func `a reader goes on at the same step in a lesson that has changed`() {
    var record = LessonRecord(step: "a")
    record.enter("a", of: lesson("a", "b", "c", "d"))
    record.steps["a"] = .answered(tries: 1)
    record.enter("c", of: lesson("a", "b", "c", "d"))
    #expect(record.order == ["a", "b", "c", "d"])
    #expect(record.steps == ["a": .answered(tries: 1), "c": .seen])
    record.enter("a", of: lesson("a", "b", "c", "d"))
    #expect(record.steps["a"] == .answered(tries: 1))
    record.enter("c", of: lesson("a", "b", "c", "d"))
    // Unchanged, added before it, moved.
    #expect(record.resumption(in: lesson("a", "b", "c", "d")) == 2)
    #expect(record.resumption(in: lesson("n", "a", "m", "b", "c", "d")) == 4)
    #expect(record.resumption(in: lesson("c", "b", "a")) == 0)
    // Gone: the nearest before it that is still there, else the first.
    #expect(record.resumption(in: lesson("n", "b", "a", "d")) == 1)
    #expect(record.resumption(in: lesson("n", "a", "d")) == 1)
    #expect(record.resumption(in: lesson("n", "d")) == 0)
    #expect(LessonRecord(step: "gone").resumption(in: lesson("a", "b")) == 0)
  }
}
