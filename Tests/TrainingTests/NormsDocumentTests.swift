import Foundation
import TestSupport
import Testing
import Training

/// `Docs/Norms.md` and `Docs/Norms.zh.md` give the same numbers, and speak of every claim.
@Suite struct NormsDocumentTests {
  private static func document(_ name: String) throws -> String {
    try String(contentsOfFile: Repository.path("Docs/\(name)"), encoding: .utf8)
  }

  /// The numbers of every row of every table, in order.
  private static func numbers(_ document: String) -> [[String]] {
    document.split(separator: "\n").filter { $0.hasPrefix("|") }.map { row in
      row.split { !"0123456789.".contains($0) }.map(String.init).filter { Double($0) != nil }
    }
  }

  @Test func `both languages have the same figures`() throws {
    let english = Self.numbers(try Self.document("Norms.md"))
    let chinese = Self.numbers(try Self.document("Norms.zh.md"))
    #expect(english.count == chinese.count && english.count > 40)
    for (left, right) in zip(english, chinese) { #expect(left == right) }
  }

  @Test(arguments: ["Norms.md", "Norms.zh.md"]) func `every claim has a section`(
    name: String
  ) throws {
    let document = try Self.document(name)
    for claim in Claim.allCases {
      #expect(
        document.contains("（`\(claim.rawValue)`）") || document.contains("(`\(claim.rawValue)`)"))
    }
  }
}
