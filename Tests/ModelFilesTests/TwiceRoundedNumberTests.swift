import Testing

@testable import ModelFiles

/// Numbers as Hugging Face's `tokenizers` 0.23.3 reads them; what it made of each was printed by it.
struct TwiceRoundedNumberTests {
  private func read(_ text: String) throws -> Double? {
    let options = JSONParser.Options(roundsNumbersTwice: true)
    return try JSONParser.parse(text, options: options).doubleValue
  }

  private static let long: [(text: String, value: Double)] = [
    ("-0.49649365599282835", -0.4964936559928283),
    ("-1.6738343746133177", -1.6738343746133175),
    ("-9391491627.785107", -9391491627.785109),
    ("-1.5696529448667919e-06", -1.569652944866792e-06),
  ]

  @Test(arguments: long)
  func `long numbers are one step off, as in the reference`(text: String, value: Double) throws {
    #expect(try read(text) == value)
    #expect(try JSONParser.parse(text).doubleValue != value)
  }

  private static let others: [(text: String, value: Double)] = [
    ("-2.5", -2.5), ("0.1", 0.1), ("1e22", 1e22), ("1E-3", 1e-3), ("-0.0", -0.0),
    ("0e999999999999", 0), ("5e-324", .leastNonzeroMagnitude), ("1e-400", 0), ("1e-99999999999", 0),
    ("1.7976931348623157e308", 1.7976931348623157e308),
    ("123456789012345678901234567890.5", 0x1.8EE90FF6C373Ep96),
    ("18446744073709551616", 0x1p64),
  ]

  @Test(arguments: others)
  func `other numbers are what they are`(text: String, value: Double) throws {
    #expect(try read(text) == value)
  }

  @Test(arguments: ["1e309", "-1e400", "1e99999999999", "18446744073709551616e300"])
  func `numbers beyond a Double are refused`(text: String) {
    #expect(throws: JSONError.self) { try read(text) }
  }
}
