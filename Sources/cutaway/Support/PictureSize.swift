import ArgumentParser
import Screen
import Tensors

/// Columns and rows as options have them: `120x40`.
enum PictureSize {
  /// The most columns and rows of a picture.
  static let largest = 1000

  /// The size that a text means; nil where it means none.
  static func parse(_ text: String) -> Size? {
    let parts = text.split(separator: "x", omittingEmptySubsequences: false)
    guard parts.count == 2, let width = Int(parts[0]), let height = Int(parts[1]),
      (1...largest).contains(width), (1...largest).contains(height)
    else { return nil }
    return Size(width: width, height: height)
  }

  /// Checks what follows `--size`, if it was given.
  static func validate(_ text: String?) throws {
    guard let text, parse(text) == nil else { return }
    throw ValidationError(
      "--size: \(VisibleText.quoted(text)) is not columns x rows, such as 120x40, each from 1 to "
        + "\(largest)")
  }
}
