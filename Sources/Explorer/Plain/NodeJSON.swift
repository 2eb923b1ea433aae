import ModelFiles
import Tensors
import Tracing

/// A node with all that there is to say of it, as JSON.
package struct NodeJSON {
  private let subject: Subject
  private let id: NodeID
  private var node: Node { subject.trace[id] }

  /// Prepares the object of a node.
  package init(_ subject: Subject, _ node: NodeID) {
    self.subject = subject
    id = node
  }

  /// The object: where it stands, what it is, how it was computed, its numbers nested as its axes are.
  package var value: JSONValue {
    var members = [
      JSONMember("model", .string(subject.request.model)),
      JSONMember("wiring", .string(subject.configuration.wiring.rawValue)),
      JSONMember("text", .string(subject.request.text)),
      JSONMember("address", .string(node.address.path)),
      JSONMember("kind", .string(kind)),
    ]
    if let step = subject.steps.number(of: id) {
      members.append(JSONMember("step", .integer(step + 1)))
      members.append(JSONMember("steps", .integer(subject.steps.count)))
    }
    members.append(JSONMember("axes", .array(zip(node.axes, node.shape.array).map(axis))))
    members.append(JSONMember("shape", .array(node.shape.array.map(JSONValue.integer))))
    if let operation = node.operation {
      members.append(JSONMember("operation", .string(operation.name)))
      members.append(JSONMember("formula", .string(operation.formula.text)))
      members.append(JSONMember("source", .string(operation.formula.source)))
      let inputs = node.inputs.map { JSONValue.string(subject.trace[$0].address.path) }
      members.append(JSONMember("inputs", .array(inputs)))
    }
    var cell = 0
    members.append(JSONMember("values", values(ofAxis: 0, from: &cell)))
    return .object(members)
  }

  private var kind: String {
    switch node.kind {
    case .computed: "computed"
    case .parameter: "parameter"
    case .input: "input"
    case .cached: "cached"
    }
  }

  /// An axis: its name, how long it is, what its first index is called; labels where they are words.
  private func axis(_ axis: Axis, _ count: Int) -> JSONValue {
    let labels = AxisLabels(subject, id, .init())
    var members = [
      JSONMember("name", .string(axis.rawValue)), JSONMember("size", .integer(count)),
      JSONMember("first", .integer(axis.firstIndex)),
    ]
    switch axis {
    case .position, .query, .key, .vocabulary, .label:
      let names = (0..<count).map { JSONValue.string(labels.label(axis, $0)) }
      members.append(JSONMember("labels", .array(names)))
    default: break
    }
    return .object(members)
  }

  private func values(ofAxis axis: Int, from cell: inout Int) -> JSONValue {
    guard axis < node.shape.rank else {
      defer { cell += 1 }
      return .number(Double(subject.trace.values(of: id)[cell]))
    }
    return .array((0..<node.shape[axis]).map { _ in values(ofAxis: axis + 1, from: &cell) })
  }
}
