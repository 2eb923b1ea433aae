import ArgumentParser
import Explorer
import ModelFiles
import Screen
import Tensors
import Tracing

/// `cutaway show`: the picture of a node, or its numbers, outside of the explorer.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print the picture or the numbers of one step of a computation.",
    discussion: """
      Examples:
        cutaway show --model translator --text "I like apples." \\
            decoder/1/cross-attention/weights
        cutaway show --model translator --text "I like apples." --picture heads \\
            -o heads.svg encoder/1/self-attention/weights
        cutaway show --model reader --text "The film was not [MASK]." \\
            --format csv probabilities
        cutaway show --model storyteller --text "Mia has" --picture from \\
            'decoder/1/self-attention/scores[head 2, query 3, key 1]'

      Indices count from 1; along vocabulary (token ids) and row (rows of a table) from 0. `cutaway trace` \
      lists addresses and axes. A picture is as the explorer draws it; json and csv hold every number.
      """)

  @Option(
    name: .customLong("model"),
    help: ArgumentHelp(
      "A bundled model's name, or a folder as Hugging Face lays it out.", valueName: "dir"))
  var model: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The text; for a model without a tokenizer token ids, apart by spaces.", valueName: "text"))
  var text: String

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

  @Flag(help: "Compute the loss too: how well the model predicts the text that it reads.")
  var loss = false

  @Option(
    help: ArgumentHelp(
      "The cursor's cell: an address and indices, or the indices alone.", valueName: "cell"))
  var cell: String?

  @OptionGroup var options: PictureOptions

  @Argument(
    help: ArgumentHelp("The step: an address, or a cell of it.", valueName: "address"))
  var address: String

  func run() throws {
    Workers.count = min(2, Workers.processorCount)
    let format = options.chosenFormat
    if format == .json || format == .csv, let option = options.ofPictures.first {
      throw Failure(
        .usage, "\(option) is for pictures; \(format.rawValue) holds every number as it is")
    }
    _ = try ModelOption.place(model)
    let place = try reference
    let subject = try SubjectOpener.subject(
      of: OpenRequest(
        model: model, text: text, head: head?.head, target: targetText, hasLoss: loss))
    for notice in subject.notices { Output.complain("cutaway: \(notice)") }
    let (node, cell) = try find(place, in: subject)
    switch options.chosenFormat {
    case .json:
      try write {
        try $0.line(JSONWriter.bytes(of: NodeJSON(subject, node).value, notFinite: .string))
      }
    case .csv:
      try write { file in try NodeTable(subject, node).lines { try file.line($0) } }
    case .text, .ansi, .svg:
      let canvas = try picture(of: subject, node, cell)
      let text =
        switch options.chosenFormat {
        case .ansi: canvas.ansi(options.medium.colors)
        case .svg: canvas.svg(title: subject.trace[node].address.path)
        default: canvas.plainText
        }
      try write { try $0.text(text) }
    }
  }

  private func picture(of subject: Subject, _ node: NodeID, _ cell: Int?) throws -> Canvas {
    var picture = NodePicture(subject, node)
    picture.cell = cell
    picture.picture = options.picture ?? .stage
    let pictures = picture.pictures
    guard pictures.contains(picture.picture) else {
      throw Failure(
        .usage,
        "--picture: \(VisibleText.escaped(subject.trace[node].address.path)) has no picture "
          + "\(picture.picture.rawValue); it has \(pictures.map(\.rawValue).joined(separator: ", "))"
      )
    }
    picture.zoom = options.zoom?.zoom
    picture.language =
      options.language ?? DisplayLanguage(environment: Environment.variables)
    picture.medium = options.medium
    if options.screen { return picture.screen(options.wantedSize ?? options.ownSize) }
    if let size = options.wantedSize { return picture.stage(size) }
    return picture.tightStage(options.ownSize)
  }

  // MARK: Which cell

  /// The argument, with what `--cell` adds to it.
  private var reference: CellReference {
    get throws {
      let argument = try CellReference(parsing: address)
      guard let cell else { return argument }
      guard argument.indices.isEmpty else {
        throw Failure(.usage, "--cell: \(VisibleText.quoted(address)) names a cell already")
      }
      let given = try CellReference(parsing: cell.hasPrefix("[") ? address + cell : cell)
      guard given.address == argument.address else {
        throw Failure(
          .usage,
          "--cell: \(VisibleText.quoted(given.address.path)) is not the step shown, "
            + "\(VisibleText.quoted(address)); give the indices alone")
      }
      return given
    }
  }

  private func find(
    _ reference: CellReference, in subject: Subject
  ) throws -> (node: NodeID, cell: Int?) {
    let trace = subject.trace
    guard let node = trace.node(at: reference.address) else {
      throw CellReferenceError.noNode(
        reference.address, nearest: trace.nearestAddresses(to: reference.address))
    }
    var cell = reference.indices.isEmpty ? nil : try trace.cell(reference).index
    if let head = options.head {
      let plane = Plane(trace[node].shape)
      guard trace[node].axes.contains(.head), head <= plane.slices else {
        let found = trace[node].axes.contains(.head) ? "\(plane.slices) heads" : "no heads"
        throw Failure(
          .usage, "--head: \(VisibleText.escaped(reference.address.path)) has \(found), not \(head)"
        )
      }
      let place = plane.place(of: cell ?? 0)
      cell = plane.cell(slice: head - 1, row: place.row, column: place.column)
    }
    return (node, cell)
  }

  // MARK: Where it goes

  /// Writes to the file that was named, whole or not at all, or to standard output.
  private func write(_ body: (inout TextSink) throws -> Void) throws {
    var sink = try TextSink(path: options.out)
    try body(&sink)
    try sink.finish()
  }
}
