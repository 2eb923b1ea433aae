/// A slot for each thread, so that none writes where another does.
final class PerThread<Value> {
  private let memory: UnsafeMutablePointer<Value>
  private let count: Int

  init(_ count: Int, _ value: Value) {
    self.count = count
    memory = .allocate(capacity: count)
    memory.initialize(repeating: value, count: count)
  }

  deinit {
    memory.deinitialize(count: count)
    memory.deallocate()
  }

  subscript(index: Int) -> Value {
    get { memory[index] }
    set { memory[index] = newValue }
  }
}
