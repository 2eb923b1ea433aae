import ModelFiles
import Tracing

/// A comparison as JSON: the sides, every step with differences and causes, the figures of the whole run.
package struct ComparisonJSON {
  private let comparison: Comparison

  /// Prepares the object of a comparison.
  package init(_ comparison: Comparison) { self.comparison = comparison }

  /// The object of everything.
  package var value: JSONValue {
    .object([
      JSONMember("sides", .array(comparison.sides.indices.map(side))),
      JSONMember("first_difference", first),
      JSONMember("steps", .array(comparison.steps.indices.map(step))),
      JSONMember("figures", .array(figures)),
    ])
  }

  /// The object of the sides and one step.
  package func value(ofRow row: Int) -> JSONValue {
    .object([
      JSONMember("sides", .array(comparison.sides.indices.map(side))),
      JSONMember("steps", .array([step(row)])),
    ])
  }

  private var first: JSONValue {
    comparison.firstDifference.map { .string(comparison.steps[$0].address.path) } ?? .null
  }

  private func side(_ side: Int) -> JSONValue {
    let compared = comparison.sides[side]
    let request = compared.request
    var members = [
      JSONMember("side", .string(ComparedSide.letter(side))),
      JSONMember("model", .string(request.open.model)),
      JSONMember("text", .string(request.open.text)),
      JSONMember("wiring", .string(compared.wiring.rawValue)),
      JSONMember("is_rewired", .boolean(compared.isRewired)),
    ]
    if let seed = request.seed { members.append(JSONMember("initial_seed", .string("\(seed)"))) }
    if let change = request.change { members.append(JSONMember("what_if", .string(change.text))) }
    let added = compared.added.map { JSONValue.string($0.address.path) }
    members.append(JSONMember("untrained_norms", .array(added)))
    return .object(members)
  }

  // MARK: Steps

  private func step(_ row: Int) -> JSONValue {
    let step = comparison.steps[row]
    let present = comparison.sides.indices.filter { step.nodes[$0] != nil }
    let moved = comparison.sides.indices.filter { step.isMoved[$0] }
    return .object([
      JSONMember("address", .string(step.address.path)),
      JSONMember("row", .integer(row + 1)),
      JSONMember("present", .array(present.map { .string(ComparedSide.letter($0)) })),
      JSONMember("moved", .array(moved.map { .string(ComparedSide.letter($0)) })),
      JSONMember(
        "against",
        .array(comparison.sides.indices.dropFirst().map { self.difference(step, $0) })),
    ])
  }

  private func difference(_ step: AlignedStep, _ side: Int) -> JSONValue {
    var members = [JSONMember("side", .string(ComparedSide.letter(side)))]
    switch step.comparisons[side] {
    case .same: members.append(JSONMember("is", .string("same")))
    case .gap: members.append(JSONMember("is", .string("gap")))
    case .shapes: members.append(JSONMember("is", .string("other shape")))
    case .differs(let maximum, let cell, let relative):
      members += [
        JSONMember("is", .string("different")), JSONMember("maximum", .number(maximum)),
        JSONMember("relative", .number(relative)),
      ]
      if let node = step.nodes[0] {
        let trace = comparison.sides[0].subject.trace
        members.append(
          JSONMember("at", .string(trace.text(of: Cell(node: node, index: cell)))))
      }
    }
    members.append(JSONMember("causes", .array(step.causes[side].map(cause))))
    return .object(members)
  }

  private func cause(_ cause: StepCause) -> JSONValue {
    func object(_ name: String, _ members: JSONMember...) -> JSONValue {
      .object([JSONMember("cause", .string(name))] + members)
    }
    return switch cause {
    case .given(let address): object("given", JSONMember("address", .string(address.path)))
    case .changed: object("changed")
    case .reads(let here, let there):
      object(
        "reads", JSONMember("here", .string(here.path)), JSONMember("there", .string(there.path)))
    case .operation(let here, let there):
      object("operation", JSONMember("here", .string(here)), JSONMember("there", .string(there)))
    case .parameters(let addresses):
      object(
        "parameters", JSONMember("addresses", .array(addresses.map { .string($0.path) })))
    case .missing: object("missing")
    }
  }

  // MARK: Figures

  private var figures: [JSONValue] {
    comparison.figures.enumerated().map { side, figures in
      let towers = figures.towers.map { tower in
        JSONMember(
          tower.profile.tower,
          .object(
            RunFigure.allCases.map { figure in
              JSONMember(figure.rawValue, .array(figure.points(tower).map(Self.point)))
            } + [JSONMember("identity-holds", .boolean(tower.identity.holds))]))
      }
      return .object([JSONMember("side", .string(ComparedSide.letter(side)))] + towers)
    }
  }

  private static func point(_ point: RunFigure.Point) -> JSONValue {
    .object([
      JSONMember("layer", .number(point.layer)), JSONMember("value", .number(point.value)),
    ])
  }
}
