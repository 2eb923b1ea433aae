import Tensors

/// A computation with everything it computed: the one thing that every feature reads.
///
/// Nodes stand in the order of computation. `run` computes them; `backward` their gradients; derivations,
/// fan-outs, stages and replays read what is there. A trace is used by one thread at a time.
package final class Trace {
  /// The nodes, in the order of computation.
  package internal(set) var nodes: ContiguousArray<Node>
  /// Further names of nodes: what leaves a layer is also the last thing that its last sublayer makes.
  package let aliases: [(address: Address, node: NodeID)]
  /// How many rows of a batch are computed at once; with one there is no batch axis.
  package let batchCount: Int
  /// What is kept and what is computed again on demand.
  package let retention: Retention
  /// The tokens that positions stand for, as text, for screens and listings.
  package var labels = TokenLabels()

  let arena: Arena
  /// What owns memory that nodes only point at: parameters, a cache.
  let owners: [AnyObject]
  /// The trace whose numbers this one shares where it has none of its own.
  let original: Trace?
  var changes: [Int: [ResolvedIntervention]] = [:]
  /// The nodes that a replay computed anew.
  var dirty: Set<Int> = []
  /// The block whose inside is in memory; 0 for none.
  private var residentSegment = 0
  private lazy var index: [Address: NodeID] = makeIndex()
  var gradientIsWritten: UnsafeMutableBufferPointer<Bool>?
  var keptGradients = KeptGradients.everything

  /// What a node's memory is before it has any.
  static var unallocated: UnsafeMutablePointer<Float> { .init(bitPattern: 64).unsafelyUnwrapped }

  init(
    nodes: ContiguousArray<Node>, aliases: [(address: Address, node: NodeID)], batchCount: Int,
    retention: Retention, arena: Arena, owners: [AnyObject] = [], original: Trace? = nil
  ) {
    self.nodes = nodes
    self.aliases = aliases
    self.batchCount = batchCount
    self.retention = retention
    self.arena = arena
    self.owners = owners
    self.original = original
    allocateValues()
  }

  deinit { gradientIsWritten?.deallocate() }

  // MARK: Memory

  func isInterior(_ node: Node) -> Bool {
    retention == .residualStreams && !node.isKept && node.segment > 0
  }

  /// Gives memory to every node that has none: its own, or, inside a block whose numbers are not kept,
  /// a place that other blocks use too.
  func allocateValues() {
    var largest = 0
    var segmentStart = 0
    var used = 0
    // First pass: how much the largest block's inside takes.
    for node in nodes where node.value.pointer == Self.unallocated && isInterior(node) {
      if node.segment != segmentStart {
        segmentStart = node.segment
        used = 0
      }
      used += rounded(node.shape.count) + rounded(savedCount(node))
      largest = max(largest, used)
    }
    let shared = largest > 0 ? arena.allocate(largest) : nil
    segmentStart = 0
    used = 0
    for index in nodes.indices where nodes[index].value.pointer == Self.unallocated {
      let node = nodes[index]
      let saved = savedCount(node)
      if let shared, isInterior(node) {
        if node.segment != segmentStart {
          segmentStart = node.segment
          used = 0
        }
        nodes[index].value = View(shared + used, node.shape)
        used += rounded(node.shape.count)
        nodes[index].saved = shared + used
        used += rounded(saved)
      } else {
        nodes[index].value = View(arena.allocate(node.shape.count), node.shape)
        nodes[index].saved = saved > 0 ? arena.allocate(saved) : nil
      }
    }
    for index in nodes.indices where nodes[index].kind == .computed && nodes[index].saved == nil {
      let saved = savedCount(nodes[index])
      nodes[index].saved = saved > 0 ? arena.allocate(saved) : Self.unallocated
    }
  }

  private func rounded(_ count: Int) -> Int { (count + 15) / 16 * 16 }

  private func savedCount(_ node: Node) -> Int {
    guard let operation = node.operation else { return 0 }
    return operation.savedCount(operands(of: node))
  }

  // MARK: Running

  /// Computes every node, in order.
  package func run() {
    for index in nodes.indices { compute(index) }
  }

  /// Computes nodes, in order, as long as a check before each of them allows.
  ///
  /// - Parameter mayGoOn: Asked before each node, with its number.
  /// - Returns: Whether all were computed.
  package func run(while mayGoOn: (_ node: Int) -> Bool) -> Bool {
    for index in nodes.indices {
      guard mayGoOn(index) else { return false }
      compute(index)
    }
    return true
  }

  /// Computes one node from its inputs and applies what was asked to be changed there.
  @inline(__always)
  func compute(_ index: Int) {
    if nodes[index].kind == .computed, let operation = nodes[index].operation {
      if isInterior(nodes[index]) { residentSegment = nodes[index].segment }
      operation.forward(
        operands(of: nodes[index]), saved: nodes[index].saved ?? Self.unallocated)
    }
    if !changes.isEmpty, let changes = changes[index] {
      for change in changes { change.apply(to: nodes[index].value) }
    }
  }

  /// Sees to it that a node's numbers are in memory.
  ///
  /// Computes its block again if another one took its place; the same operations on the same numbers
  /// give the same bits.
  func makeResident(_ node: NodeID) {
    let wanted = nodes[node.index]
    guard isInterior(wanted), residentSegment != wanted.segment else { return }
    for index in nodes.indices where nodes[index].segment == wanted.segment { compute(index) }
    residentSegment = wanted.segment
  }

  @inline(__always)
  func operands(of node: Node) -> Operands {
    let inputs = node.inputs
    let first = nodes[inputs[0].index].value
    return Operands(
      views: (
        first, inputs.count > 1 ? nodes[inputs[1].index].value : first,
        inputs.count > 2 ? nodes[inputs[2].index].value : first,
        inputs.count > 3 ? nodes[inputs[3].index].value : first
      ), count: inputs.count, output: node.value, wantsGradient: node.needsGradient)
  }

  /// The numbers that a computed node was made of, in memory.
  package func operands(of node: NodeID) -> Operands {
    // What leaves a block is kept, but was made of the block's inside.
    for input in nodes[node.index].inputs { makeResident(input) }
    makeResident(node)
    return operands(of: nodes[node.index])
  }

  // MARK: Reading

  /// A node's numbers; valid until another node is read or the trace changes.
  package func values(of node: NodeID) -> View {
    makeResident(node)
    return nodes[node.index].value
  }

  /// The number in a cell.
  package func value(of cell: Cell) -> Float { values(of: cell.node)[cell.index] }

  /// A node.
  package subscript(node: NodeID) -> Node { nodes[node.index] }

  /// Gives an input its numbers, row-major.
  ///
  /// - Precondition: the node is an input and the count is its shape's.
  package func set(_ node: NodeID, to values: [Float]) {
    let target = nodes[node.index]
    precondition(target.kind == .input, "\(target.address) is not an input")
    precondition(original == nil, "a replay shares its inputs; change them by interventions")
    precondition(
      values.count == target.shape.count,
      "\(target.address): \(values.count) numbers for \(target.shape)")
    for (index, value) in values.enumerated() { target.value.pointer[index] = value }
  }

  /// An input's memory, to write the next batch into without an array.
  package func memory(of input: NodeID) -> UnsafeMutablePointer<Float> {
    precondition(nodes[input.index].kind == .input, "\(nodes[input.index].address) is not an input")
    return nodes[input.index].value.pointer
  }

  // MARK: Finding

  /// The node with an address, first or further name.
  package func node(at address: Address) -> NodeID? { index[address] }

  private func makeIndex() -> [Address: NodeID] {
    var index: [Address: NodeID] = [:]
    for (position, node) in nodes.enumerated() { index[node.address] = NodeID(position) }
    for (address, node) in aliases { index[address] = node }
    return index
  }

  /// Every address with its node, in the order of computation; further names follow the first.
  package func addresses(of kinds: Set<Node.Kind> = [.computed, .input, .cached]) -> [(
    address: Address, node: NodeID
  )] {
    let further = Dictionary(grouping: aliases) { $0.node.index }
    var all: [(address: Address, node: NodeID)] = []
    for (position, node) in nodes.enumerated() where kinds.contains(node.kind) {
      all.append((node.address, NodeID(position)))
      for alias in further[position] ?? [] { all.append((alias.address, alias.node)) }
    }
    return all
  }
}

/// The tokens that positions stand for, as text; one list for each row of the batch.
///
/// A decoder without an encoder has its tokens in ``target``.
package struct TokenLabels: Equatable, Sendable {
  /// Tokens of the text that the encoder reads.
  package var source: [[String]]
  /// Tokens of the text that the decoder reads.
  package var target: [[String]]
  /// What the answers of a classifier are called, in the order of the axis `label`.
  package var answers: [String]

  /// Makes labels.
  package init(source: [[String]] = [], target: [[String]] = [], answers: [String] = []) {
    self.source = source
    self.target = target
    self.answers = answers
  }
}
