import ArgumentParser
import ModelFiles
import Tensors
import Tokenizers

/// `cutaway train-tokenizer`: a vocabulary learned from text.
struct TrainTokenizerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train-tokenizer",
    abstract: "Learn a tokenizer from text, and show each step of it.",
    discussion: """
      Examples:
        cutaway train-tokenizer --family bpe --size 600 --steps corpus.txt
        cutaway train-tokenizer --family unigram --size 800 --out tokenizer.json \\
            a.txt b.txt

      Families: \(TrainableFamily.allCases.map(\.rawValue).joined(separator: ", ")). Every line is a \
      text. The file that --out writes is a tokenizer.json, for cutaway tokenize and other programs.
      """)

  @Option(help: ArgumentHelp("What kind of tokenizer.", valueName: "family"))
  var family: TrainableFamily

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many entries the vocabulary is to have.", valueName: "n"))
  var size: Int

  @Option(
    name: .customLong("min-count"), parsing: .unconditional,
    help: ArgumentHelp(
      "Pairs and words that occur less often are not taken (2; not for character and unigram).",
      valueName: "n"))
  var minimumCount: Int?

  @Option(help: ArgumentHelp("Where the tokenizer is written.", valueName: "file"))
  var out: String?

  @Flag(help: "Show the pairs that were counted, which was merged, what was pruned.")
  var steps = false

  @Flag(help: "Print one JSON object for each step, if steps are wanted, then one for the result.")
  var json = false

  @Argument(help: ArgumentHelp("Text files; standard input if none is given.", valueName: "file"))
  var files: [String] = []

  /// The largest text file that is read: 1 GiB.
  private static let largestFile = 1 << 30

  func validate() throws {
    guard (1...1_000_000).contains(size) else {
      throw ValidationError("--size must be between 1 and 1000000, is \(size)")
    }
    if let minimumCount {
      guard minimumCount > 0 else {
        throw ValidationError("--min-count must be at least 1, is \(minimumCount)")
      }
      guard family != .character, family != .unigram else {
        throw ValidationError("--min-count changes nothing for the family \(family.rawValue)")
      }
    }
  }

  func run() throws {
    if let out, let place = FilePlace(out), files.contains(where: { FilePlace($0) == place }) {
      throw Failure(.usage, "--out: \(VisibleText.escaped(out)) is one of the texts")
    }
    var training = TokenizerTraining(family: family, size: size, minimumCount: minimumCount ?? 2)
    if files.isEmpty {
      var lines = TextLines()
      while let line = lines.next() { training.count(line) }
      try lines.check()
    }
    for file in files {
      for line in TextLines.split(try SmallFile.read(path: file, limit: Self.largestFile)) {
        training.count(line)
      }
    }
    var output = Output()
    var problem: (any Error)?
    let sink: ((TrainingStep) -> Void)? =
      steps
      ? { step in
        do {
          if json {
            try output.line(JSONWriter.bytes(of: TrainingStepText.value(of: step)))
          } else {
            for line in TrainingStepText.lines(step) { try output.line(line) }
          }
        } catch { problem = problem ?? error }
      } : nil
    let trained = try training.finish(steps: sink)
    if let problem { throw problem }
    if let out {
      var file = try AtomicFile(path: out)
      try file.write(trained.bytes)
      try file.commit()
    }
    if json {
      try output.line(
        JSONWriter.bytes(
          of: .object([
            JSONMember("family", .string(family.rawValue)),
            JSONMember("entries", .integer(trained.entries.count)),
            JSONMember("merges", .integer(trained.merges.count)),
            JSONMember("texts", .integer(training.textCount)),
            JSONMember("pieces", .integer(training.pieceCount)),
            JSONMember("left_out", .integer(training.leftOutCount)),
          ])))
    } else {
      let merges = trained.merges.isEmpty ? "" : ", \(trained.merges.count) merges"
      let texts = TrainingStepText.counted(training.textCount, "text")
      let pieces = TrainingStepText.counted(training.pieceCount, "different piece")
      let leftOut =
        training.leftOutCount == 0
        ? "" : "; \(training.leftOutCount) of them are not UTF-8 and were left out"
      let count = trained.entries.count
      let why =
        count > size
        ? "; more than \(size), for all characters are entries"
        : count < size ? "; fewer than \(size), for there is nothing more to take" : ""
      try output.line("\(count) entries\(merges), from \(texts) with \(pieces)\(leftOut)\(why)")
    }
    try output.flush()
  }
}

extension TrainableFamily: ExpressibleByArgument {}
