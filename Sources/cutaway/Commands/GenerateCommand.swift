import ArgumentParser
import ModelFiles
import Tensors
import Tracing
import Transformers

/// `cutaway generate`: a text written on, token by token.
struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Add tokens to a text, or write the target of a source.",
    discussion: """
      Examples:
        cutaway generate --model storyteller --ids "5 17 3" --max-tokens 20
        cutaway generate --model translator --text "the cat sleeps"
        cutaway generate --model storyteller --ids "5 17 3" --max-tokens 20 \\
            --temperature 0.8 --top-p 0.9 --seed 7

      Takes the most probable token unless --temperature, --top-k or --top-p is given. The same seed \
      gives the same tokens.
      """)

  @OptionGroup var model: ModelOption

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Token ids: the text to go on with, or the source for a model with an encoder.",
      valueName: "ids"))
  var ids: [String] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      """
      In place of --ids a text, which the model's tokenizer.json turns into ids; the new tokens are \
      printed as text.
      """, valueName: "text"))
  var text: [String] = []

  @Option(
    name: .customLong("max-tokens"), parsing: .unconditional,
    help: ArgumentHelp(
      """
      The most tokens to add. Without it as many as a model with an encoder and a decoder has \
      positions for, and with a decoder alone 100 or what is left of its context.
      """, valueName: "n"))
  var maximumTokens: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("What logits are divided by; 0 is greedy.", valueName: "t"))
  var temperature: Double?

  @Option(
    name: .customLong("top-k"), parsing: .unconditional,
    help: ArgumentHelp("Choose from the k most probable tokens only.", valueName: "k"))
  var topK: Int?

  @Option(
    name: .customLong("top-p"), parsing: .unconditional,
    help: ArgumentHelp(
      "Choose from the fewest most probable tokens whose probabilities reach p.", valueName: "p"))
  var topP: Double?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("What determines the dice.", valueName: "s"))
  var seed: UInt64 = 0

  @Flag(name: .customLong("no-cache"), help: "Compute every position anew for every token.")
  var noCache = false

  @Flag(name: .customLong("ignore-eos"), help: "Go on after a token that ends a text.")
  var ignoreEnd = false

  @Flag(
    help: """
      Print one JSON object for each token, then one with "ids": the new ids, and their "text" if a \
      text was given.
      """)
  var json = false

  /// More tokens than any model's context holds.
  private static let most = 1_000_000

  func validate() throws {
    if let maximumTokens, !(0...Self.most).contains(maximumTokens) {
      throw ValidationError(
        "--max-tokens must be between 0 and \(Self.most), is \(maximumTokens)")
    }
    try InputOptions.requireOne(ids, "--ids", text, "--text")
    guard ids.count + text.count == 1 else {
      throw ValidationError(
        "\(text.isEmpty ? "--ids" : "--text"): one text is generated at a time, "
          + "\(ids.count + text.count) were given")
    }
  }

  func run() throws {
    let sampling =
      temperature == nil && topK == nil && topP == nil
      ? Sampling.greedy : try Sampling(temperature: temperature ?? 1, topK: topK, topP: topP)
    let given = try self.ids.first.map { try NumberList.parse($0, "--ids") }
    let loaded = try self.model.open()
    let model = loaded.model
    // A model that cannot generate says so, whatever else is missing.
    guard model.configuration.tower != .encoder, model.configuration.predictsTokens else {
      throw GenerationError.noDecoder
    }
    let reader = given == nil ? try TextReader(loaded, option: "--text") : nil
    let ids = try given ?? reader?.sources(text).first?.ids ?? []
    let generator = Generator(
      model,
      GenerationSettings(
        maximumTokens: maximumTokens ?? Self.defaultMaximum(model.configuration, ids.count),
        sampling: sampling, seed: seed, usesCache: !noCache, ignoresEnd: ignoreEnd))
    var output = Output()
    let result = try generator.generate(ids) { choice, _ in
      guard json else { return }
      try output.line(JSONWriter.bytes(of: Self.value(of: choice), notFinite: .string))
      try output.flush()
    }
    let written = reader?.text.text(of: result.ids)
    if json {
      try output.line(
        JSONWriter.bytes(
          of: .object(
            [JSONMember("ids", .array(result.ids.map { .integer($0) }))]
              + (written.map { [JSONMember("text", .string($0))] } ?? [])
              + [JSONMember("stopped", .string(result.reason.rawValue))])))
    } else {
      try output.line(
        written.map { VisibleText.defused($0) }
          ?? result.ids.map(String.init).joined(separator: " "))
    }
    try output.flush()
  }

  /// How many tokens are added where nobody says.
  private static func defaultMaximum(_ configuration: Configuration, _ promptCount: Int) -> Int {
    guard let context = configuration.contextLength else { return 100 }
    if configuration.tower == .encoderDecoder { return context }
    return min(100, max(1, context - promptCount))
  }

  private static func value(of choice: TokenChoice) -> JSONValue {
    var members = [JSONMember("id", .integer(choice.id))]
    if let dice = choice.dice {
      members.append(JSONMember("dice", .number(dice)))
      members.append(JSONMember("candidates", .integer(choice.candidates.count)))
      if let chosen = choice.candidates.first(where: { $0.id == choice.id }) {
        members.append(JSONMember("probability", .number(chosen.probability)))
      }
    }
    return .object(members)
  }
}
