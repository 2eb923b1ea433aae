import Kernels
import Tensors
import Tracing
import Transformers

/// Reads the parts of an expression from a world.
struct LessonEvaluator {
  let world: LessonWorld

  init(_ world: LessonWorld) { self.world = world }

  private func refuse(
    _ expected: LessonExpression.Kind, _ term: LessonTerm
  ) -> LessonExpressionError {
    LessonExpressionError(.kind(expected: expected.text, found: term.kind.text), at: term.column)
  }

  // MARK: Numbers

  func number(_ term: LessonTerm) throws(LessonExpressionError) -> Double {
    switch term.what {
    case .number(let number): return number
    case .reference(let reference): return try number(reference, at: term.column)
    case .constant(let constant): return try number(constant, at: term.column)
    case .negative(let part): return try -number(part)
    case .arithmetic(let sign, let left, let right):
      let (left, right) = (try number(left), try number(right))
      return switch sign {
      case .plus: left + right
      case .minus: left - right
      case .times: left * right
      default: left / right
      }
    case .call(let function, let arguments) where function.kind == .number:
      return try number(function, arguments, at: term.column)
    case .text, .word, .comparison, .not, .both, .either, .call: throw refuse(.number, term)
    }
  }

  private func number(
    _ reference: LessonReference, at column: Int
  ) throws(LessonExpressionError) -> Double {
    if reference.mayBeFact, let fact = world.facts[reference.reference.address.path] { return fact }
    let trace: Trace
    do throws(LessonExpressionError) {
      trace = try computation(reference, at: column).trace
    } catch {
      guard reference.mayBeFact, error.problem == .side(.now) else { throw error }
      throw LessonExpressionError(
        .name(reference.reference.address.path, facts: world.facts.keys.sorted()), at: column)
    }
    do throws(CellReferenceError) {
      return Double(trace.value(of: try trace.cell(reference.reference)))
    } catch {
      throw LessonExpressionError(.reference(error), at: column)
    }
  }

  private func number(
    _ constant: LessonConstant, at column: Int
  ) throws(LessonExpressionError) -> Double {
    if constant == .head { return world.reader.indices[.head].map(Double.init) ?? .nan }
    guard let model = world.traces[.now] else {
      throw LessonExpressionError(.side(.now), at: column)
    }
    let c = model.configuration
    let found =
      switch constant {
      case .layers: c.encoderLayerCount + c.decoderLayerCount
      case .heads: c.headCount
      case .width: c.dModel
      case .headWidth: c.dHead
      case .feedForward: c.dFF
      case .vocabulary: c.vocabularySize
      case .parameters: c.parameterSlots.reduce(0) { $0 + $1.shape.count }
      case .tokens: (model.encoder ?? model.decoder).map { model.trace[$0.ids].shape.columns } ?? 0
      case .head: 0
      }
    return Double(found)
  }

  private func number(
    _ function: LessonFunction, _ arguments: [LessonTerm], at column: Int
  ) throws(LessonExpressionError) -> Double {
    switch function {
    case .sqrt: return try number(arguments[0]).squareRoot()
    case .exp: return Kernels.exp(try number(arguments[0]))
    case .log: return Kernels.log(try number(arguments[0]))
    case .abs: return Swift.abs(try number(arguments[0]))
    case .round: return try number(arguments[0]).rounded()
    case .pieces: return Double(try pieces(arguments).count)
    case .bytes: return Double(try text(arguments[0]).utf8.count)
    case .characters: return Double(try text(arguments[0]).count)
    case .race: return try race(arguments, at: column)
    case .raceGradient: return try raceGradient(arguments, at: column)
    case .rank: return try rank(arguments[0])
    case .dot, .cosine, .distance: return try compare(function, arguments, at: column)
    default: return try LessonStatistics(of: cells(arguments[0])).value(function, at: column)
    }
  }

  /// A whole number.
  func whole(
    _ what: String, _ term: LessonTerm, in allowed: ClosedRange<Int>? = nil
  ) throws(LessonExpressionError) -> Int {
    let found = try number(term)
    guard let number = Int(exactly: found), allowed?.contains(number) ?? true else {
      throw LessonExpressionError(
        .whole(what: what, found: found, allowed: allowed), at: term.column)
    }
    return number
  }

  // MARK: Predicates

  func holds(_ term: LessonTerm) throws(LessonExpressionError) -> Bool {
    switch term.what {
    case .not(let part): return try !holds(part)
    // One after the other: what stands behind is not asked where the first decides.
    case .both(let left, let right):
      guard try holds(left) else { return false }
      return try holds(right)
    case .either(let left, let right):
      if try holds(left) { return true }
      return try holds(right)
    case .comparison(let sign, let left, let right, let within):
      if left.kind == .text {
        return try text(left).utf8.elementsEqual(try text(right).utf8)
      }
      let (left, right) = (try number(left), try number(right))
      switch sign {
      case .less: return left < right
      case .greater: return left > right
      case .atMost: return left <= right
      case .atLeast: return left >= right
      default:
        guard let within else { return left == right }
        return Closeness.isWithin(try number(within), left, right)
      }
    case .call(let function, let arguments) where function.kind == .predicate:
      return try holds(function, arguments)
    case .number, .text, .word, .reference, .constant, .negative, .arithmetic, .call:
      throw refuse(.predicate, term)
    }
  }

  private func holds(
    _ function: LessonFunction, _ arguments: [LessonTerm]
  ) throws(LessonExpressionError) -> Bool {
    let argument = arguments[0]
    switch function {
    case .isLargest: return try rank(argument) == 1
    case .isSmallest: return try isSmallest(argument)
    case .changed: return try isChanged(argument)
    case .unchanged: return try !isChanged(argument)
    case .at:
      guard case .reference(let reference) = argument.what else { return false }
      return isAt(reference.reference)
    case .shows:
      guard case .word(let word) = argument.what else { return false }
      return world.reader.shown.contains(word)
    default:
      guard case .word(let word) = argument.what else { return false }
      return world.reader.place == word
    }
  }

  // MARK: Texts

  func text(_ term: LessonTerm) throws(LessonExpressionError) -> String {
    switch term.what {
    case .text(let text), .word(let text): return text
    case .call(.written, _):
      guard let written = world.written else {
        throw LessonExpressionError(.nothingWritten, at: term.column)
      }
      return written
    case .call(.piece, let arguments):
      let pieces = try pieces(arguments)
      guard !pieces.isEmpty else {
        throw LessonExpressionError(
          .cells(expected: "a text with a piece", found: "none"), at: term.column)
      }
      return pieces[try whole("a piece", arguments[2], in: 1...pieces.count) - 1]
    case .call(.label, let arguments): return try label(arguments[0])
    case .call(.labelOf, let arguments): return try label(of: arguments)
    default: throw refuse(.text, term)
    }
  }

  private func pieces(_ arguments: [LessonTerm]) throws(LessonExpressionError) -> [String] {
    let scheme = try text(arguments[0])
    let text = arguments.count > 1 ? try text(arguments[1]) : world.reader.text
    guard let pieces = world.pieces(scheme, text) else {
      throw LessonExpressionError(.tokenizer(scheme), at: arguments[0].column)
    }
    return pieces
  }
}
