import ModelFiles
import Tensors
import Tracing
import Transformers

/// Holds a trace against the reference's numbers, position by position.
///
/// Positions that are padding are left out: what stands there is whatever the reference happened to
/// compute.
struct GoldenComparison {
  let golden: Golden
  let trace: ModelTrace
  let input: ModelInput
  /// Which rows of the reference's batch the trace has.
  let rows: [Int]

  /// Reads the reference's tensor and compares it.
  func compare(_ name: String, with address: String, _ worst: inout WorstDifference) throws {
    let numbers = try golden.numbers(name)
    compare(name, numbers, try view(address), address, columns: 0, &worst)
  }

  /// Compares the output of one of the reference's modules with whatever is the same here.
  ///
  /// - Returns: false for a module that the table of names lacks.
  func compareHook(_ name: String, _ worst: inout WorstDifference) throws -> Bool {
    let module = String(name.dropFirst("hook.".count))
    let numbers = try golden.numbers(name)
    switch HookNames.place(of: module, in: golden.configuration) {
    case .address(let address):
      compare(name, numbers, try view(address), address, columns: 0, &worst)
    case .fused(let address):
      var start = 0
      for part in ["queries", "keys", "values"] {
        let view = try view("\(address)/\(part)")
        compare("\(name) \(part)", numbers, view, address, columns: start, &worst)
        start += view.shape.columns
      }
    case .headsLast(let address):
      let view = try view(address)
      for cell in numbers.values.indices {
        let (place, head) = cell.quotientAndRemainder(dividingBy: numbers.shape[2])
        worst.compare(
          view[head * (numbers.values.count / numbers.shape[2]) + place], numbers.values[cell],
          at: "\(golden.kind), \(name), [\(place), \(head)]")
      }
    case .none(let reason)?: precondition(!reason.isEmpty)
    case nil: return false
    }
    return true
  }

  private func view(_ address: String) throws -> View {
    guard let node = trace.trace.node(at: Address(address)) else { throw Missing(address: address) }
    return trace.trace.values(of: node)
  }

  /// Compares the columns from `start` on of every row whose position is a token.
  ///
  /// The reference has [batch, …, position, column] or, where all rows are alike, no batch or one of 1.
  private func compare(
    _ name: String, _ numbers: Golden.Numbers, _ ours: View, _ address: String,
    columns start: Int, _ worst: inout WorstDifference
  ) {
    let width = ours.shape.columns
    let theirWidth = numbers.shape.last ?? 1
    guard numbers.shape.count >= 2 else {
      return worst.compare(ours[0], numbers.values[0], at: "\(golden.kind), \(name)")
    }
    let length = numbers.shape[numbers.shape.count - 2]
    let mask = isToken(address)
    let middle = numbers.shape.count == 4 ? numbers.shape[1] : 1
    let theirBatch = numbers.values.count / (theirWidth * length * middle)
    let ourBatch = ours.shape.count / (width * length * middle)
    for (row, theirRow) in rows.enumerated() {
      for place in 0..<middle * length {
        guard mask?[row][place % length] != false else { continue }
        let ourStart = (min(row, ourBatch - 1) * middle * length + place) * width
        let theirStart = (min(theirRow, theirBatch - 1) * middle * length + place) * theirWidth
        for column in 0..<width {
          worst.compare(
            ours[ourStart + column], numbers.values[theirStart + start + column],
            at: "\(golden.kind), \(name), row \(row), place \(place), column \(column)")
        }
      }
    }
  }

  /// Which positions of the text that an address belongs to are tokens; nil for all.
  private func isToken(_ address: String) -> [[Bool]]? {
    let isSource =
      golden.configuration.tower != .encoderDecoder || address.hasPrefix("encoder/")
      || address.hasSuffix("cross-attention/keys") || address.hasSuffix("cross-attention/values")
    return isSource ? input.mask : input.targetMask
  }

  struct Missing: Error, CustomStringConvertible {
    let address: String
    var description: String { "the trace has no node \(address)" }
  }
}
