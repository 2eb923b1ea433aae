import ArgumentParser
import Explorer
import ModelFiles
import Screen
import Tensors
import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// `cutaway`, `cutaway explore`: the explorer on the terminal.
struct ExploreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explore",
    abstract: "Walk through a model's computation on the screen, one step at a time.",
    discussion: """
      Examples:
        cutaway
        cutaway explore --model translator --text "I like apples."
        cutaway explore --model storyteller --text "Mia has" \\
            --at decoder/1/self-attention/weights
        cutaway explore --lang zh
        cutaway explore --plain --model reader --text "The film was not [MASK]."

      Without a text it opens on the choice of models and texts. Docs/Keys.md has all keys; F1 shows those \
      that work where you are.

      With --plain it is a conversation, line by line, for screen readers and pipes; CUTAWAY_PLAIN=1 and \
      TERM=dumb ask for it too.

      Exit status: 4 where the terminal cannot show a screen; otherwise as always.
      """)

  @Option(
    name: .customLong("model"),
    help: ArgumentHelp(
      "A bundled model's name, or a folder as Hugging Face lays it out.", valueName: "dir"))
  var model: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("The text to walk through.", valueName: "text"))
  var text: String?

  @Option(
    name: .customLong("model-head"),
    help: ArgumentHelp(
      "Which head, where a model has both: masked-words or classifier.", valueName: "head"))
  var head: HeadName?

  @Option(
    name: .customLong("target-text"), parsing: .unconditional,
    help: ArgumentHelp(
      "What the decoder of a pair reads; what the model itself writes, if not given.",
      valueName: "text"))
  var targetText: String?

  @Flag(help: "End in the loss: how well the model predicts the text that it reads.")
  var loss = false

  @Option(
    name: .customLong("at"),
    help: ArgumentHelp("Where to begin: an address.", valueName: "address"))
  var address: String?

  @OptionGroup var screen: ScreenOptions

  @Flag(help: "No screen: commands as lines, answers as lines.")
  var plain = false

  @Option(
    help: ArgumentHelp("Write what is done into a file, event by event.", valueName: "file"))
  var record: String?

  @Option(help: ArgumentHelp("Do first what was recorded in a file.", valueName: "file"))
  var replay: String?

  func validate() throws {
    guard !plain || (record == nil && replay == nil) else {
      throw ValidationError("--plain has no screen: leave --record and --replay out")
    }
    guard
      model != nil || text != nil || (address == nil && targetText == nil && head == nil && !loss)
    else {
      throw ValidationError(
        "--at, --target-text, --model-head and --loss need --text or --model beside them")
    }
  }

  func run() throws {
    Workers.count = min(2, Workers.processorCount)
    let events = try replay.map { try Self.events($0) } ?? []
    var explorer = ExploreScreen(screen)
    if let model { try name(model, in: &explorer.state) }
    let isPlain = plain || PlainProgram.isWanted(environment: Environment.variables)
    if isPlain, record == nil, replay == nil {
      if screen.ascii { explorer.state.medium.glyphs = .ascii }
      explorer.state.notice = nil
      var program = PlainProgram(explorer.state)
      return try program.run(request(in: explorer.state))
    }
    let request = self.request(in: explorer.state)
    let ending = try explorer.show(record: record, replay: events) { program in
      if let request { program.open(request) }
    }
    ExploreScreen.end(ending.status)
  }

  /// Chooses the model of the command line, which must be there.
  private func name(_ model: String, in state: inout State) throws {
    do { _ = try ModelPlace(model) } catch { throw Failure(.usage, "--model: \(error)") }
    state.choose(model: model)
  }

  private func request(in state: State) -> OpenRequest? {
    guard model != nil || text != nil else { return nil }
    let model = self.model ?? state.home.models.first?.id ?? ""
    let example = state.home.models.first { $0.id == model }?.examples.first?.text
    return (text ?? example).map {
      OpenRequest(
        model: model, text: $0, head: head?.head, target: targetText, address: address,
        hasLoss: loss)
    }
  }

  private static func events(_ path: String) throws -> [Message] {
    let bytes = try SmallFile.read(path: path, limit: 1 << 24)
    do { return try Recording.messages(String(decoding: bytes, as: UTF8.self)) } catch {
      throw Failure(.file, "\(VisibleText.escaped(path)): \(error)")
    }
  }
}
