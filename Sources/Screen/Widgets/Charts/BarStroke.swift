/// Bars in eighths of a character.
package enum BarStroke {
  private static let leftEighths = Array(" ▏▎▍▌▋▊▉█".unicodeScalars)

  /// A bar of a share of some columns, from the left; at least a sliver of what is not zero.
  package static func text(_ share: Double, width: Int, _ glyphs: GlyphSet) -> String {
    guard width > 0, share > 0 else { return "" }
    let share = min(1, share)
    guard glyphs == .unicode else {
      let count = max(1, Int((share * Double(width)).rounded()))
      return String(repeating: "#", count: count)
    }
    let eighths = max(1, Int((share * Double(width * 8)).rounded()))
    var text = String(repeating: "█", count: eighths / 8)
    if eighths % 8 > 0 { text.unicodeScalars.append(leftEighths[eighths % 8]) }
    return text
  }

  /// The length of a bar that grows to the left, in whole and half columns: there are no other blocks for it.
  static func leftward(_ share: Double, width: Int, _ glyphs: GlyphSet) -> String {
    guard width > 0, share > 0 else { return "" }
    let share = min(1, share)
    guard glyphs == .unicode else { return text(share, width: width, glyphs) }
    let halves = max(1, Int((share * Double(width * 2)).rounded()))
    return (halves % 2 == 1 ? "▐" : "") + String(repeating: "█", count: halves / 2)
  }
}
