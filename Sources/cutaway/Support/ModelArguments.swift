import ArgumentParser
import ModelFiles
import Tensors
import Tracing
import Transformers

/// What a command gives to the model.
struct InputOptions: ParsableArguments {
  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Token ids, apart by spaces or commas. Once for each row of a batch; shorter rows are padded.",
      valueName: "ids"))
  var ids: [String] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      """
      In place of --ids a text, which the model's tokenizer.json turns into ids. Once for each row of a \
      batch; too long a text is cut.
      """, valueName: "text"))
  var text: [String] = []

  @Option(
    name: .customLong("target-ids"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Token ids of the decoder's text, for models with an encoder and a decoder.",
      valueName: "ids"))
  var targetIDs: [String] = []

  @Option(
    name: .customLong("target-text"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("In place of --target-ids the decoder's text.", valueName: "text"))
  var targetText: [String] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("1 for each id that is a token, 0 for padding.", valueName: "mask"))
  var mask: [String] = []

  @Option(
    name: .customLong("token-types"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("The kind of each token, for models that have kinds.", valueName: "types"))
  var tokenTypes: [String] = []

  func validate() throws {
    try Self.requireOne(ids, "--ids", text, "--text")
    guard targetIDs.isEmpty || targetText.isEmpty else {
      throw ValidationError("give --target-ids or --target-text, not both")
    }
  }

  /// Refuses two ways of saying the same, and none.
  static func requireOne(
    _ ids: [String], _ idsOption: String, _ texts: [String], _ textOption: String
  ) throws {
    guard ids.isEmpty != texts.isEmpty else {
      throw ValidationError(
        "give \(idsOption) or \(textOption)\(ids.isEmpty ? "" : ", not both")")
    }
  }

  /// The input that the options describe, padded to one length, and what its tokens are called.
  func input(for loaded: LoadedModel) throws -> (input: ModelInput, labels: TokenLabels) {
    let configuration = loaded.model.configuration
    let padding = configuration.tokens.padding ?? 0
    var reader: TextReader?
    if !text.isEmpty || !targetText.isEmpty {
      reader = try TextReader(loaded, option: text.isEmpty ? "--target-text" : "--text")
    }
    let sources = try text.isEmpty ? Self.rows(ids, "--ids") : reader?.sources(text) ?? []
    let source = sources.map(\.ids)
    var (rows, padded) = Self.pad(source, with: padding)
    let length = rows.first?.count ?? 0
    if !mask.isEmpty {
      let given = try Self.rows(mask, "--mask").map(\.ids)
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
      let given = try Self.rows(tokenTypes, "--token-types").map(\.ids)
      try Self.check(given, against: source, "--token-types")
      types = given.map { $0 + [Int](repeating: 0, count: length - $0.count) }
    }
    var targets: [TextRow] = []
    if targetIDs.isEmpty, targetText.isEmpty, !text.isEmpty, configuration.tower == .encoderDecoder
    {
      throw Failure(
        .usage,
        "this model has an encoder and a decoder: give the decoder's text too (--target-text)")
    }
    if !targetIDs.isEmpty {
      targets = try Self.rows(targetIDs, "--target-ids")
    } else if !targetText.isEmpty {
      // Said before the text is read: a single tower would not say what its decoder starts from.
      guard configuration.tower == .encoderDecoder else {
        throw InputError.targets(expected: false)
      }
      targets = try reader?.targets(targetText) ?? []
    }
    var targetRows: [[Int]]?
    var targetMask: [[Bool]]?
    if !targets.isEmpty {
      let padded = Self.pad(targets.map(\.ids), with: padding)
      (targetRows, targetMask) = (padded.rows, padded.mask)
    }
    let input = ModelInput(
      ids: rows, mask: padded, tokenTypes: types, targetIDs: targetRows, targetMask: targetMask)
    let isSingleDecoder = configuration.tower == .decoder
    let labels = TokenLabels(
      source: isSingleDecoder ? [] : Self.labels(sources, reader, padding),
      target: Self.labels(isSingleDecoder ? sources : targets, reader, padding),
      answers: loaded.labels)
    return (input, labels)
  }

  /// The spellings of all rows, made equally long; none where ids were given.
  private static func labels(
    _ rows: [TextRow], _ reader: TextReader?, _ padding: Int
  ) -> [[String]] {
    guard let reader, rows.contains(where: { !$0.spellings.isEmpty }) else { return [] }
    let length = rows.map(\.ids.count).max() ?? 0
    return rows.map { row in
      let missing = [String](
        repeating: reader.text.spelling(of: padding), count: length - row.ids.count)
      return row.spellings + missing
    }
  }

  /// Reads the numbers of each row.
  private static func rows(_ texts: [String], _ option: String) throws -> [TextRow] {
    try texts.map { TextRow(ids: try NumberList.parse($0, option), spellings: []) }
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
