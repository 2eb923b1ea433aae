import Screen
import Tensors
import TestSupport
import Testing

/// Expects of a canvas what every canvas must be: its size, wide characters whole, nothing that may not reach
/// a terminal, and only ASCII where only ASCII can be shown.
///
/// - Returns: Whether it is.
@discardableResult
func expectWellFormed(
  _ canvas: Canvas, _ what: @autoclosure () -> String,
  sourceLocation: SourceLocation = #_sourceLocation
) -> Bool {
  guard let fault = fault(in: canvas) else { return true }
  Issue.record(
    Comment(rawValue: "\(what()): \(fault)\n\(canvas.text)"), sourceLocation: sourceLocation)
  return false
}

private func fault(in canvas: Canvas) -> String? {
  guard canvas.cells.count == canvas.size.width * canvas.size.height else {
    return "\(canvas.cells.count) cells"
  }
  for y in 0..<canvas.size.height {
    let row = Array(canvas.row(y))
    for (x, cell) in row.enumerated() {
      let place = "\(x),\(y)"
      guard !cell.isRightHalf else {
        if x == 0 || TextWidth.cells(row[x - 1].text) != 2 { return "half a character at \(place)" }
        continue
      }
      guard let scalar = Unicode.Scalar(cell.scalar) else { return "no character at \(place)" }
      if VisibleText.isHidden(scalar) { return "U+\(String(cell.scalar, radix: 16)) at \(place)" }
      if TextWidth.cells(scalar) == 2, x + 1 >= row.count || !row[x + 1].isRightHalf {
        return "a wide character without its right half at \(place)"
      }
      if canvas.medium.glyphs == .ascii, !scalar.isASCII { return "\(scalar) at \(place)" }
    }
  }
  if let cursor = canvas.cursor, !canvas.bounds.contains(cursor) {
    return "the cursor at \(cursor)"
  }
  return nil
}
