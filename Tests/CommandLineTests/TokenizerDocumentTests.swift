import Foundation
import Testing

/// Docs/Tokenizers.md shows what the program prints.
@Suite struct TokenizerDocumentTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test func `every command in the document prints what stands below it`() throws {
    let url = Self.root.appendingPathComponent("Docs/Tokenizers.md")
    let document = try String(contentsOf: url, encoding: .utf8)
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("cutaway-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var result = ""
    var commands = 0
    var lines = document.components(separatedBy: "\n")[...]
    while let line = lines.popFirst() {
      result += line + (lines.isEmpty ? "" : "\n")
      guard line.hasPrefix("$ cutaway ") else { continue }
      commands += 1
      lines = lines.drop { $0 != "```" }
      result += try output(of: String(line.dropFirst("$ cutaway ".count)), in: folder)
    }
    #expect(commands >= 13)
    if ProcessInfo.processInfo.environment["CUTAWAY_RECORD"] == "1" {
      try result.write(to: url, atomically: true, encoding: .utf8)
    }
    #expect(result == document)
  }

  /// Runs a command line as the document writes it: words apart by spaces, the last one in quotes.
  ///
  /// Files are the fixtures', or new ones in a folder.
  private func output(of command: String, in folder: URL) throws -> String {
    let parts = command.components(separatedBy: " -- ")
    var arguments = parts[0].split(separator: " ").map { word in
      guard word.hasSuffix(".json") || word.hasSuffix(".txt") else { return String(word) }
      let fixture = Self.root.appendingPathComponent("Tests/Fixtures/tokenizers/\(word)")
      let isFixture = FileManager.default.fileExists(atPath: fixture.path)
      return (isFixture ? fixture : folder.appendingPathComponent(String(word))).path
    }
    if parts.count > 1 { arguments += ["--", parts[1].trimmingCharacters(in: ["'"])] }
    let result = try Program.run(arguments)
    #expect(result.status == 0 && result.errors.isEmpty, "\(command): \(result.errors)")
    return result.output
  }
}
