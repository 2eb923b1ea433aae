import Foundation
import TestSupport
import Testing
import Training

/// Docs/Training.md says what the reader does.
@Suite struct TrainingDocumentTests {
  private static func rows() throws -> [[String]] {
    let document = try String(contentsOfFile: Repository.path("Docs/Training.md"), encoding: .utf8)
    let section = document.components(separatedBy: "\n## ").first { $0.hasPrefix("A recipe") }
    return (section ?? "").split(separator: "\n").filter { $0.hasPrefix("| `") }.map { row in
      row.components(separatedBy: "|").dropFirst().dropLast()
        .map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }

  @Test func `the table has every key, its default and its range`() throws {
    let found = try Self.rows().map { [$0[0], $0[2], $0[3]] }
    let expected = RecipeKey.allCases.map {
      ["`\($0.rawValue)`", $0.standard ?? "–", $0.expected]
    }
    #expect(found.count == 32)
    for (row, key) in zip(found, expected) { #expect(row == key) }
    #expect(found.count == expected.count)
  }

  @Test func `what is said to be a default is what the reader takes`() throws {
    let recipe = try SmallRecipe.read()
    for key in RecipeKey.allCases {
      guard let standard = key.standard, let number = Double(standard) else { continue }
      #expect(Double(recipe.value(of: key)) == number, "\(key.rawValue)")
    }
    #expect(recipe.optimizer.rawValue == RecipeKey.optimizer.standard)
    #expect(recipe.schedule.rawValue == RecipeKey.schedule.standard)
  }
}
