import ArgumentParser
import Tensors
import Tracing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The command line: arguments in, exit status out.
@main
struct Cutaway: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cutaway",
    abstract: "Walk through a Transformer: every number it computes, and where each comes from.",
    discussion: """
      Examples:
        cutaway                     (the explorer)
        cutaway show --model translator --text "I like apples." \\
            decoder/1/cross-attention/weights
        cutaway compare translator translator-post --text "I like apples."
        cutaway race --wiring post,pre --depth 6
        cutaway trace --model storyteller --ids "5 17 3"
        cutaway derive --model storyteller --ids "5 17 3" \\
            'logits[position 3, vocabulary 17]'
        cutaway generate --model storyteller --ids "5 17 3" --max-tokens 20
        cutaway generate --model translator --text "the cat sleeps"
        cutaway tokenize --model reader --steps "unhappy people"

      Exit status: 0 done, 1 a check failed or something could not be done, 2 the command line makes \
      no sense, 3 a file is not what it should be.
      """,
    version: "cutaway 0.1.0",
    subcommands: [
      ExploreCommand.self, ShowCommand.self, CompareCommand.self, TraceCommand.self,
      DeriveCommand.self,
      GenerateCommand.self, TokenizeCommand.self,
      TrainTokenizerCommand.self, TrainCommand.self, RaceCommand.self, ReproduceCommand.self,
      EvaluateCommand.self,
      LanguageCommand.self,
      InspectCommand.self,
      ModelsCommand.self, ExportCommand.self,
      LearnCommand.self, LessonsCommand.self,
    ], defaultSubcommand: ExploreCommand.self)

  /// Runs a command; every end of the program passes here.
  static func main() {
    // A file that may not grow further is reported like a full disk.
    ignoreFileSizeSignal()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let stopped as Stopped {
      leave(stopped.status)
    } catch {
      finish(error)
    }
  }

  private static func finish(_ error: any Error) -> Never {
    // The argument parser's own ends: help and version are no failures.
    let code = exitCode(for: error)
    if code == .success {
      var output = Output()
      do {
        try output.line(fullMessage(for: error))
        try output.flush()
      } catch {
        finish(error)
      }
      leave(0)
    }
    if code == .validationFailure {
      Output.complain(suggestion(for: error) ?? fullMessage(for: error))
      leave(Failure.Status.usage.rawValue)
    }
    let failure = Failure(error)
    Output.complain("cutaway: \(failure.description)")
    leave(failure.status.rawValue)
  }

  /// A better message where the first word is no command but nearly one.
  private static func suggestion(for error: any Error) -> String? {
    guard let word = CommandLine.arguments.dropFirst().first, !word.hasPrefix("-") else {
      return nil
    }
    let names = configuration.subcommands.compactMap { $0.configuration.commandName }
    guard !names.contains(word) else { return nil }
    let nearest = names.min { editDistance($0, word) < editDistance($1, word) }
    let shown = VisibleText.quoted(word)
    let meant = nearest.flatMap { editDistance($0, word) <= 3 ? "; did you mean '\($0)'" : nil }
    return "cutaway: \(shown) is no command\(meant ?? ""). Commands: "
      + "\(names.joined(separator: ", ")); see cutaway --help"
  }
}

private func ignoreFileSizeSignal() { signal(SIGXFSZ, SIG_IGN) }

/// Ends the program; a function of its own because `exit` is a member's name inside the command.
private func leave(_ status: Int32) -> Never { exit(status) }
