import Foundation
import Testing

/// `Docs/Names.md` names the keys that the readers read.
struct NamesTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test func `every key of config.json in the table of names is read`() throws {
    let folder = Self.root.appendingPathComponent("Sources/ModelFiles/HuggingFace")
    let sources = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil
    ).filter { $0.pathExtension == "swift" }.map { try String(contentsOf: $0, encoding: .utf8) }
      .joined()
    let page = try String(
      contentsOf: Self.root.appendingPathComponent("Docs/Names.md"), encoding: .utf8)
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `") }
    var checked = 0
    for row in rows {
      let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      // The settings' table: a camel-case name of ours first; then the columns of GPT-2 and others.
      guard cells.count == 5, !cells[0].contains("/"), !cells[0].contains("…"),
        !cells[0].contains("logits")
      else { continue }
      for key in cells[2...3].joined(separator: " ").matches(of: /`([a-z_]+)`/) {
        checked += 1
        #expect(sources.contains("\"\(key.1)\""), "\(key.1) of \(cells[0])")
      }
    }
    #expect(checked >= 25)
  }
}
