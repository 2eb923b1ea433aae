import Kernels
import Tensors
import Tracing
import Transformers

extension LessonEvaluator {
  /// The computation that a reference is looked up in.
  func computation(
    _ reference: LessonReference, at column: Int
  ) throws(LessonExpressionError) -> ModelTrace {
    guard let model = world.traces[reference.side] else {
      throw LessonExpressionError(.side(reference.side), at: column)
    }
    return model
  }

  private func reference(_ term: LessonTerm) throws(LessonExpressionError) -> LessonReference {
    guard case .reference(let reference) = term.what else {
      throw LessonExpressionError(
        .kind(expected: "an address", found: term.kind.text), at: term.column)
    }
    return reference
  }

  // MARK: Slices

  /// Numbers with where they stand.
  func cells(_ term: LessonTerm) throws(LessonExpressionError) -> LessonCells {
    let reference = try reference(term)
    return try cells(reference, in: computation(reference, at: term.column), at: term.column)
  }

  private func cells(
    _ reference: LessonReference, in model: ModelTrace, at column: Int
  ) throws(LessonExpressionError) -> LessonCells {
    do throws(CellReferenceError) {
      let slice = try model.trace.slice(reference.reference)
      return LessonCells(slice: slice, numbers: model.trace.numbers(of: slice).map(Double.init))
    } catch {
      throw LessonExpressionError(.reference(error), at: column)
    }
  }

  /// The numbers of the row of a cell, and where in it the cell is.
  private func row(
    _ term: LessonTerm
  ) throws(LessonExpressionError) -> (numbers: [Double], place: Int) {
    let reference = try reference(term)
    let trace = try computation(reference, at: term.column).trace
    do throws(CellReferenceError) {
      let cell = try trace.cell(reference.reference)
      let values = trace.values(of: cell.node)
      let columns = values.shape.columns
      let start = cell.index / columns * columns
      return ((0..<columns).map { Double(values[start + $0]) }, cell.index - start)
    } catch {
      throw LessonExpressionError(.reference(error), at: term.column)
    }
  }

  // MARK: Rows

  /// 1 for the largest number of a row, 2 for the next; none where a number is none.
  func rank(_ term: LessonTerm) throws(LessonExpressionError) -> Double {
    let (numbers, place) = try row(term)
    guard !numbers.contains(where: \.isNaN) else { return .nan }
    return Double(1 + numbers.count { $0 > numbers[place] })
  }

  func isSmallest(_ term: LessonTerm) throws(LessonExpressionError) -> Bool {
    let (numbers, place) = try row(term)
    return numbers.allSatisfy { $0 >= numbers[place] }
  }

  // MARK: Two slices

  func compare(
    _ function: LessonFunction, _ arguments: [LessonTerm], at column: Int
  ) throws(LessonExpressionError) -> Double {
    let (first, second) = (try cells(arguments[0]).numbers, try cells(arguments[1]).numbers)
    guard first.count == second.count else {
      throw LessonExpressionError(.counts(first.count, second.count), at: column)
    }
    func dot(_ left: [Double], _ right: [Double]) -> Double {
      zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
    }
    switch function {
    case .cosine:
      return dot(first, second) / (dot(first, first) * dot(second, second)).squareRoot()
    case .distance:
      return zip(first, second).reduce(0) { largest, pair in
        if largest.isNaN || pair.0 == pair.1 { return largest }
        let difference = Swift.abs(pair.0 - pair.1)
        return difference.isNaN ? .nan : max(largest, difference)
      }
    default: return dot(first, second)
    }
  }

  /// Whether a number of a slice is another than before, to the bit.
  func isChanged(_ term: LessonTerm) throws(LessonExpressionError) -> Bool {
    let now = try cells(term)
    let reference = try reference(term)
    guard let earlier = world.traces[.before] else {
      throw LessonExpressionError(.side(.before), at: term.column)
    }
    let before = try cells(reference, in: earlier, at: term.column)
    return now.slice.shape != before.slice.shape
      || zip(now.numbers, before.numbers).contains { now, before in
        now != before && !(now.isNaN && before.isNaN)
      }
  }

  // MARK: Labels

  /// What stands at the one place that an address names.
  func label(_ term: LessonTerm) throws(LessonExpressionError) -> String {
    let reference = try reference(term)
    guard let index = reference.reference.indices.first,
      let axis = index.axis.flatMap(Axis.init(rawValue:))
    else {
      throw LessonExpressionError(.kind(expected: "an index", found: "none"), at: term.column)
    }
    return try label(axis, Double(index.number), reference, at: term.column, term.column)
  }

  /// What stands at a computed place: the number, the address, the axis.
  func label(of arguments: [LessonTerm]) throws(LessonExpressionError) -> String {
    guard case .word(let name) = arguments[2].what, let axis = Axis(rawValue: name) else {
      throw LessonExpressionError(
        .kind(expected: "an axis", found: arguments[2].kind.text), at: arguments[2].column)
    }
    return try label(
      axis, number(arguments[0]), reference(arguments[1]), at: arguments[1].column,
      arguments[0].column)
  }

  private func label(
    _ axis: Axis, _ number: Double, _ reference: LessonReference, at column: Int,
    _ numberColumn: Int
  ) throws(LessonExpressionError) -> String {
    let model = try computation(reference, at: column)
    let trace = model.trace
    let address = reference.reference.address
    guard let id = trace.node(at: address) else {
      throw LessonExpressionError(
        .reference(.noNode(address, nearest: trace.nearestAddresses(to: address))), at: column)
    }
    let node = trace[id]
    guard let position = node.axes.firstIndex(of: axis) else {
      throw LessonExpressionError(.axis(axis, of: address, found: node.axes), at: column)
    }
    let size = node.shape[position]
    let allowed = size > 0 ? axis.firstIndex...(size - 1 + axis.firstIndex) : nil
    guard let whole = Int(exactly: number), allowed?.contains(whole) ?? false else {
      throw LessonExpressionError(
        .whole(what: axis.rawValue, found: number, allowed: allowed), at: numberColumn)
    }
    let index = whole - axis.firstIndex
    if axis == .vocabulary, let token = world.token(index) { return token }
    guard let labels = model.labels(along: axis, of: node), labels.indices.contains(index) else {
      throw LessonExpressionError(.noLabel(axis, of: address), at: column)
    }
    return labels[index]
  }

  // MARK: The reader

  /// Whether the explorer's cursor is at an address, or on a cell whose other axes may be anything.
  func isAt(_ reference: CellReference) -> Bool {
    world.isAt(reference)
  }
}

/// Numbers with the slice that they are of.
struct LessonCells {
  let slice: CellSlice
  let numbers: [Double]
}
