import Explorer
import Foundation
import Screen
import TestSupport
import Testing

/// The texts of the screens, in both languages.
@Suite struct CatalogueTests {
  /// The Swift files of the explorer, by path.
  private static let sources: [(path: String, text: String)] = {
    let root = Repository.path("Sources/Explorer")
    let files = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return files.filter { $0.hasSuffix(".swift") }.sorted().map { path in
      (path, (try? String(contentsOfFile: root + "/" + path, encoding: .utf8)) ?? "")
    }
  }()

  @Test func `every enumeration of texts is in the catalogue`() {
    let listed = Set(Catalogue.all.map { $0.name.split(separator: ".")[0] })
    var found: Set<Substring> = []
    for (_, text) in Self.sources {
      for line in text.split(separator: "\n") where line.contains(": String, Translated") {
        let words = line.split { !($0.isLetter || $0.isNumber) }
        if let place = words.firstIndex(of: "enum") { found.insert(words[place + 1]) }
      }
    }
    #expect(found.count >= 8)
    #expect(found == listed, "not listed: \(found.subtracting(listed).sorted())")
  }

  @Test func `both languages leave the same holes open`() {
    for entry in Catalogue.all {
      #expect(holes(entry.english) == holes(entry.chinese), "\(entry.name)")
    }
  }

  /// The holes in order, where they are named by name.
  private func holes(_ text: String) -> [String] {
    text.matches(of: /\{[a-z]*\}/).map { String($0.output) }.sorted()
  }

  @Test func `no Chinese text holds an English sentence`() {
    for entry in Catalogue.all {
      // Names and formulas stay as they are; three words in a row are a sentence.
      var run = 0
      var longest = 0
      for word in entry.chinese.split(whereSeparator: { " \n".contains($0) }) {
        let isEnglish = word.allSatisfy { $0.isASCII && ($0.isLetter || $0 == ",") }
        run = isEnglish && word.count > 1 ? run + 1 : 0
        longest = max(longest, run)
      }
      #expect(longest < 3, "\(entry.name): \(entry.chinese)")
    }
  }

  @Test func `no English text holds Chinese, but for the language's name`() {
    for entry in Catalogue.all where !["ActionText.language"].contains(entry.name) {
      let text = entry.english.replacing("中文", with: "").replacing("“不错”", with: "")
      #expect(
        !text.unicodeScalars.contains { (0x3000...0x9FFF).contains($0.value) }, "\(entry.name)")
    }
  }

  @Test func `no text is empty`() {
    for entry in Catalogue.all {
      #expect(!entry.english.isEmpty && !entry.chinese.isEmpty, "\(entry.name)")
    }
  }

  @Test func `what ASCII cannot show has a twin, so that no question mark stands in for it`() {
    let isChinese = { (scalar: Unicode.Scalar) in
      TextWidth.cells(scalar) == 2 || "，。：；（）？！、“”‘’".unicodeScalars.contains(scalar)
    }
    for entry in Catalogue.all {
      for scalar in (entry.english + entry.chinese).unicodeScalars
      where !scalar.isASCII && !isChinese(scalar) {
        #expect(GlyphTwin.of(scalar) != "?", "\(entry.name): \(scalar)")
      }
    }
  }

  @Test func `every character that the explorer itself draws has a twin`() {
    for (path, text) in Self.sources {
      for line in text.split(separator: "\n") where !isComment(line) {
        for scalar in literals(line).unicodeScalars
        // Letters with accents stand in texts to look at, which are made visible like any text.
        where !scalar.isASCII && TextWidth.cells(scalar) == 1
          && (scalar == "×" || scalar == "÷" || !(0xC0...0x24F).contains(scalar.value))
        {
          #expect(GlyphTwin.of(scalar) != "?", "\(path): \(scalar)")
        }
      }
    }
  }

  private func isComment(_ line: Substring) -> Bool {
    line.drop { $0 == " " }.hasPrefix("//")
  }

  /// What stands in quotes on a line.
  private func literals(_ line: Substring) -> String {
    line.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }.joined()
  }
}
