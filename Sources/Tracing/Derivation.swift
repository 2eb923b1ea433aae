/// One cell worked by hand.
///
/// `steps` are the lines of the worksheet; the last one's value is the cell's. `terms` are what is
/// added up on the way (for softmax: the denominator), each with the cells that it is made of, so that
/// a reader can go on to any of them.
package struct Derivation: Equatable, Sendable {
  /// A cell of one of the operation's inputs.
  package struct Source: Equatable, Sendable {
    /// Which input.
    package let input: Int
    /// The row-major position within it.
    package let cell: Int
    /// The number there.
    package let value: Double

    /// Makes a source.
    package init(input: Int, cell: Int, value: Double) {
      self.input = input
      self.cell = cell
      self.value = value
    }
  }

  /// One summand.
  package struct Term: Equatable, Sendable {
    /// The cells that it is made of; the first is the one that a walk goes down.
    package let factors: [Source]
    /// What it adds.
    package let contribution: Double

    /// Makes a term of the factors given; their product, unless another contribution is given.
    package init(_ factors: Source..., contribution: Double? = nil) {
      self.factors = factors
      self.contribution = contribution ?? factors.reduce(1) { $0 * $1.value }
    }
  }

  /// One line of the worksheet.
  package struct Step: Equatable, Sendable {
    /// What the line computes: `m`, `s`, `y`.
    package let symbol: String
    /// How, in symbols: `max x`.
    package let expression: String
    /// How, with the numbers written in; empty where ``terms`` says it.
    package let numbers: String
    /// What comes out.
    package let value: Double

    /// Makes a line.
    package init(_ symbol: String, _ expression: String, _ numbers: String, _ value: Double) {
      self.symbol = symbol
      self.expression = expression
      self.numbers = numbers
      self.value = value
    }

    /// Makes a line whose numbers are the terms'.
    package init(_ symbol: String, _ expression: String, _ value: Double) {
      self.init(symbol, expression, "", value)
    }
  }

  /// The lines, in order.
  package var steps: [Step]
  /// The summands, in the order in which they are added.
  package var terms: [Term]
  /// Which step adds the terms up.
  package var sumStep: Int
  /// The term that a walk goes down; the largest, unless the operation says another.
  package var walk: Int?
  /// The largest magnitude that meets on the way where that is no term's: what is left of two large numbers
  /// that nearly cancel has their rounding, not its own.
  package var magnitude = 0.0

  /// Makes a derivation.
  package init(steps: [Step], terms: [Term], sumStep: Int = 0, walk: Int? = nil) {
    self.steps = steps
    self.terms = terms
    self.sumStep = sumStep
    self.walk = walk
  }

  /// The cell's value: the last line's.
  package var value: Double { steps.last?.value ?? 0 }

  /// The term that a walk goes down, if there is any.
  package var walkedTerm: Term? {
    if let walk { return terms[walk] }
    return terms.max { abs($0.contribution) < abs($1.contribution) }
  }
}
