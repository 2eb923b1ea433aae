import Tensors
import Tokenizers

/// A tokenized text as lines: the steps if they are wanted, a line for each token, what comes back.
enum TokenizationText {
  static func write(
    _ source: [UInt8], _ session: Tokenizer.Session, _ command: TokenizeCommand,
    to output: inout Output
  ) throws {
    let tokenizer = session.tokenizer
    var lines: [String] = []
    var previous: Step?
    let collect: StepSink? =
      command.steps
      ? { step in
        lines += StepText.lines(step, after: previous)
        previous = step
      } : nil
    let encoding = session.encode(source, addsSpecialTokens: !command.noSpecial, steps: collect)
    for line in lines { try output.line(line) }
    lines = []
    if command.steps { try output.line("") }

    let characters = encoding.characterOffsets(in: source)
    let heads = ["id", "characters", "bytes"]
    let columns = [
      encoding.ids.map(String.init), characters.map(place), encoding.offsets.map(place),
    ]
    let widths = zip(heads, columns).map { head, column in
      max(head.count, column.map(\.count).max() ?? 0)
    }
    func padded(_ cells: [String]) -> String {
      zip(cells, widths).map { String(repeating: " ", count: $1 - $0.count) + $0 }
        .joined(separator: "  ")
    }
    if !encoding.ids.isEmpty { try output.line(padded(heads) + "  token") }
    for index in encoding.ids.indices {
      let bytes = tokenizer.bytes(of: index, in: encoding)
      try output.line(
        padded(columns.map { $0[index] }) + "  \(VisibleText.quoted(bytes, limit: 200))")
    }

    previous = nil
    let decoded = tokenizer.decodeBytes(
      encoding.ownIDs, keepsSpecialTokens: true, steps: collect)
    if !lines.isEmpty { try output.line("") }
    for line in lines { try output.line(line) }
    if command.steps { try output.line("") }
    let tokens = TrainingStepText.counted(encoding.ids.count, "token")
    try output.line("\(tokens); decoded \(VisibleText.quoted(decoded, limit: .max))")
    for loss in encoding.losses {
      let text = VisibleText.quoted(Array(source[loss.source]))
      try output.line("lost: bytes \(place(loss.source)), \(text): \(loss.kind.rawValue)")
    }
  }

  /// A range as first–last, counted from 0.
  private static func place(_ range: Range<Int>) -> String {
    switch range.count {
    case 0: "–"
    case 1: "\(range.lowerBound)"
    default: "\(range.lowerBound)–\(range.upperBound - 1)"
    }
  }
}
