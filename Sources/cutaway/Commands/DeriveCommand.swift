import ArgumentParser
import ModelFiles
import Tensors
import Tracing
import Transformers

/// `cutaway derive`: how one number came about, worked by hand and computed a second time.
struct DeriveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "derive",
    abstract: "Work one number out by hand, and follow its largest terms down.",
    discussion: """
      Examples:
        cutaway derive --model storyteller --ids "5 17 3" \\
            'decoder/1/self-attention/weights[head 2, query 3, key 1]'
        cutaway derive --model storyteller --ids "5 17 3" --depth 99 \\
            'probabilities[position 3, vocabulary 17]'

      Indices count from 1; along vocabulary (token ids) and row (rows of a table) they count from 0. \
      `cutaway trace` lists addresses and axes.
      """)

  @OptionGroup var model: ModelOption
  @OptionGroup var inputs: InputOptions

  @Option(
    parsing: .unconditional,
    help: """
      How many cells to work out, from each to its largest term (a softmax's or a norm's to its own \
      input), down to a parameter and a token id.
      """)
  var depth = 1

  @Flag(help: "Print one JSON object; the cells further down stand under \"next\".")
  var json = false

  @Argument(help: ArgumentHelp("The cell: an address and labelled indices.", valueName: "cell"))
  var cell: String

  func validate() throws {
    guard depth >= 1 else { throw ValidationError("--depth must be at least 1, is \(depth)") }
  }

  func run() throws {
    let reference = try CellReference(parsing: cell)
    let loaded = try self.model.open()
    let (input, labels) = try inputs.input(for: loaded)
    let trace = try loaded.model.trace(input, retaining: .residualStreams).trace
    trace.labels = labels
    let walk = trace.walk(from: try trace.cell(reference), limit: depth)
    var output = Output()
    if json {
      try output.line(
        JSONWriter.bytes(of: CellJSON(trace: trace).value(of: walk[...]), notFinite: .string))
    } else {
      let worksheet = Worksheet(trace)
      for (index, step) in walk.enumerated() {
        if index > 0 { try output.line("") }
        for line in worksheet.lines(step) { try output.line(line) }
      }
    }
    try output.flush()
    // A number that a second computation does not confirm is a failed check.
    if let step = walk.first(where: { $0.verification?.holds == false }) {
      throw Failure(
        .failed, "\(trace.text(of: step.cell)): the second computation gives another number")
    }
  }
}
