import ModelFiles
import Tensors
import Tracing

/// What a classifier answers, by the names of its labels.
struct Answers {
  private let names: [String]
  /// The numbers of one row; none where there are several rows.
  private let values: [Float]

  /// Nil for a node without labels, or where they have no names.
  init?(_ trace: Trace, _ node: NodeID) {
    let names = trace.labels.answers
    guard trace[node].axes.last == .label, trace[node].shape.columns == names.count else {
      return nil
    }
    self.names = names
    let view = trace.values(of: node)
    values = view.shape.rows == 1 ? view.array : []
  }

  /// Members of a JSON object.
  var members: [JSONMember] {
    let labels = JSONMember("labels", .array(names.map(JSONValue.string)))
    guard !values.isEmpty else { return [labels] }
    return [labels, JSONMember("values", .array(values.map { .number(Double($0)) }))]
  }

  /// What follows a line of text.
  var text: String {
    let shown = names.map { VisibleText.escaped($0, limit: 40) }
    let parts =
      values.isEmpty ? shown : zip(shown, values).map { "\($0) \(Number.text(Double($1)))" }
    return "  (\(parts.joined(separator: ", ")))"
  }
}
