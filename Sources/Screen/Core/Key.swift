/// A key as the reader pressed it, without what the terminal makes of it.
package enum Key: Hashable, Sendable {
  /// A character, capital or not; the space too.
  case character(Unicode.Scalar)
  /// A letter with Ctrl: `c` for Ctrl-C.
  case control(Unicode.Scalar)
  /// A key with Alt, or after Esc within its delay.
  case alt(Unicode.Scalar)
  case enter, escape, tab, backTab, backspace, delete, insert
  case up, down, left, right, home, end, pageUp, pageDown
  case shiftUp, shiftDown, shiftLeft, shiftRight
  /// A function key, counted from 1.
  case function(Int)
}

/// What a terminal reports.
package enum InputEvent: Hashable, Sendable {
  /// A key.
  case key(Key)
  /// Text that came in one piece.
  case paste(String)
  /// The left mouse button, pressed on a cell.
  case click(Point)
  /// The wheel over a cell; positive rows are down.
  case wheel(Point, rows: Int)
  /// Another size.
  case resized(Size)
}
