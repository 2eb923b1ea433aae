import ModelFiles
import Tensors
import Transformers

/// A row of what a model is given.
struct TextRow {
  /// The token ids.
  let ids: [Int]
  /// What they are written as; none where ids were given.
  let spellings: [String]
}

/// The texts of the command line as rows of ids.
struct TextReader {
  /// What reads them.
  let text: ModelText

  /// Opens the model's tokenizer for an option that needs it.
  init(_ loaded: LoadedModel, option: String) throws {
    let tokenizer: ModelText
    do {
      tokenizer = ModelText(try loaded.place.tokenizer(), loaded.model.configuration)
    } catch ModelFileError.noTokenizer {
      throw Failure(
        .usage,
        "\(option): the model has no \(TokenizerFile.fileName), which turns words into ids; give "
          + "\(option == "--text" ? "--ids" : "--target-ids")")
    }
    text = tokenizer
  }

  /// The rows of `--text`.
  func sources(_ texts: [String]) throws -> [TextRow] {
    try rows(texts, "--text") { text, bytes throws(ModelText.Problem) in try text.source(bytes) }
  }

  /// The rows of `--target-text`.
  func targets(_ texts: [String]) throws -> [TextRow] {
    try rows(texts, "--target-text") { text, bytes throws(ModelText.Problem) in
      try text.target(bytes)
    }
  }

  private func rows(
    _ texts: [String], _ option: String,
    _ read: (ModelText, [UInt8]) throws(ModelText.Problem) -> ModelText.Tokens
  ) throws -> [TextRow] {
    try texts.enumerated().map { index, argument in
      let place = texts.count > 1 ? "\(option), row \(index + 1)" : option
      let tokens: ModelText.Tokens
      do { tokens = try read(text, bytesOfArgument(argument)) } catch {
        throw Failure(.usage, "\(place): \(error)")
      }
      if let cut = tokens.cut { Output.complain("cutaway: \(place): \(cut)") }
      return TextRow(ids: tokens.ids, spellings: tokens.spellings)
    }
  }
}
