import ModelFiles
import Tensors
import Tracing
import Transformers

/// A change to a computation as people write it.
///
///     encoder/1/self-attention/weights[head 2, query 3, key 1] = 0
///     encoder/ids[position 2] = 17
///     head 2 of encoder/1/self-attention = off
///
/// Axes that are not named are taken whole.
package struct WhatIf: Equatable, Sendable {
  /// What is changed.
  package enum Target: Equatable, Sendable {
    /// Cells become a number.
    case cells(CellReference, becomes: Float)
    /// A head, counted from 1, hands nothing on.
    case headOff(Int, of: Address)
  }

  /// What is changed.
  package let target: Target
  /// As it was written.
  package let text: String

  /// Reads a change.
  ///
  /// - Throws: ``Problem/syntax(_:)``, ``CellReferenceError``.
  package init(parsing text: String) throws {
    self.text = text
    guard let sign = text.lastIndex(of: "=") else { throw Problem.syntax(text) }
    let left = Self.trimmed(text[..<sign])
    let right = Self.trimmed(text[text.index(after: sign)...])
    let words = left.split(separator: " ")
    if words.count == 4, words[0] == "head", words[2] == "of" {
      guard let head = Int(words[1]), right == "off" else { throw Problem.syntax(text) }
      target = .headOff(head, of: Address(String(words[3])))
      return
    }
    guard let value = Self.number(right), !left.isEmpty else { throw Problem.syntax(text) }
    target = .cells(try CellReference(parsing: left), becomes: value)
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop { $0 == " " }
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }

  /// A number, also with the minus sign that the screens write.
  private static func number(_ text: String) -> Float? {
    guard let value = Float(text.replacing("−", with: "-")), value.isFinite else { return nil }
    return value
  }

  /// The change as a trace takes it.
  ///
  /// - Throws: ``Problem``, ``CellReferenceError``, ``InterventionError``.
  package func intervention(in model: ModelTrace) throws -> Intervention {
    switch target {
    case .headOff(let head, let attention):
      return try switchedOff(head, of: attention, in: model.trace)
    case .cells(let reference, let value):
      let trace = model.trace
      guard let id = trace.node(at: reference.address) else {
        throw CellReferenceError.noNode(
          reference.address, nearest: trace.nearestAddresses(to: reference.address))
      }
      let node = trace[id]
      try check(value, of: node, model.configuration)
      var region: [Axis: Range<Int>] = [:]
      let isOrdered = reference.indices.allSatisfy { $0.axis == nil }
      guard !isOrdered || [0, node.axes.count].contains(reference.indices.count) else {
        throw Problem.axes(reference.address, expected: node.axes)
      }
      for (order, index) in reference.indices.enumerated() {
        let named = index.axis.map { name in node.axes.first { $0.rawValue == name } }
        guard let axis = isOrdered ? node.axes[order] : named ?? nil, region[axis] == nil else {
          throw Problem.axes(reference.address, expected: node.axes)
        }
        let size = node.shape[node.axes.firstIndex(of: axis) ?? 0]
        guard index.number >= axis.firstIndex, index.number - axis.firstIndex < size else {
          throw CellReferenceError.outOfRange(
            reference.address, axis, found: index.number,
            allowed: axis.firstIndex...max(axis.firstIndex, size - 1 + axis.firstIndex))
        }
        let start = index.number - axis.firstIndex
        region[axis] = start..<start + 1
      }
      return Intervention(
        at: id == trace.node(at: node.address) ? node.address : reference.address,
        region: region, becomes: .value(value))
    }
  }

  private func switchedOff(
    _ head: Int, of attention: Address, in trace: Trace
  ) throws -> Intervention {
    guard let context = trace.node(at: attention / "context") else {
      throw Problem.noAttention(attention)
    }
    let count = Plane(trace[context].shape).slices
    guard head >= 1, head <= count else {
      throw CellReferenceError.outOfRange(
        attention / "context", .head, found: head, allowed: 1...max(1, count))
    }
    return .zeroHead(head - 1, of: attention)
  }

  /// Refuses what would be no input of the model any more.
  private func check(
    _ value: Float, of node: Node, _ configuration: Configuration
  ) throws(Problem) {
    guard node.kind == .input else { return }
    let name = node.address.name
    let isMask = name.hasSuffix("-mask")
    let limit = name == "ids" ? configuration.vocabularySize : isMask ? 2 : 0
    guard limit > 0 else { throw .fixed(node.address) }
    guard value >= 0, value < Float(limit), value == value.rounded() else {
      throw .value(node.address, found: value, most: limit - 1)
    }
  }

  /// Why a change cannot be made.
  package enum Problem: Error, Equatable, Sendable {
    /// It is not written as a change is.
    case syntax(String)
    /// The indices do not name the node's axes.
    case axes(Address, expected: [Axis])
    /// No attention has the address.
    case noAttention(Address)
    /// What was given cannot be changed.
    case fixed(Address)
    /// A given number that the model has no use for.
    case value(Address, found: Float, most: Int)
  }
}

extension WhatIf.Problem: CustomStringConvertible {
  /// One line: where, what was expected, what was found.
  package var description: String {
    switch self {
    case .syntax(let text):
      "\(VisibleText.quoted(text)): expected ADDRESS[CELL]=NUMBER or 'head 2 of ATTENTION = off'"
    case .axes(let address, let expected):
      "\(VisibleText.escaped(address.path)): its axes are "
        + "\(expected.map(\.rawValue).joined(separator: ", ")); name each at most once"
    case .noAttention(let address):
      "\(VisibleText.escaped(address.path)): no attention has this address; "
        + "encoder/1/self-attention is one"
    case .fixed(let address):
      "\(VisibleText.escaped(address.path)): is given with the text; change token ids or a mask"
    case .value(let address, let found, let most):
      "\(VisibleText.escaped(address.path)): expected a whole number between 0 and \(most), found "
        + Number.text(Double(found))
    }
  }
}
