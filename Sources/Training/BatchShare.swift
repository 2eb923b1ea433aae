import Tensors
import Tracing
import Transformers

/// One share of every batch of one head: the rows that it takes, and traces and gradients of its own.
final class BatchShare {
  /// Which of the trainer's heads it belongs to.
  let head: Int
  /// Which of the head's shares it is.
  let index: Int
  /// The rows of the batch that is being computed.
  private(set) var rows = 0..<0
  /// How many targets those rows have.
  private(set) var targetCount = 0
  /// The mean loss of those rows.
  private(set) var loss = 0.0
  /// The trace of the batch that is being computed; nil where no row falls to this share.
  private(set) var current: ModelTrace?
  private let model: Model
  private let shareCount: Int
  private let labelSmoothing: Double
  private let dropout: Double
  /// All shapes share this memory, for one is computed at a time.
  private let arena = Arena()
  private var plans: [TraceShape: ModelTrace] = [:]

  /// Where the gradients of this share's rows go.
  var gradients: UnsafeMutableBufferPointer<Float>? { model.parameters.gradients }

  init(
    _ model: Model, head: Int, index: Int, of shareCount: Int, labelSmoothing: Double,
    dropout: Double
  ) {
    self.model = model
    self.head = head
    self.index = index
    self.shareCount = shareCount
    self.labelSmoothing = labelSmoothing
    self.dropout = dropout
  }

  /// Takes its rows of a batch and sees to it that their computation is written down.
  func prepare(_ batch: ModelInput) {
    var shape = TraceShape(batch)
    let count = shape.batchCount
    let (size, rest) = (count / shareCount, count % shareCount)
    let first = index * size + min(index, rest)
    rows = first..<first + size + (index < rest ? 1 : 0)
    targetCount = 0
    for row in rows {
      for target in batch.targets?[row] ?? [] where target != Int(CrossEntropy.ignored) {
        precondition(target >= 0, "target \(target) is neither a class nor ignored")
        targetCount += 1
      }
    }
    current = nil
    guard !rows.isEmpty else { return }
    shape.hasTargets = true
    do { current = try plan(shape) } catch { preconditionFailure("\(error)") }
  }

  /// The computation for this share's rows of batches of a shape.
  @discardableResult
  func plan(_ batchShape: TraceShape) throws(ShapeError) -> ModelTrace {
    var shape = batchShape
    shape.batchCount =
      batchShape.batchCount / shareCount + (index < batchShape.batchCount % shareCount ? 1 : 0)
    if let known = plans[shape] { return known }
    arena.reset()
    let trace = try model.plan(
      shape,
      options: TraceOptions(
        hasProbabilities: false, labelSmoothing: Float(labelSmoothing), dropout: Float(dropout),
        arena: arena))
    trace.trace.prepareBackward(keeping: .parameters)
    plans[shape] = trace
    return trace
  }

  /// Computes the loss of the rows taken, and its gradient if it is wanted.
  func compute(_ batch: ModelInput, draw: Int?, withGradient: Bool) {
    guard let current, let node = current.loss else {
      loss = 0
      return
    }
    current.load(batch, rows: rows, draw: draw)
    current.trace.run()
    loss = Double(current.trace.values(of: node)[0])
    if withGradient { current.trace.backward(from: node) }
  }
}
