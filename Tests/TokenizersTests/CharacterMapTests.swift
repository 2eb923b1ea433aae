import Testing
import Tokenizers

struct CharacterMapTests {
  private static func map(_ entries: [(String, String)]) throws -> PrecompiledCharacterMap {
    try PrecompiledCharacterMap(characterMap(entries.map { (Array($0.utf8), $1) }))
  }

  @Test func `entries are replaced, and all else stays`() throws {
    let map = try Self.map([("ﬁ", "fi"), ("１", "1"), ("\u{200B}", " "), ("😀", "smile")])
    #expect(normalized("ﬁx １２\u{200B}😀", map) == "fix 1２ smile")
    let source = Array("nothing here ü".utf8)
    #expect(aligned(source, map) == AlignedText(source))
  }

  @Test func `the shortest entry replaces the whole cluster`() throws {
    // The reference's rule: the accent goes with its letter although only the letter is an entry.
    #expect(normalized("e\u{301}e", try Self.map([("e", "X"), ("e\u{301}", "Y")])) == "XX")
    #expect(normalized("e\u{301}e", try Self.map([("e\u{301}", "Y")])) == "Ye")
    #expect(normalized("\r\n\r", try Self.map([("\r", "R"), ("\n", "N")])) == "RR")
  }

  @Test func `clusters of six bytes and more are taken apart`() throws {
    let map = try Self.map([("e", "X"), ("\u{301}", "'"), ("e\u{301}\u{301}", "Y")])
    #expect(normalized("e\u{301}\u{301}", map) == "X")
    #expect(normalized("e\u{301}\u{301}\u{301}", map) == "X'''")
  }

  static let clusters: [(text: String, expected: String)] = [
    // One X is a cluster of up to five bytes; a longer one has an X for each scalar.
    ("ab", "XX"), ("a\u{300}", "X"), ("\r\n", "X"), ("\n\r", "XX"), ("a\u{903}", "X"),
    ("\u{600}a", "X"), ("\u{600}\n", "XX"), ("\u{85}\u{300}", "XX"),
    // ☺ ZWJ © is one cluster with the accent behind it; ☺ © are two.
    ("☺\u{200D}©\u{300}", "XXXX"), ("a\u{200D}©\u{300}", "XX"),
    ("☺\u{903}\u{200D}©\u{300}", "XXXX"),
    ("☺\u{300}\u{200D}©\u{300}", "XXXXX"),
    // Consonants joined by a virama.
    ("क\u{94D}क\u{300}", "XXXX"), ("कक\u{300}", "XX"), ("क\u{94D}\u{200D}क\u{300}", "XXXXX"),
    ("क\u{94D}\u{200C}क\u{300}", "XXXX"), ("क\u{301}क\u{300}", "XX"),
    // Korean letters and syllables.
    ("\u{1100}가\u{300}", "XXX"), ("가\u{1161}\u{300}", "XXX"), ("각\u{1161}\u{300}", "XX"),
    ("각\u{11A8}\u{300}", "XXX"),
  ]

  @Test(arguments: clusters)
  func `clusters are found as the reference finds them`(text: String, expected: String) throws {
    let map = try PrecompiledCharacterMap(
      characterMap((UInt8(1)...255).map { (key: [$0], value: "X") }))
    #expect(normalized(text, map) == expected)
  }

  @Test func `what replaces a cluster comes from all of it`() throws {
    let text = aligned(Array("ae\u{301}b".utf8), try Self.map([("e\u{301}", "xyz")]))
    #expect(text.bytes == Array("axyzb".utf8))
    #expect(text.source(of: 2..<3) == 1..<4)
    #expect(text.source(of: 4..<5) == 4..<5)
  }

  @Test func `what becomes nothing is noted, and so is a replaced byte that is not UTF-8`() throws {
    let map = try Self.map([("\u{1}", ""), ("\u{FFFD}", " ")])
    let text = aligned([0x61, 0x01, 0xFF, 0x62, 0xEF, 0xBF, 0xBD], map)
    #expect(text.bytes == Array("a b ".utf8))
    #expect(text.removed == [1..<3])
    #expect(
      aligned([0x61, 0xFF, 0xCC, 0x80], try Self.map([("a", "b")])).bytes == [
        0x62, 0xFF, 0xCC, 0x80,
      ])
  }

  @Test func `NUL ends a search`() throws {
    #expect(normalized("\u{0}a", try Self.map([("a", "b")])) == "\u{0}b")
  }

  // MARK: Broken tables

  static let broken: [(blob: [UInt8], message: String)] = [
    ([], "the character map has 0 bytes, its header alone takes 4"),
    ([4, 0, 0], "the character map has 3 bytes, its header alone takes 4"),
    ([0, 0, 0, 0, 0x41, 0], "the character map's trie is empty"),
    ([3, 0, 0, 0, 0x41, 0], "the character map's trie is empty"),
    ([8, 0, 0, 0, 1, 2, 3, 4], "the character map's trie should take 8 bytes, 4 are there"),
    (
      [0xFF, 0xFF, 0xFF, 0xFF, 0],
      "the character map's trie should take 4294967292 bytes, 1 are there"
    ),
    (
      [4, 0, 0, 0, 0, 0, 0, 0, 0x41, 0xFF],
      "the character map's replacements are not UTF-8 at byte 1"
    ),
    // The root's children begin at 2; "a" would be found at 99, and its value further away.
    (
      trie(root: 2 << 10, leaf: 1 << 20 | 0x161, value: 0),
      "an entry's value lies outside of the trie"
    ),
    (
      trie(root: 2 << 10, leaf: 98 << 10 | 0x161, value: 9),
      "a replacement should begin at byte 9, but all take 3 bytes"
    ),
    (
      trie(root: 2 << 10, leaf: 98 << 10 | 0x161, value: 1),
      "a replacement begins at byte 1, inside of a character"
    ),
  ]

  /// A trie of 128 units with one entry, "a", whose value is unit 1, before the pool "é" NUL.
  private static func trie(root: UInt32, leaf: UInt32, value: UInt32) -> [UInt8] {
    var units = [UInt32](repeating: 0, count: 128)
    units[0] = root
    units[1] = value | 1 << 31
    units[99] = leaf
    return words([512] + units) + [0xC3, 0xA9, 0]
  }

  @Test(arguments: broken)
  func `a broken table is refused`(blob: [UInt8], message: String) {
    let fault = #expect(throws: PrecompiledCharacterMap.Fault.self) {
      _ = try PrecompiledCharacterMap(blob)
    }
    #expect(fault?.description == message)
  }

  @Test func `a table is read where the broken ones differ from it`() throws {
    let map = try PrecompiledCharacterMap(
      Self.trie(root: 2 << 10, leaf: 98 << 10 | 0x161, value: 0))
    #expect(normalized("abc", map) == "ébc")
  }
}
