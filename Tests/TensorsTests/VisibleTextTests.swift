import Testing

@testable import Tensors

struct VisibleTextTests {
  @Test func `what prints stays`() {
    #expect(VisibleText.escaped("wte.weight é 喜 🎉 \u{301}") == "wte.weight é 喜 🎉 \u{301}")
  }

  @Test func `what does not print becomes an escape`() {
    #expect(
      VisibleText.escaped("\0\u{1B}]52;c;\u{7}\r\n\t\u{7F}\u{9B}\u{202E}\u{2066}\u{200B}\u{FEFF}")
        == #"\u{00}\u{1B}]52;c;\u{07}\r\n\t\u{7F}\u{9B}\u{202E}\u{2066}\u{200B}\u{FEFF}"#)
    #expect(VisibleText.escaped("\u{2028}\u{E0041}\\n") == #"\u{2028}\u{E0041}\\n"#)
  }

  @Test func `nothing hidden is left of any scalar`() {
    for value: UInt32 in 0...0x10FFFF {
      guard let scalar = Unicode.Scalar(value), VisibleText.isHidden(scalar) else { continue }
      let text = VisibleText.escaped(String(scalar))
      #expect(text.unicodeScalars.allSatisfy { (0x20...0x7E).contains($0.value) })
    }
  }

  @Test func `bytes that are not UTF-8 are shown by their numbers`() {
    let bytes: [UInt8] = [0x61, 0xFF, 0xC3, 0xA9, 0xE5, 0x96, 0x1B, 0xED, 0xA0, 0x80]
    #expect(
      bytes.withUnsafeBytes { VisibleText.escaped($0) } == #"a\xFFé\xE5\x96\u{1B}\xED\xA0\x80"#)
    #expect(bytes.withUnsafeBytes { VisibleText.escaped($0, limit: 2) } == #"a\xFF…"#)
  }

  @Test func `long text is cut by its scalars`() {
    #expect(VisibleText.escaped("abc", limit: 3) == "abc")
    #expect(VisibleText.escaped("abcd", limit: 3) == "abc…")
    let pile = "a" + String(repeating: "\u{301}", count: 1000)
    #expect(VisibleText.escaped(pile, limit: 80).unicodeScalars.count == 81)
  }

  @Test func `quotes are escaped within quotes`() {
    #expect(VisibleText.quoted(#"a"b\"#) == #""a\"b\\""#)
    #expect(VisibleText.quoted("\"\u{301}") == "\"\\\"\u{301}\"")
  }
}

struct UTF8CheckTests {
  @Test func `every scalar is well-formed`() {
    for value: UInt32 in 0...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let bytes = Array(String(scalar).utf8)
      bytes.withUnsafeBytes { #expect(UTF8Check.scalarLength(in: $0, at: 0) == bytes.count) }
    }
  }

  @Test func `of any three bytes the verdict is Swift's own`() {
    let telling: [UInt8] = [
      0, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC,
      0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
    ]
    for first in telling {
      for second in telling {
        for third in telling {
          for fourth in [0x41, 0x80, 0xBF, 0xC0] as [UInt8] {
            let bytes = [0x41, first, second, third, fourth]
            let isValid = String(validating: bytes, as: UTF8.self) != nil
            let invalid = bytes.withUnsafeBytes { UTF8Check.firstInvalidByte(in: $0) }
            #expect((invalid == nil) == isValid, "\(bytes)")
          }
        }
      }
    }
  }

  @Test func `the first invalid byte is found behind any number of others`() {
    for count in 0..<40 {
      let bytes = [UInt8](repeating: 0x61, count: count) + [0xC3, 0xA9, 0xC3]
      #expect(bytes.withUnsafeBytes { UTF8Check.firstInvalidByte(in: $0) } == count + 2)
    }
  }
}
