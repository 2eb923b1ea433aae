import Tensors
import Tracing

/// Two sides of a comparison, node by node; what was compared once is kept.
final class SidePair {
  private let left: ComparedSide
  private let right: ComparedSide
  private var known: [Pair: StepComparison] = [:]
  /// Given numbers that were named as a cause already: a mask is read in every layer.
  private var named: Set<Address> = []

  private struct Pair: Hashable {
    var left: NodeID
    var right: NodeID
  }

  init(_ left: ComparedSide, _ right: ComparedSide) {
    self.left = left
    self.right = right
  }

  private var isOneSubject: Bool { left.subject === right.subject }

  /// Compares the numbers of two nodes.
  func comparison(_ a: NodeID, _ b: NodeID) -> StepComparison {
    guard !isOneSubject || a != b else { return .same }
    let pair = Pair(left: a, right: b)
    if let made = known[pair] { return made }
    let (x, y) = (left.subject.trace[a], right.subject.trace[b])
    let made: StepComparison
    if x.kind == .parameter, x.axes.count == 2, x.axes == y.axes.reversed(), x.axes != y.axes {
      made = transposed(a, b)
    } else {
      made = StepComparison(
        left.subject.trace.values(of: a), right.subject.trace.values(of: b))
    }
    known[pair] = made
    return made
  }

  /// Compares weights that lie the other way round on the other side.
  private func transposed(_ a: NodeID, _ b: NodeID) -> StepComparison {
    let (x, y) = (left.subject.trace.values(of: a), right.subject.trace.values(of: b))
    let (rows, columns) = (x.shape[0], x.shape[1])
    guard y.shape == [columns, rows] else { return .shapes }
    for row in 0..<rows {
      for column in 0..<columns where x.row(row)[column] != y.row(column)[row] {
        return .differs(maximum: .infinity, cell: 0, relative: .infinity)
      }
    }
    return .same
  }

  // MARK: Causes

  /// Why a step that differs does so beyond what it reads.
  func causes(_ a: NodeID, _ b: NodeID) -> [StepCause] {
    let (x, y) = (left.subject.trace[a], right.subject.trace[b])
    if let changed = right.changed ?? left.changed, changed == x.address { return [.changed] }
    if x.kind == .input || y.kind == .input { return [.given(x.address)] }
    var causes: [StepCause] = []
    if let (here, there) = otherOperation(x, y) {
      causes.append(.operation(here: here, there: there))
    }
    let (mine, others) = (Inputs(x, left), Inputs(y, right))
    for (here, there) in zip(mine.computed, others.computed) {
      let (ours, theirs) = (left.names[here] ?? [], right.names[there] ?? [])
      if !ours.contains(where: theirs.contains) {
        causes.append(.reads(here: name(here, left), there: name(there, right)))
      }
    }
    let parameters = otherParameters(mine.parameters, others.parameters)
    if !parameters.isEmpty { causes.append(.parameters(parameters)) }
    for (here, there) in zip(mine.given, others.given) {
      // Other sizes come of another length, which the token ids say.
      guard case .differs = comparison(here, there) else { continue }
      let address = left.subject.trace[here].address
      if named.insert(address).inserted { causes.append(.given(address)) }
    }
    return causes
  }

  private struct Inputs {
    var computed: [NodeID] = []
    var parameters: [NodeID] = []
    var given: [NodeID] = []

    init(_ node: Node, _ side: ComparedSide) {
      for input in node.inputs {
        switch side.subject.trace[input].kind {
        case .computed, .cached: computed.append(input)
        case .parameter: parameters.append(input)
        case .input:
          // Token ids are a step of their own.
          if side.subject.trace[input].address.name == "ids" {
            computed.append(input)
          } else {
            given.append(input)
          }
        }
      }
    }
  }

  /// The names of two operations that are not the same with the same settings; nil where they are.
  ///
  /// Which way round a weight lies is a matter of memory.
  private func otherOperation(_ x: Node, _ y: Node) -> (String, String)? {
    guard let one = x.operation, let other = y.operation else { return nil }
    guard Array(one.name.utf8) == Array(other.name.utf8) else { return (one.name, other.name) }
    if one is Linear, other is Linear { return nil }
    let (first, second) = ("\(one)", "\(other)")
    return Array(first.utf8) == Array(second.utf8) ? nil : (one.name, other.name)
  }

  private func otherParameters(_ mine: [NodeID], _ others: [NodeID]) -> [Address] {
    var differing: [Address] = []
    for index in 0..<max(mine.count, others.count) {
      guard index < mine.count else {
        differing.append(right.subject.trace[others[index]].address)
        continue
      }
      let isSame = index < others.count && comparison(mine[index], others[index]) == .same
      if !isSame { differing.append(left.subject.trace[mine[index]].address) }
    }
    return differing
  }

  /// The name that says most of a node: what leaves a layer rather than the last thing in it.
  private func name(_ node: NodeID, _ side: ComparedSide) -> Address {
    let names = side.names[node] ?? []
    return names.first { ["embedding", "output"].contains($0.name) && $0.parts.count <= 3 }
      ?? names.first ?? side.subject.trace[node].address
  }
}
