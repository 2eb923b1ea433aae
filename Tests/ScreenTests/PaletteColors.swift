import Foundation

/// Colours of xterm's palette, measured.
///
/// Luminance and contrast after WCAG 2.2; L*, a*, b* of CIE 1976 under D65; deuteranopia after Machado,
/// Oliveira and Fernandes 2009, "A Physiologically-based Model for Simulation of Color Vision Deficiency",
/// table 1, severity 1.
enum PaletteColors {
  /// A colour's red, green and blue, linear, from 0 to 1.
  static func linear(_ index: UInt8) -> [Double] {
    let channels: [Int]
    if index >= 232 {
      channels = [Int](repeating: 8 + 10 * (Int(index) - 232), count: 3)
    } else {
      let cube = Int(index) - 16
      channels = [cube / 36, cube / 6 % 6, cube % 6].map { $0 == 0 ? 0 : 55 + 40 * $0 }
    }
    return channels.map {
      let value = Double($0) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
  }

  static func luminance(_ index: UInt8) -> Double {
    let color = linear(index)
    return 0.2126 * color[0] + 0.7152 * color[1] + 0.0722 * color[2]
  }

  static func contrast(_ one: UInt8, _ other: UInt8) -> Double {
    let pair = [luminance(one), luminance(other)].sorted()
    return (pair[1] + 0.05) / (pair[0] + 0.05)
  }

  static func lab(_ color: [Double]) -> [Double] {
    func f(_ t: Double) -> Double { t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116 }
    let x = 0.4124564 * color[0] + 0.3575761 * color[1] + 0.1804375 * color[2]
    let y = 0.2126729 * color[0] + 0.7151522 * color[1] + 0.0721750 * color[2]
    let z = 0.0193339 * color[0] + 0.1191920 * color[1] + 0.9503041 * color[2]
    let parts = [f(x / 0.95047), f(y), f(z / 1.08883)]
    return [
      116 * parts[1] - 16, 500 * (parts[0] - parts[1]), 200 * (parts[1] - parts[2]),
    ]
  }

  static func deuteranopia(_ color: [Double]) -> [Double] {
    let rows: [[Double]] = [
      [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
      [-0.011820, 0.042940, 0.968881],
    ]
    return rows.map { row in
      min(1, max(0, row[0] * color[0] + row[1] * color[1] + row[2] * color[2]))
    }
  }

  /// The distance of two colours (ΔE of CIE 1976).
  static func distance(_ one: [Double], _ other: [Double]) -> Double {
    zip(one, other).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
  }
}
