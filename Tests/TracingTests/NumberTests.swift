import Testing
import Tracing

@Suite struct NumberTests {
  @Test(
    arguments: [
      (0, "0"), (-0.0, "0"), (1, "1"), (-2.31, "−2.31"), (0.5, "0.5"), (12.5, "12.5"),
      (1.0 / 3, "0.3333"), (123.456, "123.5"), (1234.4, "1234"), (12345.6, "12346"),
      (9_999_999, "9999999"), (10_000_000, "1e7"), (-1.5e12, "−1.5e12"), (0.001234, "0.001234"),
      (0.0001, "0.0001"), (0.00001234, "1.234e−5"), (.leastNonzeroMagnitude, "4.941e−324"),
      (1.7976931348623157e308, "1.798e308"), (.infinity, "∞"), (-.infinity, "−∞"), (.nan, "NaN"),
    ] as [(Double, String)])
  func `numbers have four significant digits and a true minus sign`(value: Double, text: String) {
    #expect(Number.text(value) == text)
  }

  @Test(
    arguments: [
      (9.9996, "10.00"), (0.99996, "1.000"), (99.996, "100.0"), (-999.96, "−1000"),
      (9999.6, "10000"), (0.00099996, "0.001000"), (0.000099999, "0.0001000"),
      (9_999_999.7, "1.000e7"), (9.9996e-7, "1.000e−6"), (9.9996e9, "1.000e10"),
    ] as [(Double, String)])
  func `what rounds up to one digit more has one decimal fewer`(value: Double, text: String) {
    #expect(Number.text(value) == text)
  }

  @Test(
    arguments: [
      (0.5, "0.5"), (0.50001, "0.5000"), (Double(Float(0.1)), "0.1"), (2.0001, "2.000"),
      (100, "100"), (100.01, "100.0"), (1.50001e-6, "1.500e−6"),
    ] as [(Double, String)])
  func `zeros at the end say that something was rounded`(value: Double, text: String) {
    #expect(Number.text(value) == text)
  }

  @Test(arguments: [(1, "3"), (2, "3.1"), (7, "3.141593"), (12, "3.14159265359")])
  func `the number of digits can be chosen`(digits: Int, text: String) {
    #expect(Number.text(.pi, digits: digits) == text)
  }

  @Test(
    arguments: [
      (0.125, 2, "0.12"), (0.375, 2, "0.38"), (2.5, 0, "2"), (3.5, 0, "4"), (0, 3, "0.000"),
      (0.0004, 3, "0.000"), (12, 1, "12.0"),
    ] as [(Double, Int, String)])
  func `fixed decimals round halves to even`(value: Double, decimals: Int, text: String) {
    #expect(Number.fixed(value, decimals: decimals) == text)
  }
}
