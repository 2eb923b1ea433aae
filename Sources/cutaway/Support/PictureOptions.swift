import ArgumentParser
import Explorer
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

extension PictureName: ExpressibleByArgument {}
extension ZoomName: ExpressibleByArgument {}

/// What `cutaway show` writes.
enum PictureFormat: String, CaseIterable, ExpressibleByArgument {
  case text, ansi, svg, json, csv

  /// The format that a file's name asks for; nil where it asks for none.
  init?(fileName: String) {
    guard let dot = fileName.lastIndex(of: ".") else { return nil }
    switch fileName[fileName.index(after: dot)...] {
    case "txt": self = .text
    case "ans", "ansi": self = .ansi
    case "svg": self = .svg
    case "json": self = .json
    case "csv": self = .csv
    default: return nil
    }
  }
}

/// How a picture looks, and where it goes.
struct PictureOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Which picture: \(PictureName.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "name"))
  var picture: PictureName?

  @Option(help: ArgumentHelp("The attention head, from 1.", valueName: "n"))
  var head: Int?

  @Option(
    help: ArgumentHelp(
      "How large cells are: \(ZoomName.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "name"))
  var zoom: ZoomName?

  @Flag(help: "The explorer's whole screen in place of the picture alone.")
  var screen = false

  @Option(
    help: ArgumentHelp(
      "Columns and rows; otherwise the terminal's columns or 100, and as many rows as it takes.",
      valueName: "WxH"))
  var size: String?

  @Option(
    help: ArgumentHelp(
      """
      text, ansi (with the terminal's colours), svg, json or csv; otherwise as the file's name says, ansi on \
      a terminal, text elsewhere.
      """, valueName: "format"))
  var format: PictureFormat?

  @Option(
    name: [.customShort("o"), .customLong("out")],
    help: ArgumentHelp("Write to a file.", valueName: "file"))
  var out: String?

  @Option(
    name: .customLong("lang"),
    help: ArgumentHelp("The language: en or zh; otherwise as LANG says.", valueName: "l"))
  var language: DisplayLanguage?

  @Option(help: ArgumentHelp("Colours: auto, always or never.", valueName: "when"))
  var color = ColorChoice.auto

  @Flag(help: "Draw with the characters of ASCII alone.")
  var ascii = false

  func validate() throws {
    try PictureSize.validate(size)
    if let head, head < 1 { throw ValidationError("--head must be at least 1, is \(head)") }
  }

  /// The options given that only a picture has.
  var ofPictures: [String] {
    [
      picture != nil ? "--picture" : nil, zoom != nil ? "--zoom" : nil,
      screen ? "--screen" : nil, size != nil ? "--size" : nil, ascii ? "--ascii" : nil,
    ].compactMap(\.self)
  }

  /// The size that was asked for; nil to decide by the picture.
  var wantedSize: Size? { size.flatMap(PictureSize.parse) }

  /// The size of a picture that nobody asked for.
  var ownSize: Size {
    var window = winsize()
    let isKnown = out == nil && ioctl(1, UInt(TIOCGWINSZ), &window) == 0 && window.ws_col > 0
    let columns = isKnown ? min(max(20, Int(window.ws_col)), 240) : 100
    return Size(width: columns, height: 40)
  }

  /// What is written.
  var chosenFormat: PictureFormat {
    if let format { return format }
    if let out { return PictureFormat(fileName: out) ?? .text }
    let isColored = color.wantsColors(
      environment: Environment.variables, isTerminal: isatty(1) == 1)
    return isColored ? .ansi : .text
  }

  /// What the format can show.
  var medium: Medium {
    let colors: ColorDepth =
      switch chosenFormat {
      case .svg: color == .never ? .none : .palette
      case .ansi: color == .never ? .none : depth
      case .text, .json, .csv: .none
      }
    return Medium(colors: colors, glyphs: ascii ? .ascii : .unicode)
  }

  /// The terminal's colours as its name has it; all of them where the codes go elsewhere.
  private var depth: ColorDepth {
    let variables = Environment.variables
    guard out == nil, isatty(1) == 1, let name = variables["TERM"] else { return .palette }
    let isRich = name.contains("256") || name.contains("direct") || variables["COLORTERM"] != nil
    return isRich ? .palette : .eight
  }
}
