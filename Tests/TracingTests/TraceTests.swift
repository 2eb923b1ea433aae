import Tensors
import TestSupport
import Testing
import Tracing

@Suite(.steadyKernels) struct TraceTests {
  @Test func `running computes every node in order`() throws {
    let small = try SmallTrace()
    // Row 1: x = (1, −2, ½), W₁ = (½, −¼, 1), so a = ½ + ½ + ½.
    let a: [Double] = [1.5, -0.25, -1.25, 3.125]
    expectClose(small.trace.numbers(of: small.a), a, within: .exact, "a")
    expectClose(small.trace.numbers(of: small.b), a.map { $0 * $0 }, within: .exact, "b")
    expectClose(small.trace.numbers(of: small.c), a.map { $0 * $0 + $0 }, within: .exact, "c")
    let loss = SmallTrace.loss(
      x: SmallTrace.xValues.map { Double($0) }, weight: SmallTrace.weightValues.map { Double($0) })
    expectClose(
      small.trace.numbers(of: small.loss), [loss], within: Tolerance(relative: 1e-6), "loss")
  }

  @Test func `a second run reads the inputs anew`() throws {
    let small = try SmallTrace()
    let before = small.trace.numbers(of: small.c)
    small.trace.set(small.x, to: [0, 0, 0, 0, 0, 0])
    small.trace.run()
    #expect(small.trace.numbers(of: small.c) == [0, 0, 0, 0])
    small.trace.set(small.x, to: SmallTrace.xValues)
    small.trace.run()
    #expect(small.trace.numbers(of: small.c) == before)
  }

  @Test func `a parameter's gradient sums every use of what it makes`() throws {
    let small = try SmallTrace()
    small.trace.backward(from: small.loss)
    let x = SmallTrace.xValues.map { Double($0) }
    let weight = SmallTrace.weightValues.map { Double($0) }
    let slopes = weight.indices.map { index in
      var (above, below) = (weight, weight)
      above[index] += 1e-6
      below[index] -= 1e-6
      return (SmallTrace.loss(x: x, weight: above) - SmallTrace.loss(x: x, weight: below)) / 2e-6
    }
    let gradient = try #require(small.trace.gradient(of: small.weight))
    #expect(gradient.pointer == small.weightGradient)
    // Differences with a step of 1e-6 are good to about 1e-9; single precision to 1e-6.
    expectClose(
      gradient.array, slopes, within: Tolerance(absolute: 2e-6, relative: 2e-6), "dW")
    // a is read by the gated product twice and by the addition.
    let c = try #require(small.trace.gradient(of: small.c)).array
    let a = small.trace.numbers(of: small.a)
    expectClose(
      try #require(small.trace.gradient(of: small.a)).array, zip(c, a).map { $0 * (2 * $1 + 1) },
      within: Tolerance(absolute: 1e-6, relative: 1e-6), "da")
  }

  @Test func `a second backward pass replaces the first`() throws {
    let small = try SmallTrace()
    small.trace.backward(from: small.loss)
    let first = try #require(small.trace.gradient(of: small.weight)).array
    small.trace.backward(from: small.loss)
    #expect(small.trace.gradient(of: small.weight)?.array == first)
  }

  @Test func `what a node does not depend on has no gradient`() throws {
    let small = try SmallTrace()
    #expect(small.trace.gradient(of: small.a) == nil)
    small.trace.backward(from: small.b)
    #expect(small.trace.gradient(of: small.b)?.array == [1, 1, 1, 1])
    #expect(small.trace.gradient(of: small.c) == nil)
    #expect(small.trace.gradient(of: small.loss) == nil)
    #expect(small.trace.gradient(of: small.x) == nil)
    #expect(small.trace[small.x].needsGradient == false)
    #expect(small.trace.gradient(of: small.weight) != nil)
  }

  @Test func `backward from a window of a wider matrix stays within it`() throws {
    let arena = Arena()
    let values = arena.allocate(12)
    let gradient = arena.allocate(12)
    values.update(repeating: 1, count: 12)
    gradient.update(repeating: 7, count: 12)
    var builder = TraceBuilder()
    let x = builder.input("x", [1, 2], axes: [.position, .channel])
    let weight = builder.parameter(
      "y/weight", View(values, [3, 2], rowStride: 4), gradient: gradient,
      axes: [.feature, .channel])
    let y = try builder.compute("y", Linear(), x, weight, axes: [.position, .feature])
    let trace = builder.finish()
    trace.set(x, to: [2, 3])
    trace.run()
    trace.backward(from: y)
    #expect((0..<12).map { gradient[$0] } == [2, 3, 7, 7, 2, 3, 7, 7, 2, 3, 7, 7])
    trace.backward(from: weight)
    #expect((0..<12).map { gradient[$0] } == [1, 1, 7, 7, 1, 1, 7, 7, 1, 1, 7, 7])
  }

  @Test func `a shape that does not fit stops the builder with the operation's words`() {
    var builder = TraceBuilder()
    let x = builder.input("x", [2, 3], axes: [.position, .channel])
    let error = #expect(throws: ShapeError.self) {
      try builder.compute("y", Mask(), x, x, axes: [.position, .channel])
    }
    #expect(error?.description == "mask: scores needs at least 3 axes, its shape is [2, 3]")
  }

  @Test func `output goes where the builder was told`() throws {
    let arena = Arena()
    let memory = arena.allocate(2)
    var builder = TraceBuilder()
    let x = builder.input("x", [2], axes: [.channel])
    let y = try builder.compute("y", Scale(by: 3), x, axes: [.channel], into: memory)
    let trace = builder.finish()
    trace.set(x, to: [1, 2])
    trace.run()
    #expect(trace.values(of: y).pointer == memory)
    #expect([memory[0], memory[1]] == [3, 6])
  }

  @Test func `an input takes as many numbers as it has cells`() async {
    await #expect(processExitsWith: .failure) {
      let small = try SmallTrace()
      small.trace.set(small.x, to: [1])
    }
    await #expect(processExitsWith: .failure) {
      let small = try SmallTrace()
      small.trace.set(small.c, to: [1, 2, 3, 4])
    }
  }
}
