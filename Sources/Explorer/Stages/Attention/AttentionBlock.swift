import Screen
import Tensors
import Tracing

/// The attention that a step belongs to: its nodes, and how its channels are shared out among heads.
struct AttentionBlock {
  /// The address that its steps begin with: `decoder/1/self-attention`.
  let address: Address
  /// Whether keys and values come from the encoder.
  let isCross: Bool
  /// How many heads ask.
  let headCount: Int
  /// How many heads of keys and values there are; several heads may share one.
  let keyValueHeadCount: Int
  /// The channels of a head.
  let headWidth: Int
  /// The scores.
  let scores: NodeID
  /// What the scores multiply: queries, turned where positions turn them.
  let queries: NodeID
  /// What the scores multiply them by.
  let keys: NodeID
  /// What the weights share out; nil where there is no context.
  let values: NodeID?
  private let trace: Trace

  /// Finds the attention of a node; nil for a node outside of any.
  init?(_ context: StageContext) {
    let parts = context.node.address.parts.dropLast()
    guard parts.last == "self-attention" || parts.last == "cross-attention" else { return nil }
    self.init(Address(parts.joined(separator: "/")), in: context.trace)
  }

  /// Finds an attention by its address.
  init?(_ address: Address, in trace: Trace) {
    guard let scores = trace.node(at: address / "scores"), trace[scores].inputs.count == 2 else {
      return nil
    }
    self.address = address
    self.trace = trace
    self.scores = scores
    isCross = address.name == "cross-attention"
    queries = trace[scores].inputs[0]
    keys = trace[scores].inputs[1]
    values = trace.node(at: address / "context").map { trace[$0].inputs[1] }
    headCount = max(1, trace[scores].shape.product(droppingLast: 2))
    headWidth = max(1, trace[queries].shape.columns / headCount)
    keyValueHeadCount = max(1, trace[keys].shape.columns / headWidth)
  }

  /// One of its nodes by its last name.
  func node(_ name: String) -> NodeID? { trace.node(at: address / name) }

  /// How many heads share the keys and values of one.
  var groupSize: Int { max(1, headCount / keyValueHeadCount) }

  /// Whether positions turn queries and keys.
  var isRotary: Bool { trace[queries].operation is RotaryEmbedding }

  /// The numbers of a query in a head.
  func query(_ row: Int, head: Int) -> [Float] { slice(queries, row, head) }
  /// The numbers of a key as a head sees it.
  func key(_ row: Int, head: Int) -> [Float] { slice(keys, row, head / groupSize) }
  /// The numbers of a value as a head sees it.
  func value(_ row: Int, head: Int) -> [Float] {
    values.map { slice($0, row, head / groupSize) } ?? []
  }

  private func slice(_ node: NodeID, _ row: Int, _ head: Int) -> [Float] {
    let values = trace.values(of: node)
    guard row < values.shape.rows, (head + 1) * headWidth <= values.shape.columns else { return [] }
    let start = values.row(row) + head * headWidth
    return (0..<headWidth).map { start[$0] }
  }
}

extension StageContext {
  /// A row of a node, of the cursor's head unless another node has no heads.
  func row(of node: NodeID, slice: Int, row: Int) -> [Float] {
    let values = trace.values(of: node)
    let plane = Plane(values.shape)
    guard slice < plane.slices, row < plane.rows else { return [] }
    let start = (slice * plane.rows + row) * plane.columns
    return (0..<plane.columns).map { values[start + $0] }
  }

  /// A node's noun for sentences; its own name where there is none.
  func noun(of node: Node) -> String {
    let text: AttentionText? =
      switch node.address.name {
      case "queries", "rotated-queries": .queries
      case "keys", "rotated-keys": .keys
      case "values": .values
      case "scores": .scoresNoun
      case "scaled": .scaledNoun
      case "biased": .biasedNoun
      case "masked": .maskedNoun
      case "weights": .weightsNoun
      case "context": .contextNoun
      case "concatenated": .concatenatedNoun
      default: nil
      }
    return text?(language) ?? PlaceName.part(Substring(node.address.name), language)
  }
}
