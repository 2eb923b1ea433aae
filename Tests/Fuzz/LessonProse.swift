/// Fuzzes the reading of the words of a lesson; every character of a text must stand where it says.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLessonProse(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let file = Array(UnsafeBufferPointer(start: start, count: count))
  do throws(LessonProblem) {
    let prose = try LessonProse.read(file, path: "en.md")
    let source = try LessonSource(file, path: "en.md")
    for step in prose.steps {
      precondition(isLessonID(step.id) && prose[step.id] == step, "not found")
      for text in step.paragraphs + step.entries.map(\.text) { check(text, source) }
      for entry in step.entries { precondition(step.text(entry.role) == entry.text) }
    }
  } catch {
    let sentence = "\(error)"
    for text in [sentence, error.excerpt] {
      precondition(!text.unicodeScalars.contains(where: VisibleText.isHidden), "not printable")
      precondition(text.unicodeScalars.count < 3000, "too long")
    }
    let lines = file.count { $0 == UInt8(ascii: "\n") } + 1
    precondition((1...lines).contains(error.position.line), "no such line")
    precondition((1...(file.count + 1)).contains(error.position.column), "no such column")
  }
  return 0
}

private func check(_ text: LessonText, _ source: LessonSource) {
  precondition(!text.source.isEmpty, "empty")
  for (offset, scalar) in text.source.unicodeScalars.enumerated() {
    let place = text.position(at: offset)
    let line = source.lines[place.line - 1]
    // The space between two lines stands behind the end of the first.
    let isJoint = place.column > line.count && scalar == " "
    precondition(
      isJoint || line[place.column - 1] == scalar
        || scalar == " " && line[(place.column - 1)...].allSatisfy { $0 == " " }, "elsewhere")
  }
}
