import Foundation
import Testing

/// Expects a text to be that of `Tests/Fixtures/screens/NAME.txt`; says which row differs first.
///
/// For a canvas, pass its `golden`. `CUTAWAY_RECORD=1` writes the file, and fails all the same, so that no
/// check ever approves its own result.
package func expectGolden(
  _ found: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  let path = Repository.path("Tests/Fixtures/screens/\(name).txt")
  if ProcessInfo.processInfo.environment["CUTAWAY_RECORD"] == "1" {
    let folder = Repository.path("Tests/Fixtures/screens")
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    try? found.write(toFile: path, atomically: true, encoding: .utf8)
    Issue.record(
      "recorded \(name).txt; run again without CUTAWAY_RECORD", sourceLocation: sourceLocation)
    return
  }
  guard let expected = try? String(contentsOfFile: path, encoding: .utf8) else {
    Issue.record(
      "there is no Tests/Fixtures/screens/\(name).txt; CUTAWAY_RECORD=1 writes it",
      sourceLocation: sourceLocation)
    return
  }
  guard let difference = goldenDifference(found, expected) else { return }
  Issue.record(Comment(rawValue: "\(name).txt: \(difference)"), sourceLocation: sourceLocation)
}

/// The first row in which two texts differ, both as they are; nil where they are the same.
package func goldenDifference(_ found: String, _ expected: String) -> String? {
  let rows = [found, expected].map { text in
    text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  }
  for number in 0..<max(rows[0].count, rows[1].count) {
    let pair = rows.map { number < $0.count ? Array($0[number]) : nil }
    guard pair[0] != pair[1] else { continue }
    let texts = pair.map { $0.map { "|" + String(decoding: $0, as: UTF8.self) + "|" } ?? "nothing" }
    return "row \(number + 1)\nfound    \(texts[0])\nexpected \(texts[1])"
  }
  return nil
}
