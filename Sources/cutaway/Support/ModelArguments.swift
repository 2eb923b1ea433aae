import ArgumentParser
import ModelFiles
import Tensors
import Tracing
import Transformers

/// Which model a command works with.
struct ModelOption: ParsableArguments {
  @Option(
    name: .customLong("model"),
    help: ArgumentHelp(
      "A folder with config.json and model.safetensors, as Hugging Face lays it out.",
      valueName: "dir"))
  var path: String

  /// Opens the model and says how many threads its operations may use.
  func open() throws -> LoadedModel {
    // Products at these sizes gain little from more threads than two.
    Workers.count = min(2, Workers.processorCount)
    guard !path.isEmpty else { throw Failure(.usage, "--model: the path is empty") }
    // A file of another kind is refused for what it is, not for what is missing beside it.
    if let place = FilePlace(path), !place.isFolder, !path.hasSuffix(".json") {
      _ = try TensorSource(path: path)
    }
    return try ModelFolder.open(path)
  }
}

/// What a command gives to the model.
struct InputOptions: ParsableArguments {
  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Token ids, apart by spaces or commas. Once for each row of a batch; shorter rows are padded.",
      valueName: "ids"))
  var ids: [String]

  @Option(
    name: .customLong("target-ids"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Token ids of the decoder's text, for models with an encoder and a decoder.",
      valueName: "ids"))
  var targetIDs: [String] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("1 for each id that is a token, 0 for padding.", valueName: "mask"))
  var mask: [String] = []

  @Option(
    name: .customLong("token-types"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("The kind of each token, for models that have kinds.", valueName: "types"))
  var tokenTypes: [String] = []

  /// The input that the options describe, padded to one length.
  func input(for configuration: Configuration) throws -> ModelInput {
    let source = try Self.rows(ids, "--ids")
    let padding = configuration.tokens.padding ?? 0
    var (rows, padded) = Self.pad(source, with: padding)
    let length = rows.first?.count ?? 0
    if !mask.isEmpty {
      let given = try Self.rows(mask, "--mask")
      try Self.check(given, against: source, "--mask")
      for value in given.joined() where value != 0 && value != 1 {
        throw Failure(.usage, "--mask: \(value) is neither 1 (token) nor 0 (padding)")
      }
      padded = given.map { row in
        (0..<length).map { $0 < row.count && row[$0] == 1 }
      }
    }
    var types: [[Int]]?
    if !tokenTypes.isEmpty {
      let given = try Self.rows(tokenTypes, "--token-types")
      try Self.check(given, against: source, "--token-types")
      types = given.map { $0 + [Int](repeating: 0, count: length - $0.count) }
    }
    var targets: [[Int]]?
    var targetMask: [[Bool]]?
    if !targetIDs.isEmpty {
      let given = try Self.rows(targetIDs, "--target-ids")
      (rows, targets) = (rows, Self.pad(given, with: padding).rows)
      targetMask = Self.pad(given, with: padding).mask
    }
    return ModelInput(
      ids: rows, mask: padded, tokenTypes: types, targetIDs: targets, targetMask: targetMask)
  }

  /// Reads the numbers of each row.
  private static func rows(_ texts: [String], _ option: String) throws -> [[Int]] {
    try texts.map { try NumberList.parse($0, option) }
  }

  /// Makes rows equally long; the mask says what was there, nil if every row had that length.
  private static func pad(_ rows: [[Int]], with id: Int) -> (rows: [[Int]], mask: [[Bool]]?) {
    let length = rows.map(\.count).max() ?? 0
    // A row of nothing is a mistake that validation names; padding would hide it.
    guard rows.contains(where: { $0.count != length }), !rows.contains(where: \.isEmpty) else {
      return (rows, nil)
    }
    return (
      rows.map { $0 + [Int](repeating: id, count: length - $0.count) },
      rows.map { row in (0..<length).map { $0 < row.count } }
    )
  }

  private static func check(
    _ rows: [[Int]], against ids: [[Int]], _ option: String
  ) throws {
    guard rows.count == ids.count else {
      throw InputError.rowCount(what: option, expected: ids.count, found: rows.count)
    }
    for (row, (values, ids)) in zip(rows, ids).enumerated() where values.count != ids.count {
      throw Failure(
        .usage,
        "\(option), row \(row + 1): \(values.count) numbers for \(ids.count) ids")
    }
  }
}

/// Whole numbers in a text.
enum NumberList {
  /// Reads numbers that stand apart by spaces or commas.
  static func parse(_ text: String, _ option: String) throws -> [Int] {
    try text.split { $0 == " " || $0 == "," || $0 == "\t" || $0 == "\n" }.map { word in
      guard let number = Int(word) else {
        throw Failure(
          .usage, "\(option): \(VisibleText.quoted(String(word))) is not a whole number")
      }
      return number
    }
  }
}
