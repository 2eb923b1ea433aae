import Glibc
import Kernels
import ModelFiles
import Tensors
import TestSupport
import Testing
import Tracing
import Training
import Transformers

/// Shapes that change, clipping, dropout, and going on from a checkpoint.
@Suite(.steadyKernels) struct TrainingStateTests {
  private static func trainer(
    dropout: Double = 0, largestNorm: Double? = nil, shares: Int = 2
  ) throws -> Trainer {
    var options = Trainer.Options()
    options.shareCount = shares
    options.dropout = dropout
    options.largestNorm = largestNorm
    return try Trainer(try HeadsTests.models(), adam: Adam(rate: 1e-2), options: options)
  }

  private static func values(_ trainer: Trainer) throws -> [UInt32] {
    try #require(trainer.model.parameters.values).map(\.bitPattern)
  }

  @Test func `batches of other shapes in between change no bit`() throws {
    let (one, other) = (try Self.trainer(), try Self.trainer())
    let batch = HeadsTests.inputs(rows: 4)
    let expected = one.step(batch)
    // The shapes share one stretch of memory; evaluating moves no parameter.
    _ = other.evaluate(HeadsTests.inputs(rows: 7, length: 3, seed: 5))
    _ = other.evaluate(HeadsTests.inputs(rows: 1, length: 5, seed: 6))
    #expect(other.step(batch) == expected)
    #expect(try Self.values(one) == Self.values(other))
  }

  @Test func `the number of threads changes no bit`() throws {
    let before = Workers.count
    defer { Workers.count = before }
    var results: [[UInt32]] = []
    for threads in [1, 2] {
      Workers.count = threads
      let trainer = try Self.trainer(dropout: 0.2)
      for seed in 0..<6 { _ = trainer.step(HeadsTests.inputs(rows: 5, seed: UInt64(seed))) }
      results.append(try Self.values(trainer))
    }
    #expect(results[0] == results[1])
  }

  @Test func `a gradient above the largest norm is scaled down to it`() throws {
    let free = try Self.trainer()
    let clipped = try Self.trainer(largestNorm: 0.25)
    let batch = HeadsTests.inputs(rows: 4)
    _ = free.step(batch)
    _ = clipped.step(batch)
    #expect(free.gradientNorm > 0.5)
    #expect(clipped.gradientNorm == free.gradientNorm)
    let (g, c) = (
      try #require(free.model.parameters.gradients),
      try #require(clipped.model.parameters.gradients)
    )
    let scale = 0.25 / free.gradientNorm
    expectClose(
      c, g.map { Double($0) * scale }, within: Tolerance(absolute: 1e-9, relative: 1e-6))
  }

  @Test func `dropout is another draw at every step and none in evaluation`() throws {
    let trainer = try Self.trainer(dropout: 0.3)
    let plain = try Self.trainer()
    let batch = HeadsTests.inputs(rows: 4)
    #expect(trainer.evaluate(batch) == plain.evaluate(batch))
    let first = trainer.computeLoss(batch)
    #expect(first == trainer.computeLoss(batch))
    #expect(first != plain.computeLoss(batch))
    trainer.adam.rate = 0
    _ = trainer.step(batch)
    #expect(trainer.computeLoss(batch) != first)
  }

  @Test func `training that went on from a checkpoint is the same to the bit`() throws {
    let path = "\(try temporaryFolder())/\(Checkpoint.fileName)"
    let whole = try Self.trainer(dropout: 0.1, largestNorm: 1)
    let first = try Self.trainer(dropout: 0.1, largestNorm: 1)
    for step in 0..<12 {
      _ = whole.step(HeadsTests.inputs(rows: 5, seed: UInt64(step)))
      if step < 7 { _ = first.step(HeadsTests.inputs(rows: 5, seed: UInt64(step))) }
    }
    try Checkpoint.save(first, to: path)
    let second = try Self.trainer(dropout: 0.1, largestNorm: 1)
    try Checkpoint.load(path, into: second)
    #expect(second.state.stepCount == 7)
    #expect(try Self.values(second) == Self.values(first))
    for step in 7..<12 { _ = second.step(HeadsTests.inputs(rows: 5, seed: UInt64(step))) }
    #expect(try Self.values(second) == Self.values(whole))
  }

  @Test func `a checkpoint of another model is refused by name`() throws {
    let path = "\(try temporaryFolder())/\(Checkpoint.fileName)"
    let c = Configuration(
      tower: .encoder, vocabularySize: 19, dModel: 12, headCount: 2, dFF: 12, layerCount: 2,
      positions: .learned(count: 6, offset: 0))
    let other = try Trainer([Model(c, Parameters.initial([c], seed: 1)[0])])
    try Checkpoint.save(other, to: path)
    #expect {
      try Checkpoint.load(path, into: Self.trainer())
    } throws: { error in
      "\(error)" == "\(path): tensor value:encoder/token-embedding/table has shape [19, 12], the "
        + "recipe's model [19, 8]; the checkpoint belongs to another recipe"
    }
  }
}

/// A new folder for one test's files.
func temporaryFolder() throws -> String {
  var template = Array("/tmp/cutaway-training-XXXXXX".utf8CString)
  let made = template.withUnsafeMutableBufferPointer { buffer in
    buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
  }
  return try #require(made)
}
