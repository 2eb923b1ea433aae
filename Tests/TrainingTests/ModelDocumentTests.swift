import Foundation
import ModelFiles
import TestSupport
import Testing
import Tracing

/// The pages of the bundled models: their figures are those of the cards.
@Suite struct ModelDocumentTests {
  private static let names = ["reader", "storyteller", "translator"]
  private static let (start, end) = ("<!-- figures -->\n", "<!-- end -->\n")

  /// The two tables of a pair of twins: how good they are, and what their heads do.
  private static func figures(_ name: String) throws -> String {
    let cards = try ["", "-post"].map { ending in
      try #require(try ModelCard.open(at: .bundled(name + ending)), "\(name)\(ending)")
    }
    var lines = ["| what | of | Pre-LN | Post-LN |", "|---|---|---|---|"]
    for (pre, post) in zip(cards[0].quality, cards[1].quality) {
      #expect(pre.name == post.name)
      lines.append(
        "| \(pre.name) | \(pre.count ?? 0) | \(Number.percent(pre.value)) | \(Number.percent(post.value)) |"
      )
    }
    lines += [
      "",
      "Heads whose largest weight lies where the relation says, in more than half of the cases:",
      "",
      "| relation | Pre-LN | Post-LN |", "|---|---|---|",
    ]
    // The same relation may be asked of both towers.
    func kind(_ head: ModelCard.Head) -> [Substring?] {
      let parts = head.attention.split(separator: "/")
      return [Substring(head.relation), parts.first, parts.last]
    }
    for pre in cards[0].heads {
      let twins = cards.map { card in card.heads.first { kind($0) == kind(pre) } }
      guard twins.contains(where: { ($0?.value ?? 0) > 0.5 }) else { continue }
      let cells = twins.map { head in
        head.map { "\($0.attention), head \($0.head): \(Number.percent($0.value))" } ?? "–"
      }
      lines.append("| \(pre.relation) | \(cells[0]) | \(cells[1]) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  @Test(arguments: names) func `a page has the figures of the cards`(name: String) throws {
    let path = Repository.path("Docs/Models/\(name).md")
    let page = try String(contentsOfFile: path, encoding: .utf8)
    let parts = page.components(separatedBy: Self.start)
    let rest = try #require(parts.last).components(separatedBy: Self.end)
    #expect(parts.count == 2 && rest.count == 2)
    let figures = try Self.figures(name)
    if ProcessInfo.processInfo.environment["CUTAWAY_RECORD"] == "1" {
      try (parts[0] + Self.start + figures + Self.end + rest[1])
        .write(toFile: path, atomically: true, encoding: .utf8)
    }
    #expect(rest[0] == figures)
  }

  @Test func `every bundled model has a page and a recipe`() {
    for name in ModelPlace.bundledNames {
      let page = name.hasSuffix("-post") ? String(name.dropLast(5)) : name
      #expect(Self.names.contains(page), "\(name)")
      #expect(BundledFile.paths.contains("recipes/\(name).recipe"), "\(name)")
    }
    #expect(ModelPlace.bundledNames.count == 6)
  }

  @Test func `the models take at most 8 MB`() {
    let total = ModelPlace.bundledNames.compactMap { ModelPlace.bundled($0).bundledByteCount }
      .reduce(0, +)
    #expect(total <= 8_000_000)
  }
}
