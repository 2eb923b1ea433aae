import ModelFiles
import Tensors
import Tracing

/// Cells and derivations as JSON.
struct CellJSON {
  let trace: Trace

  /// The members that say which cell it is and what it holds.
  private func members(of cell: Cell) -> [JSONMember] {
    let node = trace[cell.node]
    let indices = zip(node.axes, node.shape.indices(at: cell.index)).map { axis, index in
      JSONMember(axis.rawValue, .integer(index + axis.firstIndex))
    }
    return [
      JSONMember("cell", .string(trace.text(of: cell))),
      JSONMember("address", .string(node.address.path)),
      JSONMember("indices", .object(indices)),
      JSONMember("value", .number(Double(trace.value(of: cell)))),
    ]
  }

  /// One step of a walk and, under `next`, the rest of it.
  func value(of walk: ArraySlice<WalkStep>) -> JSONValue {
    guard let step = walk.first else { return .null }
    var members = members(of: step.cell)
    members.append(JSONMember("kind", .string(kind(of: step.cell))))
    if let derivation = step.derivation, let operation = trace[step.cell.node].operation {
      members.append(JSONMember("operation", .string(operation.name)))
      members.append(JSONMember("formula", .string(operation.formula.text)))
      members.append(JSONMember("source", .string(operation.formula.source)))
      members.append(JSONMember("steps", .array(derivation.steps.map(value))))
      members.append(
        JSONMember("terms", .array(derivation.terms.map { value(of: $0, in: step.cell.node) })))
    }
    if let verification = step.verification {
      members.append(
        JSONMember(
          "check",
          .object([
            JSONMember("value", .number(verification.recomputed)),
            JSONMember("difference", .number(verification.difference)),
            JSONMember("tolerance", .number(verification.tolerance)),
            JSONMember("holds", .boolean(verification.holds)),
          ])))
    }
    if walk.count > 1 { members.append(JSONMember("next", value(of: walk.dropFirst()))) }
    return .object(members)
  }

  private func kind(of cell: Cell) -> String {
    switch trace[cell.node].kind {
    case .computed: "computed"
    case .parameter: "parameter"
    case .input: "input"
    case .cached: "cached"
    }
  }

  private func value(of step: Derivation.Step) -> JSONValue {
    .object([
      JSONMember("symbol", .string(step.symbol)),
      JSONMember("expression", .string(step.expression)),
      JSONMember("numbers", .string(step.numbers)),
      JSONMember("value", .number(step.value)),
    ])
  }

  private func value(of term: Derivation.Term, in node: NodeID) -> JSONValue {
    .object([
      JSONMember("contribution", .number(term.contribution)),
      JSONMember(
        "factors",
        .array(
          term.factors.map { source in
            .object([
              JSONMember("cell", .string(trace.text(of: trace.cell(of: source, in: node)))),
              JSONMember("value", .number(source.value)),
            ])
          })),
    ])
  }
}
