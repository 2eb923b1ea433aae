import Screen
import Tensors
import Tracing

extension StageContext {
  /// The words of the pictures in the reader's language.
  func words(_ text: StateText, _ arguments: String...) -> String {
    text.filled(language, arguments)
  }

  /// The words of the pictures of the whole stream in the reader's language.
  func words(_ text: StreamText, _ arguments: String...) -> String {
    text.filled(language, arguments)
  }

  /// Two sentences, one after the other: Chinese sets no space between them.
  func sentences(_ first: String, _ second: String) -> String {
    language == .chinese ? first + second : first + " " + second
  }

  /// A row of a node's numbers, counted over all axes but the last.
  func numbers(of node: NodeID, row: Int) -> [Double] {
    let values = trace.values(of: node)
    let columns = values.shape.columns
    guard row >= 0, columns > 0, (row + 1) * columns <= values.shape.count else { return [] }
    let start = values.row(row)
    return (0..<columns).map { Double(start[$0]) }
  }

  /// The cursor's row, counted over all axes but the last.
  var row: Int { plane.columns > 0 ? spot.cell / plane.columns : 0 }

  /// The cursor's column, named by its axis: `channel 17`.
  var columnName: String {
    guard let axis = labels.columnAxis else { return "" }
    let label = labels.column(place.column)
    switch axis {
    case .position, .query, .key, .vocabulary, .label: return label
    default: return AxisText(axis).short(language) + " " + label
    }
  }

  /// The cursor's row in quotation marks, or its number: `“like”`.
  var rowName: String {
    guard let axis = labels.rowAxis else { return node.address.name }
    let label = labels.row(place.row)
    switch axis {
    case .position, .query, .key: return quoted(label)
    default: return AxisText(axis).short(language) + " " + label
    }
  }

  /// A token in the language's quotation marks.
  func quoted(_ token: String) -> String { "“" + token + "”" }

  /// The tokens along the rows, the cursor's lit.
  var tokenLine: StateBlock {
    let labels = labels
    return .tokens(
      TokenLine(
        title: "", count: plane.rows, cursor: place.row, label: { labels.row($0) },
        isFocused: isFocused))
  }

  /// The blocks under the whole node as a matrix.
  func picture(_ blocks: [StateBlock]) -> StatePicture {
    StatePicture(blocks: blocks, matrixHeight: plane.rows + 3)
  }
}

/// Figures of a row of numbers.
enum RowFigures {
  /// The Euclidean norm.
  static func norm(_ x: [Double]) -> Double { x.reduce(0) { $0 + $1 * $1 }.squareRoot() }

  /// The mean.
  static func mean(_ x: [Double]) -> Double {
    x.isEmpty ? 0 : x.reduce(0, +) / Double(x.count)
  }

  /// The deviation from the mean: √(mean (x − μ)²).
  static func deviation(_ x: [Double]) -> Double {
    let mean = mean(x)
    return x.isEmpty
      ? 0 : (x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(x.count)).squareRoot()
  }

  /// The cosine of the angle between two rows; nil where one has no direction.
  static func cosine(_ x: [Double], _ y: [Double]) -> Double? {
    let lengths = norm(x) * norm(y)
    guard lengths > 0 else { return nil }
    return zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } / lengths
  }

  /// A share as a percentage: `23 %`.
  static func percent(_ share: Double) -> String {
    Number.text(share * 100, digits: share >= 0.995 ? 3 : 2) + " %"
  }
}
