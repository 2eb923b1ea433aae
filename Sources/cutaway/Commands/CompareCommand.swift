import ArgumentParser
import Explorer
import ModelFiles
import Screen
import Tensors
import Terminal
import Tracing
import Transformers

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension CompareState.Page: ExpressibleByArgument {}

/// `cutaway compare`: two or three computations side by side.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract:
      "Two or three computations side by side, step by step, and where they begin to differ.",
    discussion: """
      Examples:
        cutaway compare                                  (the translator and its Post-LN twin)
        cutaway compare storyteller storyteller-post --text "Mia has a red cup."
        cutaway compare translator --wiring pre,post,wrong
        cutaway compare translator --initial 7           (before anything was learned)
        cutaway compare translator --what-if 'head 2 of encoder/1/self-attention = off'
        cutaway compare reader --text "A good book." --text-b "A bad book."
        cutaway compare translator --plain --at encoder/1/self-attention/queries
        cutaway compare translator --format svg -o run.svg

      The sides are called A, B and C; the others are compared with A. One model alone is compared with its \
      twin where it ships one, otherwise with its own parameters under the other wiring. Docs/Explorer.md has \
      the pages and their keys.
      """)

  @OptionGroup var sides: CompareSides

  @Option(
    name: .customLong("at"),
    help: ArgumentHelp("Where to begin: an address or a cell.", valueName: "address"))
  var address: String?

  @OptionGroup var screen: ScreenOptions

  @Flag(help: "No screen: every step, where differences begin, and the figures, as lines.")
  var plain = false

  @Flag(help: "No screen: the same as one JSON object.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "Print a page as text, ansi, svg or json and end; otherwise as the file's name says.",
      valueName: "format"))
  var format: PictureFormat?

  @Option(
    help: ArgumentHelp(
      "Which page is printed: \(CompareState.Page.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "page"))
  var page: CompareState.Page?

  @Option(help: ArgumentHelp("Columns and rows of what is printed.", valueName: "WxH"))
  var size: String?

  @Option(
    name: [.customShort("o"), .customLong("out")],
    help: ArgumentHelp("Write to a file.", valueName: "file"))
  var out: String?

  func validate() throws {
    guard !(plain && json) else { throw ValidationError("--plain and --json: give one of them") }
    guard format == nil || !(plain || json) else {
      throw ValidationError("--format: leave --plain and --json out")
    }
    guard format != .csv else {
      throw ValidationError("--format: a comparison is text, ansi, svg or json")
    }
    try PictureSize.validate(size)
  }

  /// Whether something is printed in place of a screen.
  private var isPrinted: Bool {
    plain || json || format != nil || out != nil || page != nil || size != nil
      || PlainProgram.isWanted(environment: Environment.variables)
  }

  func run() throws {
    Workers.count = min(2, Workers.processorCount)
    var request = try sides.request()
    request.address = address
    guard isPrinted else { return try explore(request) }
    let comparison = try ComparisonOpener.comparison(of: request)
    let row = try self.row(in: comparison)
    var sink = try TextSink(path: out)
    switch chosenFormat {
    case .json, .csv:
      let object = ComparisonJSON(comparison)
      let value = row.map { object.value(ofRow: $0) } ?? object.value
      try sink.line(JSONWriter.bytes(of: value, notFinite: .string))
    case .text where format == nil && page == nil && size == nil:
      let report = ComparisonReport(comparison, language, medium(.text))
      for line in row.map({ report.lines(ofRow: $0) }) ?? report.lines { try sink.line(line) }
    case .text, .ansi, .svg:
      try sink.text(picture(of: comparison, row))
    }
    try sink.finish()
  }

  // MARK: Printing

  private var chosenFormat: PictureFormat {
    if json { return .json }
    if plain { return .text }
    if let format { return format }
    if let out { return PictureFormat(fileName: out) ?? .text }
    guard page != nil || size != nil else { return .text }
    let isColored = screen.color.wantsColors(
      environment: Environment.variables, isTerminal: isatty(1) == 1)
    return isColored ? .ansi : .text
  }

  private var language: DisplayLanguage {
    screen.language ?? DisplayLanguage(environment: Environment.variables)
  }

  private func medium(_ format: PictureFormat) -> Medium {
    let hasColors = screen.color != .never && (format == .svg || format == .ansi)
    return Medium(
      colors: hasColors ? .palette : .none, glyphs: screen.ascii ? .ascii : .unicode)
  }

  private func picture(of comparison: Comparison, _ row: Int?) -> String {
    let format = chosenFormat
    var picture = ComparisonPicture(comparison)
    picture.page = page ?? (row == nil ? .run : .steps)
    picture.row = row
    picture.language = language
    picture.medium = medium(format)
    let canvas = picture.canvas(size.flatMap(PictureSize.parse) ?? Size(width: 120, height: 40))
    return switch format {
    case .ansi: canvas.ansi(picture.medium.colors)
    case .svg: canvas.svg(title: "cutaway compare")
    default: canvas.plainText
    }
  }

  /// The row that `--at` names; nil without it.
  private func row(in comparison: Comparison) throws -> Int? {
    guard let address else { return nil }
    let reference = try CellReference(parsing: address)
    guard let row = CompareState(comparison).row(of: reference.address) else {
      let nearest = comparison.sides[0].subject.trace.nearestAddresses(to: reference.address)
      throw CellReferenceError.noNode(reference.address, nearest: nearest)
    }
    return row
  }

  // MARK: On the screen

  private func explore(_ request: ComparisonRequest) throws {
    ExploreScreen.end(try ExploreScreen(screen).show { $0.open(request) }.status)
  }
}
