import ArgumentParser
import ModelFiles
import Tensors
import Tokenizers

/// `cutaway tokenize`: how a text becomes token ids.
struct TokenizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tokenize",
    abstract: "Cut a text into tokens, and show each step of it.",
    discussion: """
      Examples:
        cutaway tokenize --model reader --steps "unhappy people"
        cutaway tokenize --tokenizer tokenizer.json --json < texts.txt

      Without TEXT every line of standard input is a text of its own. Texts may hold any bytes. A text \
      that begins with a dash goes after --.
      """)

  @Option(
    name: .customLong("model"),
    help: ArgumentHelp(
      "A folder with tokenizer.json, as Hugging Face lays it out, or a bundled model's name.",
      valueName: "dir"))
  var model: String?

  @Option(
    name: .customLong("tokenizer"), help: ArgumentHelp("A tokenizer.json.", valueName: "file"))
  var tokenizer: String?

  @Flag(help: "Show what was normalized, split and merged, in order, and why.")
  var steps = false

  @Flag(
    help: """
      Print one JSON object a text: ids, tokens, offsets (in bytes and in characters of the text), \
      decoded (from the text's own tokens), and what was lost.
      """)
  var json = false

  @Flag(
    name: .customLong("no-special"),
    help: "Leave out the tokens that the tokenizer puts round a text.")
  var noSpecial = false

  @Argument(help: ArgumentHelp("The text.", valueName: "text"))
  var text: String?

  func validate() throws {
    guard (model == nil) != (tokenizer == nil) else {
      throw ValidationError(
        model == nil
          ? "give --model DIR or --tokenizer FILE" : "give --model or --tokenizer, not both")
    }
  }

  func run() throws {
    let opened: Tokenizer
    if let tokenizer {
      guard !tokenizer.isEmpty else { throw Failure(.usage, "--tokenizer: the path is empty") }
      opened = try TokenizerFile.open(tokenizer)
    } else {
      guard let model, !model.isEmpty else { throw Failure(.usage, "--model: the path is empty") }
      let place: ModelPlace
      do { place = try ModelPlace(model) } catch { throw Failure(.usage, "--model: \(error)") }
      if case .path = place, let file = FilePlace(model), !file.isFolder {
        throw Failure(
          .usage, "--model: \(VisibleText.escaped(model)) is a file; give it as --tokenizer")
      }
      opened = try place.tokenizer()
    }
    let session = Tokenizer.Session(opened)
    var output = Output()
    if let text {
      try write(bytesOfArgument(text), session, isFirst: true, to: &output)
    } else {
      var lines = TextLines()
      var isFirst = true
      while let line = lines.next() {
        try write(line, session, isFirst: isFirst, to: &output)
        isFirst = false
      }
      try lines.check()
    }
    try output.flush()
  }

  private func write(
    _ source: [UInt8], _ session: Tokenizer.Session, isFirst: Bool, to output: inout Output
  ) throws {
    if json {
      try output.line(TokenizationJSON.bytes(source, session, self))
    } else {
      if !isFirst { try output.line("") }
      try TokenizationText.write(source, session, self, to: &output)
    }
  }
}
