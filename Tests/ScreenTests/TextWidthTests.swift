import Foundation
import Screen
import Testing

struct TextWidthTests {
  /// The planes of everyday text, and the one of emoji.
  private static let scalars: [Unicode.Scalar] =
    ((0x20...0x7E).map { UInt32($0) } + Array(0xA0...0xFFFF) + Array(0x1F000...0x1FAFF))
    .compactMap(Unicode.Scalar.init)

  /// `wcwidth` in a UTF-8 locale of this thread alone.
  private static func widthsOfLibrary() throws -> [Int32] {
    // Swift's view of the C library does not have it.
    let symbol = try #require(dlsym(nil, "wcwidth"))
    typealias Width = @convention(c) (UInt32) -> Int32
    let width = unsafeBitCast(symbol, to: Width.self)
    let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
    let old = uselocale(locale)
    defer {
      uselocale(old)
      freelocale(locale)
    }
    return scalars.map { width($0.value) }
  }

  @Test func `widths agree with the C library`() throws {
    var differences: [String] = []
    for (scalar, width) in zip(Self.scalars, try Self.widthsOfLibrary()) {
      // The tables are of Unicode 14; a newer library knows characters that were nothing then.
      guard let age = scalar.properties.age, age.major <= 14 else { continue }
      // What the library calls unprintable is drawn as `?`, one cell.
      let expected = width < 0 ? TextWidth.cells(scalar) : Int(width)
      if TextWidth.cells(scalar) != expected {
        differences.append(
          "\(String(scalar.value, radix: 16)): \(TextWidth.cells(scalar)) for \(expected)")
      }
    }
    #expect(differences == [])
  }
}
