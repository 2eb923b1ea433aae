import Tracing

/// An expression of a lesson: a number, a text or a predicate that is read from the running model.
///
///     mean(encoder/1/self-attention/scores[head 1, query 2]) > 0.5 and not head = 2
///
/// `Docs/Lessons.md` has the language. What kinds of parts fit together is known once it is parsed; whether
/// the addresses are there, the model says.
package struct LessonExpression: Equatable, Sendable {
  /// What the value of an expression is.
  package enum Kind: Equatable, Sendable {
    case number, predicate, text
  }

  /// The most bytes of an expression.
  package static let mostBytes = 10_000
  /// The most parts that may lie inside one another.
  package static let mostLevels = 200

  /// As it is written.
  package let source: String
  let root: LessonTerm

  /// Reads an expression.
  ///
  /// - Throws: ``LessonExpressionError`` with the column in the text.
  package init(parsing text: String) throws(LessonExpressionError) {
    var parser = try LessonParser(text)
    root = try parser.whole()
    source = text
  }

  /// What the value is.
  package var kind: Kind { root.kind }

  /// The cells that it names, in the order written; names that may be facts are among them.
  package var addresses: [CellReference] {
    var found: [CellReference] = []
    var waiting = [root]
    while let term = waiting.popLast() {
      if case .reference(let reference) = term.what { found.append(reference.reference) }
      waiting += term.parts.reversed()
    }
    return found
  }

  /// The number in a world.
  ///
  /// - Throws: ``LessonExpressionError`` where the expression is no number, or the world does not have what it
  ///   names.
  package func number(in world: LessonWorld) throws(LessonExpressionError) -> Double {
    try LessonEvaluator(world).number(root)
  }

  /// Whether it holds in a world.
  ///
  /// - Throws: ``LessonExpressionError`` where the expression is no predicate, or the world does not have what it
  ///   names.
  package func holds(in world: LessonWorld) throws(LessonExpressionError) -> Bool {
    try LessonEvaluator(world).holds(root)
  }

  /// The text in a world, as it is: from a model, and not yet made visible.
  ///
  /// - Throws: ``LessonExpressionError`` where the expression is no text, or the world does not have what it
  ///   names.
  package func text(in world: LessonWorld) throws(LessonExpressionError) -> String {
    try LessonEvaluator(world).text(root)
  }
}

extension LessonExpression.Kind {
  /// What it is called in messages.
  var text: String {
    switch self {
    case .number: "a number"
    case .predicate: "a predicate"
    case .text: "a text"
    }
  }
}
