/// One cell of a canvas: a character, or one half of a wide one.
package struct Cell: Hashable, Sendable {
  /// The character's scalar; 0 for the right half of the wide character on its left.
  package var scalar: UInt32
  /// A mark that stands on the character; 0 for none.
  package var mark: UInt32
  /// How it looks.
  package var style: Style

  /// Makes a cell.
  package init(_ scalar: Unicode.Scalar = " ", mark: UInt32 = 0, style: Style = .plain) {
    self.scalar = scalar.value
    self.mark = mark
    self.style = style
  }

  /// The right half of a wide character.
  static func rightHalf(_ style: Style) -> Cell {
    var cell = Cell(" ", style: style)
    cell.scalar = 0
    return cell
  }

  /// Whether this is the right half of a wide character.
  package var isRightHalf: Bool { scalar == 0 }

  /// What is drawn; nothing for a right half.
  package var text: String {
    guard let scalar = Unicode.Scalar(scalar), !isRightHalf else { return "" }
    var text = String(scalar)
    if mark != 0, let mark = Unicode.Scalar(mark) { text.unicodeScalars.append(mark) }
    return text
  }
}
