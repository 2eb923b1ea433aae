/// Fuzzes the reading of progress: what is understood and what is not comes through writing unchanged.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLessonProgress(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let file = Array(UnsafeBufferPointer(start: start, count: count))
  guard let json = try? JSONParser.parse(file), case .object = json else { return 0 }
  let progress = LessonProgress(json: json)
  let written = JSONWriter.bytes(of: .object(progress.members))
  do {
    let again = LessonProgress(json: try JSONParser.parse(written))
    precondition(again == progress, "reads back as other progress")
    precondition(JSONWriter.bytes(of: .object(again.members)) == written, "with other bytes")
  } catch { preconditionFailure("does not read back: \(error)") }
  return 0
}
