import Tensors
import Tracing

/// A node's numbers as comma-separated values (RFC 4180): labels in the first row and column, one block for
/// each slice.
package struct NodeTable {
  private let subject: Subject
  private let node: NodeID

  /// Prepares the table of a node.
  package init(_ subject: Subject, _ node: NodeID) {
    self.subject = subject
    self.node = node
  }

  /// The lines of one block after another, an empty line between them; each number is the shortest decimal
  /// that reads back as the same single-precision one.
  ///
  /// - Parameter emit: Takes a line without its end.
  /// - Throws: What `emit` throws.
  package func lines(_ emit: (String) throws -> Void) rethrows {
    let trace = subject.trace
    let labels = AxisLabels(subject, node, .init())
    let plane = Plane(trace[node].shape)
    let values = trace.values(of: node)
    let columns = (0..<plane.columns).map { Self.quoted(labels.column($0)) }
    for slice in 0..<plane.slices {
      if slice > 0 { try emit("") }
      try emit(([Self.quoted(name(ofSlice: slice))] + columns).joined(separator: ","))
      for row in 0..<plane.rows {
        let start = (slice * plane.rows + row) * plane.columns
        let numbers = (0..<plane.columns).map { text(values[start + $0]) }
        try emit(([Self.quoted(labels.row(row))] + numbers).joined(separator: ","))
      }
    }
  }

  /// A number; what was given, ids and masks, is counted in whole ones.
  private func text(_ value: Float) -> String {
    guard subject.trace[node].kind == .input, let whole = Int(exactly: value) else {
      return "\(value)"
    }
    return "\(whole)"
  }

  /// What the upper left corner says: `head 2`, or the axes' names where there is one slice.
  private func name(ofSlice slice: Int) -> String {
    let node = subject.trace[node]
    let outer = node.axes.dropLast(2)
    guard !outer.isEmpty else { return node.axes.map(\.rawValue).joined(separator: " by ") }
    var rest = slice
    var parts: [String] = []
    for (axis, size) in zip(outer, node.shape.array).reversed() where size > 0 {
      parts.insert("\(axis.rawValue) \(rest % size + axis.firstIndex)", at: 0)
      rest /= size
    }
    return parts.joined(separator: " ")
  }

  private static func quoted(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { "\",\n\r".unicodeScalars.contains($0) }) else {
      return text
    }
    var result = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { result += "\"" }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }
}
