import Tensors

/// Why an operation cannot be applied to inputs of these shapes.
package enum ShapeError: Error, Equatable, Sendable {
  /// The operation takes another number of inputs.
  case inputCount(operation: String, expected: Int, found: Int)
  /// An input has too few axes.
  case rank(operation: String, input: String, minimum: Int, found: Shape)
  /// An input's axis has a size that does not fit the others.
  case size(operation: String, what: String, expected: Int, found: Int)
  /// A size is smaller than the least that fits.
  case tooSmall(operation: String, what: String, minimum: Int, found: Int)
  /// An input has another shape than the one it must share.
  case mismatch(operation: String, input: String, expected: Shape, found: Shape)
  /// A size must be a multiple of another.
  case notDivisible(operation: String, what: String, size: Int, by: Int)
}

extension ShapeError: CustomStringConvertible {
  /// One line: the operation, what was expected, what was found.
  package var description: String {
    switch self {
    case .inputCount(let operation, let expected, let found):
      "\(operation): takes \(expected) inputs, was given \(found)"
    case .rank(let operation, let input, let minimum, let found):
      "\(operation): \(input) needs at least \(minimum) axes, its shape is \(found)"
    case .size(let operation, let what, let expected, let found):
      "\(operation): \(what) must be \(expected), is \(found)"
    case .tooSmall(let operation, let what, let minimum, let found):
      "\(operation): \(what) must be at least \(minimum), is \(found)"
    case .mismatch(let operation, let input, let expected, let found):
      "\(operation): \(input) must have shape \(expected), has \(found)"
    case .notDivisible(let operation, let what, let size, let divisor):
      "\(operation): \(what) is \(size), which \(divisor) does not divide"
    }
  }
}

/// The shapes of an operation's inputs, with the checks that operations share.
package struct InputShapes {
  /// The operation's name, for messages.
  package let operation: String
  private let shapes: [Shape]

  /// Wraps the shapes.
  package init(_ operation: String, _ shapes: [Shape]) {
    self.operation = operation
    self.shapes = shapes
  }

  /// The shape of one input.
  package subscript(index: Int) -> Shape { shapes[index] }

  /// How many inputs there are.
  package var count: Int { shapes.count }

  /// Refuses any other number of inputs.
  package func require(count expected: Int...) throws(ShapeError) {
    guard expected.contains(count) else {
      throw .inputCount(operation: operation, expected: expected[0], found: count)
    }
  }

  /// Refuses an input with fewer axes.
  package func require(_ name: String, _ index: Int, rank minimum: Int) throws(ShapeError) {
    guard shapes[index].rank >= minimum else {
      throw .rank(operation: operation, input: name, minimum: minimum, found: shapes[index])
    }
  }

  /// Refuses an input of another shape.
  package func require(_ name: String, _ index: Int, is shape: Shape) throws(ShapeError) {
    guard shapes[index] == shape else {
      throw .mismatch(operation: operation, input: name, expected: shape, found: shapes[index])
    }
  }

  /// Refuses a size other than the one due.
  package func require(_ what: String, _ found: Int, is expected: Int) throws(ShapeError) {
    guard found == expected else {
      throw .size(operation: operation, what: what, expected: expected, found: found)
    }
  }

  /// Refuses a size below the least that fits.
  package func require(_ what: String, _ found: Int, atLeast minimum: Int) throws(ShapeError) {
    guard found >= minimum else {
      throw .tooSmall(operation: operation, what: what, minimum: minimum, found: found)
    }
  }

  /// Refuses a size that is not a multiple.
  package func require(_ what: String, _ size: Int, divisibleBy divisor: Int) throws(ShapeError) {
    guard divisor > 0, size % divisor == 0 else {
      throw .notDivisible(operation: operation, what: what, size: size, by: divisor)
    }
  }
}
