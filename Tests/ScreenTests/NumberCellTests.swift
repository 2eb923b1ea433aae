import Foundation
import Screen
import Tensors
import TestSupport
import Testing

struct NumberCellTests {
  private static let columns: [(Double, String)] = [
    (0.5, " 0.50"), (-0.5, "−0.50"), (0, " 0   "), (1.005, " 1.00"), (-9.996, "−10.0"),
    (12.345, "12.34"), (0.001, " 1e−3"), (0.004_999, " 5e−3"), (123_456, "1.2e5"),
    (-1e-7, "−1e−7"), (.nan, "  NaN"), (.infinity, "    ∞"), (-.infinity, "   −∞"),
  ]

  @Test(arguments: columns)
  func `a column of five stands on its point`(value: Double, text: String) {
    #expect(NumberCell(width: 5, decimals: 2).text(value) == text)
  }

  @Test func `what stands alone keeps as many digits as fit`() {
    let cell = NumberCell(width: 7)
    #expect(cell.text(3.14159265) == "3.14159")
    #expect(cell.text(-3.14159265) == "−3.1416")
    #expect(cell.text(0.25) == "   0.25")
    #expect(cell.text(1_234_567) == "1234567")
    #expect(cell.text(12_345_678) == "1.235e7")
    #expect(cell.text(1e-12) == "  1e−12")
    #expect(cell.text(0) == "      0")
    #expect(cell.text(1, isMasked: true) == "      ×")
    #expect(NumberCell(width: 5, decimals: 3).text(0.002_04) == "0.002")
    #expect(NumberCell(width: 2).text(12345) == "##")
    #expect(NumberCell(width: 1).text(-.infinity) == "#")
    #expect(NumberCell(width: 1).text(.nan) == "?")
    #expect(NumberCell(width: 0).text(5) == "")
  }

  @Test func `infinity is spelled where its sign cannot be shown`() {
    let cell = NumberCell(width: 5, glyphs: .ascii)
    #expect(cell.text(.infinity) == "  inf")
    #expect(cell.text(-.infinity) == " −inf")
    #expect(NumberCell.exact(.infinity, .neutral) == "inf")
  }

  @Test func `a scale gives its column the decimals that both ends allow`() {
    #expect(NumberCell(width: 6, for: .fixed).decimals == 4)
    #expect(NumberCell(width: 6, for: .symmetric(4)).decimals == 3)
    #expect(NumberCell(width: 6, for: .symmetric(9.9999)).decimals == 2)
    #expect(NumberCell(width: 6, for: .symmetric(12_345)).decimals == 0)
    #expect(NumberCell(width: 2, for: .fixed).decimals == 0)
  }

  @Test func `the exact number has every digit of single precision`() {
    #expect(NumberCell.exact(Double(Float(0.1))) == "0.1")
    #expect(NumberCell.exact(0.1) == "0.1")
    #expect(NumberCell.exact(Double(Float(-1) / 3)) == "−0.33333334")
    #expect(NumberCell.exact(-1e-9) == "−1e−9")
    #expect(NumberCell.exact(16_777_216) == "16777216")
    #expect(NumberCell.exact(2.5e20) == "2.5e20")
    #expect(NumberCell.exact(.nan) == "NaN")
    #expect(NumberCell.exact(-.infinity) == "−∞")
    #expect(NumberCell.exact(-0.0) == "0")
  }

  /// Half a unit of the last digit that a text shows.
  private static func rounding(of text: String) -> Double {
    let parts = text.split(separator: "e")
    let decimals = parts[0].split(separator: ".", maxSplits: 1).dropFirst().first?.count ?? 0
    let power = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    return 0.5 * pow(10, Double(power - decimals))
  }

  @Test(arguments: 1...14)
  func `the width is always exact, and what is read back is the number, rounded`(width: Int) {
    var generator = SeededGenerator(seed: UInt64(width))
    for round in 0..<600 {
      let power = Double.random(in: -40...40, using: &generator)
      let value = generator.normal() * pow(10, round % 3 == 0 ? power : power / 20)
      for decimals in [nil, 0, 1, 2, 3, 5] as [Int?] {
        let text = NumberCell(width: width, decimals: decimals).text(value)
        guard text.unicodeScalars.count == width, TextWidth.cells(text) == width else {
          Issue.record("\(value) in \(width) with \(String(describing: decimals)): |\(text)|")
          return
        }
        guard !text.contains("#") else { continue }
        let ascii = text.trimmingCharacters(in: .whitespaces)
          .replacingOccurrences(of: "−", with: "-")
        guard let read = Double(ascii) else {
          Issue.record("\(value): |\(text)| is no number")
          return
        }
        // A digit more than the rounding, for the decimal that is nearest to the number.
        let allowed = Self.rounding(of: ascii) * 1.000001 + abs(value) * 1e-15
        if abs(read - value) > allowed {
          Issue.record("\(value) in \(width) with \(String(describing: decimals)): |\(text)|")
          return
        }
      }
    }
  }
}
